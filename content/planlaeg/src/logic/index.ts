/** The planning page's logic: everything but what is seen. Held to the box by tests/content/planlaeg. */
import { clock as clockOf, clockMinutes, dateOf } from "./clocks";
import { choices, data, most } from "./data";
import type { RawForm, RawKind, Schema } from "./data";
import { duration, lengthOf } from "./durations";
import { emptyPlan as empty, readText } from "./parse";
import { People } from "./people";
import { roles } from "./roles";
export type { Turns } from "./roles";
import { sizes } from "./groups";
import { singleList } from "./listing";
import { ownOf, stretched, timeline } from "./timeline";
import { isHeading, isSurnameFirst } from "./name_list";
import { given, knownState, looksLikeTitle } from "./persons";
import { lengthBetween } from "./judge";
import { Faults, Tree, Written, fault, onPage } from "./tree";
import { readsBack } from "./said";
import { writePlan } from "./write";
import type { Banks, FieldInfo, Fault, FormInfo, Item, KindInfo, Parsed, Pasted, Plan, Timeline } from "./types";

export type * from "./types";
export { duration, onPage, roles, sizes as groups };

/** An empty plan; one of one's own begins with a welcome, a dialogue and a closing. */
export function emptyPlan(form = ""): Plan {
  const plan = empty(form);
  return data.forms[form]?.own ? { ...plan, agenda: ["velkomst", "dialog", "afslutning"].map(newItem) } : plan;
}

/** Read a file's text. Never throws. */
export function parse(text: string): Parsed {
  const { plan, faults, sure, unsure } = readText(text);
  return { plan, faults, sure, unsure };
}

/** The file's text. With `previous`, the text it came from, its comments and order are kept. */
export function write(plan: Plan, previous?: string): string {
  return writePlan(plan, previous);
}

/** What the box would refuse, as it is said of the page's fields. */
export function check(plan: Plan): Fault[] {
  const read = readText(writePlan(plan));
  const names = plan.people.flatMap((person, place): Fault[] =>
    readsBack(person) ? [] : [{ line: null, message: "", path: ["deltagere", place], key: "name_or_title", told: { text: person.name } }]);
  const told = read.sure ? read.faults : read.unsure;
  const known = new Set(told.map((one) => one.path.join()));
  return [...told, ...names.filter((one) => !known.has(one.path.join()))].map((one) => ({ ...one, line: null, message: onPage(one) }));
}

/** What is no fault, but worth a look. */
export function remarks(plan: Plan): string[] {
  return readText(writePlan(plan)).pageRemarks;
}

/** The agenda with its times; also where it doesn't fit (then with what it takes at least). */
export function agenda(plan: Plan): Timeline {
  return timeline(plan);
}

/** Give the item at `place` of the timeline seconds of its own (null: give that up again). */
export function stretch(plan: Plan, place: number, seconds: number | null): Plan {
  return stretched(plan, place, seconds);
}

/** Leave a form's item out, or take it in again, by its word. */
export function leaveOut(plan: Plan, word: string, out: boolean): Plan {
  const { [word]: _, ...times } = plan.times;
  return { ...plan, times: out ? { ...times, [word]: false } : times };
}

/** Move an item of the own agenda. */
export function move(plan: Plan, from: number, to: number): Plan {
  const items = [...plan.agenda], [item] = items.splice(from, 1);
  if (!item || to < 0 || to > items.length) return plan;
  items.splice(to, 0, item);
  return { ...plan, agenda: items };
}

/** A form's agenda as an agenda of one's own, with the same times. */
export function asOwn(plan: Plan): Plan {
  return ownOf(plan);
}

/** A new item of `kind`. */
export function newItem(kind: string): Item {
  const raw = data.kinds[kind], suggested = data.words.suggest_topic[0];
  const topic = suggested && raw && "åbning" in raw.read ? { emne: suggested } : {};
  return { kind, spelt: raw?.spellings[0] ?? kind, fields: topic };
}

