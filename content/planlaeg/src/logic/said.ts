/** What a plan file says of a plan: words with texts, lists and fields, the friendliest there are. */
import { clock } from "./clocks";
import { choices, data, ownForm } from "./data";
import { duration } from "./durations";
import { readEntry } from "./name_list";
import type { Item, Person, Plan, Value } from "./types";

/** A text, a list, or fields with their words. */
export type Said = string | Said[] | { [word: string]: Said };

const LENGTHS = new Set(["meeting", "item", "turn_seconds", "item_or_no", "needed_item"]);

/** By word. */
export function saidOf(plan: Plan): Map<string, Said> {
  const found = new Map<string, Said>();
  if (plan.form) found.set("form", plan.form);
  for (const [word, value] of Object.entries(plan.header)) {
    const said = valueSaid(data.header[word] ?? "", value);
    if (said !== undefined) found.set(word, said);
  }
  if (plan.people.length) found.set("deltagere", plan.people.map(personSaid));
  const times = Object.entries(plan.times);
  if (times.length && plan.form !== ownForm)
    found.set("tider", Object.fromEntries(times.map(([word, seconds]) => [word, seconds === false ? "nej" : length(seconds)])));
  const items = plan.agenda.filter((item) => data.kinds[item.kind]);
  if (items.length && plan.form === ownForm) found.set("dagsorden", items.map(itemSaid));
  return found;
}

/** undefined: nothing. */
function valueSaid(reader: string, value: Value | undefined): Said | undefined {
  if (value === undefined || value === "" || (Array.isArray(value) && !value.length)) return undefined;
  if (typeof value === "boolean") return value ? "ja" : "nej";
  if (reader === "iso_date") return date(String(value));
  if (typeof value !== "number") return value;
  if (reader === "clock") return clock(value);
  if (reader === "group_size") return choices.group_size?.words[value - 2];
  return LENGTHS.has(reader) ? length(value) : String(value);
}

/** "26. januar 2027" */
function date(iso: string): string {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day}. ${data.words.months[(month ?? 1) - 1]} ${year}`;
}

/** A length that is read as exactly so many seconds; over an hour `duration` drops seconds. */
function length(seconds: number): string {
  const rest = Math.round(seconds % 60), minutes = Math.floor(seconds / 60) * 60;
  return [minutes ? duration(minutes) : "", rest || !minutes ? duration(rest) : ""].filter(Boolean).join(" og ");
}

/** "Bo (afbud)" */
function personSaid({ name, sayAs, absent, late }: Person): Said {
  const said = `${name}${absent ? " (afbud)" : ""}${late ? " (kommer senere)" : ""}`;
  return sayAs ? { navn: said, udtale: sayAs } : said;
}

/** Whether the box reads the name of a person as it is. */
export function readsBack(person: Person): boolean {
  const found = readEntry(person.name, true);
  return found.length === 1 && found[0]?.name === person.name && !found[0].absent && !found[0].late;
}

function itemSaid(item: Item): Said {
  const rules = data.kinds[item.kind], spelt = item.spelt || item.kind;
  const fields: { [word: string]: Said } = {};
  for (const [word, reader] of Object.entries(rules?.read ?? {})) {
    const value = valueSaid(reader, item.fields[word]);
    if (value !== undefined) fields[word] = value;
  }
  const words = Object.keys(fields);
  if (!words.length) return spelt;
  return { [spelt]: words.length === 1 && fields.tid !== undefined ? fields.tid : fields };
}

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
