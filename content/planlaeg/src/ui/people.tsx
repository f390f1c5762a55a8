/** Who comes: names as they are pasted, and one by one what is special about somebody. */
import { useRef, useState } from "preact/hooks";
import * as logic from "../logic";
import type { Person } from "../logic";
import { Labelled } from "./fields";
import { useOwnId } from "./ids";
import { change, form, plan, shownPerson, tell, wrongWith } from "./store";
import { listed, t } from "./texts";

function set(people: Person[], what = "people"): void {
  change({ ...plan.value, people }, what);
}

export function People() {
  const [draft, setDraft] = useState("");
  const [wrong, setWrong] = useState<string>();
  const at = shownPerson.value;
  const setAt = (place: number | null) => (shownPerson.value = place);
  const people = plan.value.people;

  const add = (text: string) => {
    if (!text.trim()) return setWrong(undefined);
    const read = logic.people(text);
    const known = new Set(people.map((one) => one.name.toLowerCase()));
    const isKnown = (one: Person) => known.has(one.name.toLowerCase());
    const more = read.people.filter((one) => !isKnown(one));
    if (more.length) set([...people, ...more], "");
    // What can't be read stays where it can be put right.
    setDraft(read.left.map((one) => one.text).join("\n"));
    setWrong(read.left.map((one) => one.message).join("\n") || undefined);
    const said = (key: string, some: Person[]) =>
      some.length ? [t(key, { names: listed(some.map((one) => one.name)) })] : [];
    const news = [...said("people_added", more), ...said("people_known", read.people.filter(isKnown))];
    if (news.length) tell(news.join(" "));
  };

  return (
    <>
      <Labelled label={t("people_label")} hint={t("people_hint")} wrong={wrong}>
        {(ids) => (
          <textarea
            {...ids}
            rows={Math.max(people.length ? 1 : 3, draft.split("\n").length)}
            value={draft}
            placeholder={people.length ? undefined : "Anna\nBo\nCarla"}
            onInput={(event) => setDraft(event.currentTarget.value)}
            onPaste={(event) => {
              const pasted = event.clipboardData?.getData("text/plain") ?? "";
              if (draft || !/[\n,;]/.test(pasted)) return;
              event.preventDefault();
              add(pasted);
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey) return;
              event.preventDefault();
              add(draft);
            }}
            onBlur={() => add(draft)}
          />
        )}
      </Labelled>
      <p class="count" role="status">
        {counted(people)}
      </p>
      {people.length > 0 && (
        <ul class="people">
          {people.map((person, place) => (
            <li key={place}>
              <button
                type="button"
                class={`${person.absent ? "away" : ""} ${wrongWith("deltagere", place).length ? "odd" : ""}`}
                aria-expanded={at === place}
                aria-label={t("person_edit", { name: person.name })}
                onClick={() => setAt(at === place ? null : place)}
              >
                {person.name}
                {person.absent && <small>{t("tag_away")}</small>}
                {person.late && <small>{t("tag_late")}</small>}
              </button>
            </li>
          ))}
        </ul>
      )}
      {at !== null && people[at] && (
        <OnePerson
          key={at}
          person={people[at]}
          wrong={wrongWith("deltagere", at)}
          change={(next) => set(people.map((one, place) => (place === at ? next : one)), `person ${at}`)}
          remove={() => {
            tell(t("people_removed", { name: people[at]?.name ?? "" }), true);
            set(people.filter((_, place) => place !== at), "");
            setAt(null);
          }}
          close={() => setAt(null)}
        />
      )}
    </>
  );
}

function counted(people: Person[]): string {
  const count = people.length;
  const least = form.value?.leastPeople ?? 1;
  if (!count) return t("people_none");
  if (count < least) return t("people_few", { count, least });
  const parts = [count === 1 ? t("people_one") : t("people_count", { count })];
  const away = people.filter((one) => one.absent).length;
  const late = people.filter((one) => one.late).length;
  if (away) parts.push(t("people_away", { count: away }));
  if (late) parts.push(t("people_late", { count: late }));
  return parts.join(", ");
}

function OnePerson(props: {
  person: Person;
  wrong: string[];
  change: (next: Person) => void;
  remove: () => void;
  close: () => void;
}) {
  const { person } = props;
  const group = useOwnId();
  const box = useRef<HTMLDivElement>(null);
  const { absent: _, late: __, ...plain } = person;
  const comes = person.absent ? "away" : person.late ? "late" : "here";
  const choices: [string, Person][] = [
    ["here", plain],
    ["late", { ...plain, late: true }],
    ["away", { ...plain, absent: true }],
  ];
  return (
    <div class="person" ref={box}>
      <div class="row">
        <Labelled label={t("person_name")}>
          {(ids) => (
            <input
              {...ids}
              type="text"
              maxLength={40}
              value={person.name}
              onInput={(event) => props.change({ ...person, name: event.currentTarget.value })}
            />
          )}
        </Labelled>
        <Labelled label={t("person_say")} hint={t("person_say_hint")}>
          {(ids) => (
            <input
              {...ids}
              type="text"
              maxLength={40}
              value={person.sayAs ?? ""}
              onInput={(event) => {
                const { sayAs: _, ...rest } = person;
                const sayAs = event.currentTarget.value;
                props.change(sayAs ? { ...rest, sayAs } : rest);
              }}
            />
          )}
        </Labelled>
      </div>
      {props.wrong.map((message) => (
        <p key={message} class="wrong">
          {message}
        </p>
      ))}
      <fieldset class="radios">
        <legend>{t("person_comes")}</legend>
        {choices.map(([name, next]) => (
          <label key={name}>
            <input
              type="radio"
              name={group}
              checked={comes === name}
              onChange={() => props.change(next)}
            />
            {t(`person_${name}`)}
          </label>
        ))}
      </fieldset>
      <p class="actions">
        <button type="button" onClick={props.close}>
          {t("person_done")}
        </button>
        <button type="button" class="quiet" onClick={props.remove}>
          {t("person_remove")}
        </button>
      </p>
    </div>
  );
}