/** Names as they are pasted: what can be read is read, and each piece that can't is told of. */
export function people(text: string): Pasted {
  const lines = text.split(/\r?\n|\r/).map((line) => columns(line.replace(BULLET, "")).trim()).filter(Boolean);
  const tree = new Tree(), faults = new Faults(), only = lines[0] ?? "";
  const together = lines.length === 1 && !(isSurnameFirst(only) && only.split(",").length === 2);
  tree.values.deltagere = together ? new Written(only) : lines.map((line) => new Written(line));
  const { found } = new People(tree, faults, 0), left: Pasted["left"] = [], bad = new Set<number>();
  for (const one of faults.found) {
    const place = Number(one.path[1] ?? -1), text = String(one.told?.text ?? "");
    // What the box's voice can't say has its place beside the name.
    if (one.key === "missing_people" || one.key === "many_people" || one.key === "name_unsayable") continue;
    bad.add(place);
    // "Anna Holm" twice is one person, to whom it was sent twice; "Anna" may be two.
    if (one.key === "same_name_here" && text.includes(" ")) continue;
    // "Holm Petersen, Anna": what may be of one name is left together.
    if (one.key === "name_or_title")
      for (let next = place + 1; next < found.length && text.includes(`, ${found[next]?.name}`); next++) bad.add(next);
    left.push({ text, message: onPage(one) });
  }
  return { people: found.filter((_, place) => !bad.has(place)), left };
}

const BULLET = /^\s*(?:[-\u2010-\u2015•·▪●◦*+>☐☑☒✓✔✗]|\(?\d{1,2}[.)])(?:\s+|$)/u;

/** A row of a spreadsheet as one name: "Petersen | Anna | skoleleder | 12 34 56 78". */
function columns(line: string): string {
  const cells = line.split("\t").map((cell) => cell.trim()).filter((cell) => /\p{L}/u.test(cell));
  if (cells.length < 2) return cells[0] ?? line;
  const names = cells.filter((cell) => !cell.includes("@") && !looksLikeTitle(cell) && !knownState(cell) && !isHeading(cell));
  const said = cells.find((cell) => knownState(cell));
  const at = Math.max(0, names.findIndex(given)), [before, name = "", after] = [names[at - 1], names[at], names[at + 1]];
  if (!name) return cells.join(" ");
  const surname = name.includes(" ") ? "" : [before, after].find((one) => one && !one.includes(" "));
  return `${name} ${surname ?? ""}`.trim() + (said ? ` (${said})` : "");
}

/** All forms, in the order of lists that people read. */
export function forms(): FormInfo[] {
  return Object.entries(data.forms).map(([form, raw]) => ({
    form, called: raw.called, about: raw.about ?? "", own: raw.own, leastPeople: raw.least,
    items: raw.entries.map((one) => ({
      word: one.word, kind: one.kind, title: one.title ?? data.kinds[one.kind]?.title ?? one.word, needed: one.needed === true,
    })),
    header: headerOf(raw),
  }));
}

/** The words of the header that a form makes use of. */
function headerOf(raw: RawForm): string[] {
  const kinds = new Set(raw.own ? [] : raw.entries.map((one) => one.kind));
  const used = raw.entries.flatMap((one) => [...Object.values(one.header ?? {}), ...(one.with_header ? [one.with_header] : [])]);
  for (const [kind, words] of Object.entries({ aftale: ["formål", "spilleregler"], evaluering: ["udsagn"], velkomst: ["velkomst"], talerunde: ["rækkefølge"] }))
    if (raw.own || kinds.has(kind)) used.push(...words);
  return [...new Set(raw.own ? [...used, "emne", "taletid", "aftaler"] : used)];
}

