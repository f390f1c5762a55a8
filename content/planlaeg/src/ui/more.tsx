/** What has a good usual answer, folded away: every word of the plan that isn't asked for above. */
import * as logic from "../logic";
import type { FieldInfo } from "../logic";
import { Field } from "./fields";
import { ROLES, form, plan, setHeader, turns, usedBy } from "./store";
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
  const { people } = plan.value;
  const names = people.map((one) => one.name);
  const here = people.filter((one) => !one.absent).map((one) => one.name);
  return (
    <fieldset class="group">
      <legend>{of("groups_of_fields", name)}</legend>
      {sorted.map((field) => (
        <div key={field.word} data-word={field.word}>
          <Field
            field={field}
            value={plan.value.header[field.word]}
            set={(value) => setHeader(field.word, value)}
            {...(ROLES[field.word] && { people: names })}
          />
          {ROLES[field.word] && <Suggested word={field.word} names={here} />}
        </div>
      ))}
    </fieldset>
  );
}

/** Who should have a role now: whoever had it longest ago, or the group agreed on. */
function Suggested({ word, names }: { word: string; names: string[] }) {
  const name = Object.keys(turns.had).length && logic.roles(names, turns)[ROLES[word] ?? ""];
  if (!name || plan.value.header[word] === name) return null;
  return (
    <p class="hint">
      {t("roles_suggest", { name })}{" "}
      <button type="button" class="link" onClick={() => setHeader(word, name)}>
        {t("roles_take", { name })}
      </button>
    </p>
  );
}
