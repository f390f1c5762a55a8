/** One field of a plan, of whatever type; what there is to fill in comes from the logic. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import * as logic from "../logic";
import type { FieldInfo, Value } from "../logic";
import { useOwnId } from "./ids";
import { Choices, List } from "./lists";
import { unread } from "./store";
import { Topic } from "./topic";
import { capital, of, t } from "./texts";

export type Set = (value: Value | undefined) => void;
export interface FieldProps {
  field: FieldInfo;
  value: Value | undefined;
  set: Set;
  /** Where the names of people are of use. */
  people?: string[];
}

const LONG_TEXT = 160;

/** A label, its field, and what it is for. */
export function Labelled(props: {
  label: string;
  hint?: string | undefined;
  wrong?: string | undefined;
  children: (ids: { id: string; "aria-describedby"?: string; "aria-invalid"?: true }) => ComponentChildren;
}) {
  const id = useOwnId();
  const said = props.wrong ?? props.hint;
  const isWrong = props.wrong !== undefined;
  // In the same breath: the foot must not say "good" for as long as a frame takes.
  useLayoutEffect(() => {
    if (!isWrong) return;
    unread.value++;
    return () => {
      unread.value--;
    };
  }, [isWrong]);
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.children({
        id,
        ...(said && { "aria-describedby": `${id}-said` }),
        ...(props.wrong && { "aria-invalid": true }),
      })}
      {said && (
        <p id={`${id}-said`} class={props.wrong ? "wrong" : "hint"}>
          {said}
        </p>
      )}
    </div>
  );
}

/** A line of text that means something else: a length, a time of day, a date. */
export function Read<V extends string | number>(props: {
  label: string;
  hint?: string | undefined;
  /** What is said of a text that can't be read. */
  wrong: string | ((text: string) => string);
  placeholder?: string;
  date?: boolean;
  value: V | undefined;
  /** As people write it. */
  shown: (value: V) => string;
  read: (text: string) => V | null;
  set: (value: V | undefined) => void;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string>();
  const done = (text: string) => {
    const found = text.trim() ? props.read(text) : undefined;
    const { wrong } = props;
    setWrong(found !== null ? undefined : typeof wrong === "string" ? wrong : wrong(text));
    if (found === null) return;
    setDraft(null);
    if (found !== props.value) props.set(found);
  };
  const shown = props.value === undefined ? "" : props.shown(props.value);
  return (
    <Labelled label={props.label} hint={props.hint} wrong={wrong}>
      {(ids) => (
        <input
          {...ids}
          {...(props.date && { type: "date" })}
          autocomplete="off"
          placeholder={props.placeholder}
          value={draft ?? shown}
          onInput={(event) => setDraft(event.currentTarget.value)}
          onBlur={(event) => done(event.currentTarget.value)}
          onChange={(event) => done(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && done(event.currentTarget.value)}
        />
      )}
    </Labelled>
  );
}

/** The field by its type. */
export function Field({ field, value, set, people }: FieldProps) {
  const label = of("labels", field.word) ?? capital(field.word);
  const hint = of("explained", field.word);
  switch (field.type) {
    case "list":
      return <List {...{ field, label, hint, set }} value={value as string[] | undefined} />;
    case "choice":
      return <Choices {...{ field, label, hint, set }} value={value as string | undefined} />;
    case "topic":
      return <Topic {...{ field, label, set }} value={value as string | undefined} />;
    case "yes_no":
      return <YesNo {...{ label, hint, set }} value={value as boolean | undefined} />;
    case "seconds":
      return (
        <Read<number>
          {...{ label, hint, set }}
          wrong={t("length_wrong")}
          value={value as number | undefined}
          shown={logic.duration}
          read={(text) => logic.readDuration(text, "item")}
        />
      );
    case "number":
      return (
        <Read<number>
          {...{ label, hint, set }}
          wrong={t("number_wrong", { least: field.least ?? 0, most: field.most ?? 0 })}
          value={value as number | undefined}
          shown={String}
          read={(text) => {
            const number = /^\s*\d+\s*$/.test(text) ? Number(text) : NaN;
            return number >= (field.least ?? 0) && number <= (field.most ?? number) ? number : null;
          }}
        />
      );
    default:
      return <Line {...{ field, label, hint, set, people }} value={value} />;
  }
}

function YesNo(props: {
  label: string;
  hint?: string | undefined;
  value: boolean | undefined;
  set: Set;
}) {
  const answers: [string, boolean | undefined][] = [
    [t("usual"), undefined],
    [t("yes"), true],
    [t("no"), false],
  ];
  return (
    <Labelled label={props.label} hint={props.hint}>
      {(ids) => (
        <select
          {...ids}
          onChange={(event) => props.set(answers[event.currentTarget.selectedIndex]?.[1])}
        >
          {answers.map(([shown, value]) => (
            <option key={shown} selected={value === props.value}>
              {shown}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

function Line(props: {
  field: FieldInfo;
  label: string;
  hint?: string | undefined;
  value: Value | undefined;
  set: Set;
  people?: string[] | undefined;
}) {
  const { field, value, set } = props;
  const offered = field.choices ?? props.people;
  const names = useOwnId();
  const most = field.mostChars ?? LONG_TEXT;
  const shown = Array.isArray(value) ? value.join(", ") : String(value ?? "");
  const left = most - shown.length;
  const hint = left < most / 10 ? t("characters_left", { count: left }) : props.hint;
  const common = (text: string) => set(text.trim() ? asGiven(field, text) : undefined);
  return (
    <Labelled label={props.label} hint={hint}>
      {(ids) =>
        most > LONG_TEXT ? (
          <textarea
            {...ids}
            rows={3}
            maxLength={most}
            value={shown}
            onInput={(event) => common(event.currentTarget.value)}
          />
        ) : (
          <>
            <input
              {...ids}
              type="text"
              autocomplete="off"
              maxLength={most}
              value={shown}
              list={offered && names}
              onInput={(event) => common(event.currentTarget.value)}
            />
            {offered && (
              <datalist id={names}>
                {offered.map((name) => (
                  <option key={name} value={name} />
                ))}
              </datalist>
            )}
          </>
        )
      }
    </Labelled>
  );
}

const asGiven = (field: FieldInfo, text: string): Value =>
  field.type === "names" ? text.split(/,\s*/) : text;
