/** What has a good usual answer, folded away: every word of the plan that isn't asked for above. */
import * as logic from "../logic";
import type { FieldInfo } from "../logic";
import { Field } from "./fields";
import { ROLES, form, history, plan, setHeader, usedBy } from "./store";
import { of, t } from "./texts";

/** Asked for elsewhere on the page. */
const ELSEWHERE = ["start", "slut", "varighed", "dato", "emne"];
const GROUPS: { [group: string]: string[] } = {
  group: ["netværk", "sted", "vært", "facilitator"],
  said: ["velkomst", "præsentation", "formål", "spilleregler"],
  talk: ["taletid", "rækkefølge", "variant", "grupper", "runder", "behov", "værktøj"],
  end: ["udsagn", "aftaler"],
};
const LAST = "box";

const groupOf = (word: string): string =>
  Object.keys(GROUPS).find((group) => GROUPS[group]?.includes(word)) ?? LAST;

export function More() {
  const info = form.value;
  if (!info) return null;
  const fields = logic
    .headerFields()
    .filter((field) => usedBy(info, field.word) && !ELSEWHERE.includes(field.word));
  return (
    <details class="more">
      <summary>
        <b>{t("more")}</b>
        <small>{t("more_hint")}</small>
      </summary>
      <div>
        {[...Object.keys(GROUPS), LAST].map((group) => (
          <Group
            key={group}
            name={group}
            fields={fields.filter((one) => groupOf(one.word) === group)}
          />
        ))}
      </div>
    </details>
  );
}

function Group({ name, fields }: { name: string; fields: FieldInfo[] }) {
  if (!fields.length) return null;
  const order = GROUPS[name] ?? [];
  const sorted = [...fields].sort((a, b) => order.indexOf(a.word) - order.indexOf(b.word));
  const names = plan.value.people.map((one) => one.name);
  return (
    <fieldset class="group">
      <legend>{of("groups_of_fields", name)}</legend>
      {sorted.map((field) => (
        <div key={field.word} data-word={field.word}>
          <Field
            field={field}
            value={plan.value.header[field.word]}
            set={(value) => setHeader(field.word, value)}
            {...(ROLES.includes(field.word) && { people: names })}
          />
          {ROLES.includes(field.word) && <Suggested role={field.word} names={names} />}
        </div>
      ))}
    </fieldset>
  );
}

/** Who had a role longest ago, as far as the plans that were opened here tell. */
function Suggested({ role, names }: { role: string; names: string[] }) {
  const name = logic.roles(names, history.value)[role];
  if (!name || plan.value.header[role] === name) return null;
  return (
    <p class="hint">
      {t("roles_suggest", { name })}{" "}
      <button type="button" class="link" onClick={() => setHeader(role, name)}>
        {t("roles_take", { name })}
      </button>
    </p>
  );
}
