/** What there is to say about one item of the agenda. */
import * as logic from "../logic";
import type { Scheduled } from "../logic";
import * as actions from "./actions";
import { Field } from "./fields";
import { editing, plan, setField } from "./store";
import { t } from "./texts";

export function ItemEditor({ item, at }: { item: Scheduled; at: number }) {
  const own = item.place === undefined ? undefined : plan.value.agenda[item.place];
  const info = logic.kinds().find((one) => one.kind === item.kind);
  const people = plan.value.people.map((one) => one.name);
  return (
    <div class="editor">
      {own &&
        info?.fields
          .filter((field) => field.word !== "tid")
          .map((field) => (
            <Field
              key={field.word}
              field={field}
              value={own.fields[field.word]}
              set={(value) => setField(item.place ?? 0, field.word, value)}
              people={people}
            />
          ))}
      <p class="actions">
        {item.given !== undefined && (
          <button type="button" onClick={() => actions.stretch(at, null)}>
            {t("unpin")}
          </button>
        )}
        {own && (
          <button type="button" onClick={() => actions.duplicate(item)}>
            {t("duplicate")}
          </button>
        )}
        {(own || item.optional) && (
          <button type="button" class="quiet" onClick={() => actions.remove(item)}>
            {own ? t("delete") : t("leave_out")}
          </button>
        )}
        <button type="button" onClick={() => (editing.value = null)}>
          {t("item_done")}
        </button>
      </p>
    </div>
  );
}