export function kinds(): KindInfo[] {
  return Object.entries(data.kinds).map(([kind, raw]) => {
    const usual = raw.turn_seconds ?? raw.length, unit = raw.turn_seconds ? 1 : 60;
    return {
      kind, spelling: raw.spellings[0] ?? kind, title: raw.title, round: raw.turn_seconds !== undefined,
      grows: raw.grows, fixed: raw.fixed,
      fields: Object.entries(raw.read).map(([word, reader]) => fieldOf(word, reader, raw)),
      ...(usual && { usual: { least: usual.least * unit, usual: usual.usual * unit, most: usual.most * unit } }),
    };
  });
}

/** The fields of the file's top level, by word. */
export function headerFields(): FieldInfo[] {
  return Object.entries(data.header).filter(([word]) => word !== "form").map(([word, reader]) => fieldOf(word, reader));
}

const TYPES: { [reader: string]: FieldInfo["type"] } = {
  title: "text", line: "text", text: "text", meeting: "seconds", item: "seconds", turn_seconds: "seconds", item_or_no: "seconds",
  clock: "clock", iso_date: "date", yes_no: "yes_no", rounds: "number", names: "names",
};

function fieldOf(word: string, reader: string, kind?: RawKind): FieldInfo {
  const whole = data.schemas[reader] ?? {}, schema: Schema = whole.anyOf?.[0] ?? whole, line = schema.items ?? schema;
  const topic = word === "emne" && kind?.timing !== "refleksion" && kind?.timing !== "oplæg";
  const reflection = word === "emne" && kind?.timing === "refleksion";
  const type = topic ? "topic" : TYPES[reader] ?? (schema.type === "array" ? "list" : choices[reader] ? "choice" : "text");
  return {
    word, reader, type,
    ...(topic && { choices: Object.keys(data.topics) }),
    ...(reflection && { choices: Object.keys(data.reflections) }),
    ...(type === "choice" && { choices: choices[reader]?.words ?? [] }),
    ...(line.maxLength !== undefined && { mostChars: line.maxLength }),
    ...(schema.maxItems !== undefined && { mostLines: schema.maxItems }),
    ...(schema.minimum !== undefined && { least: schema.minimum }),
    ...(schema.maximum !== undefined && { most: schema.maximum }),
  };
}

/** What stands for a topic where the box is to suggest one. */
export const suggestion = data.words.suggest_topic[0] ?? "";

export function banks(): Banks {
  const topics = Object.entries(data.topics).map(([topic, one]) => ({ topic, title: one.title, opening: one.opening }));
  return {
    topics, groundRules: data.banks.rules, statements: data.banks.statements, questions: data.banks.questions,
    usualStatements: data.questions.statements, wakeWords: data.words.wakeWords,
  };
}

/** Most people on a list, and most items on an agenda. */
export const limits = { people: most("most_people"), items: most("items") };

/** Seconds of a meeting between two times of day; a sentence where no meeting lasts so. */
export function between(start: number, end: number): number | string {
  const found = lengthBetween(start, end);
  return typeof found === "number" ? found : fault(found.key, found.told);
}

/** "13.05" for the eye. */
export function clock(minutes: number): string {
  return clockOf(minutes).replace(":", ".");
}

/** Seconds, as a plan file's item length or turn is read; null where it can't be. */
export function readDuration(text: string, scale: "meeting" | "item" = "item"): number | null {
  return lengthOf(text, scale)?.seconds ?? null;
}

/** Minutes since midnight; null where it can't be read. */
export function readClock(text: string): number | null {
  return clockMinutes(text);
}

/** ISO, or null; `today` is ISO too. */
export function readDate(text: string, today: string): string | null {
  try {
    return dateOf(text, today);
  } catch {
    return null;
  }
}

/** The entries of a list that is written on one line or on several. */
export function readList(text: string): string[] {
  const lines = text.split("\n").map((line) => line.replace(/^\s*[-•*]\s+/u, "").trim()).filter(Boolean);
  return lines.length === 1 ? singleList(lines[0] ?? "") : lines;
}

