/** What the box's content gives the page; made by device/planfile/page.py. */
import raw from "virtual:data";
import { Spellings, fold } from "./spelling";

type Ways = { [word: string]: string[] };
export interface Span { least: number; usual: number; most: number }

export interface RawKind {
  spellings: string[]; title: string; titles: { [way: string]: string };
  length?: Span; turn_seconds?: Span; seconds: { [name: string]: number }; fixed: boolean;
  fields: Ways; choices: { [reader: string]: Ways }; listed: string;
  behind: { text?: string; question?: string; words?: string; brackets?: string };
  asks: string[]; read: { [word: string]: string }; timing: string; grows: boolean; rests: boolean;
}

export interface RawEntry {
  word: string; ways: string[]; item: string; kind: string; beside?: string[]; outside?: string;
  needed?: boolean; long?: boolean | number | "told"; if_it_fits?: boolean; with_header?: string;
  least_people?: number; most_people?: number; title?: string; fixed?: boolean;
  length?: Span; turn_seconds?: Span;
  fields?: { [word: string]: string | string[] }; header?: { [field: string]: string };
}

export interface RawForm {
  spellings: string[]; called: string; own: boolean; least: number; long: number; about?: string;
  entries: RawEntry[];
}

export interface RawTopic { title: string; also: string[]; opening: string }

/** Numbers of the program itself, by device/planfile/page.py. */
type NumberName =
  | "leastTurn" | "turnStep" | "leftOver" | "slack" | "long" | "leastAdvised" | "mostBareHours" | "longest"
  | "interviewOpening" | "interviewChange" | "interviewLargest" | "leastTalk" | "read" | "leastPause"
  | "beforeReflectionRound" | "ownPause" | "reflectionTurn" | "beforeDialogueRound" | "leastDialogue"
  | "sparringLeast" | "sparringUsual" | "sparringMost" | "sparringAround" | "sparringAlone";

interface Raw {
  words: {
    keys: Ways; loose: string[]; top: { [way: string]: string }; times: { [way: string]: string };
    strict_keys: string[]; single_keys: string[]; list_keys: string[]; people_keys: string[]; person_keys: Ways;
    item_keys: Ways; item_kind_key: string[]; suggest_topic: string[]; yes: string[]; no: string[];
    orders: Ways; group_sizes: Ways; tools: Ways; time_up: Ways; hearings: Ways; wakeWords: string[];
    planned_forms: Ways; planned_items: Ways; counted: string[]; weekdays: string[];
    months: string[]; absent: string[]; late: string[]; title_words: string[];
    title_endings: string[]; no_names: string[]; headings: string[]; closing_words: string[]; name_links: string[]; sentence_words: string[];
    vowels: string; sayable_letters: string; people_one: string; people_many: string; line: string;
    remarks: { [key: string]: string };
  };
  faults: { [key: string]: string };
  header: { [word: string]: string };
  schemas: { [reader: string]: Schema };
  forms: { [form: string]: RawForm };
  kinds: { [kind: string]: RawKind };
  limits: { [name: string]: number | { least: number; most: number } };
  durations: {
    numbers: { [word: string]: number }; ones: string[]; tens: { [word: string]: number };
    fractions: { [word: string]: number }; units: { seconds: number; ways: string[] }[];
    fillers: string[]; alone: string[]; persons: string[];
  };
  numbers: Record<NumberName, number>;
  topics: { [topic: string]: RawTopic };
  ownTopic: { opening: string };
  reflections: { [key: string]: { title: string; also: string[]; pauses: number[] } };
  questions: { statements: string[] };
  givenNames: string;
  banks: { rules: string[]; statements: string[]; questions: string[] };
  page: { unsure: string; ends: { [when: string]: string }; faults: { [key: string]: string }; remarks: { [key: string]: string } };
  texts: { [name: string]: unknown };
  /** The page's stylesheet. */
  style: string;
}

export interface Schema {
  type?: string; enum?: (string | number)[]; minimum?: number; maximum?: number;
  maxLength?: number; maxItems?: number; items?: Schema; anyOf?: Schema[];
}

export const data: Raw = raw as Raw;
const words = data.words;

export const topKeys = Spellings.folded(words.top);
export const keys = new Spellings(words.keys);
export const allTimes = Spellings.folded(words.times);
export const personKeys = new Spellings(words.person_keys);
export const yesNo = new Spellings({ ja: words.yes, nej: words.no });
export const formNames = new Spellings(mapped(data.forms, (form) => form.spellings));
export const kindNames = new Spellings(mapped(data.kinds, (kind) => kind.spellings));
export const itemKeys = new Spellings(together(words.item_keys, ...Object.values(data.kinds).map((k) => k.fields)));
export const kindFields = mapped(data.kinds, (kind) => new Spellings({ ...words.item_keys, ...kind.fields }));
/** The words under "tider", of each form that has items of its own. */
export const formTimes: { [form: string]: Spellings } = {};
for (const [name, form] of Object.entries(data.forms))
  if (!form.own) formTimes[name] = new Spellings(Object.fromEntries(form.entries.map((entry) => [entry.word, entry.ways])));
export const topicNames = new Spellings(mapped(data.topics, (topic, key) => [key, topic.title, ...topic.also]));
export const reflectionNames = new Spellings(mapped(data.reflections, (one, key) => [key, ...one.also]));
/** What can be chosen where a value is read by this name. */
export const choices: { [reader: string]: Spellings } = {
  order: new Spellings(words.orders),
  tool: new Spellings(words.tools),
  time_up: new Spellings(words.time_up),
  hearing: new Spellings(words.hearings),
  group_size: new Spellings(words.group_sizes),
  wake_word: new Spellings(Object.fromEntries(words.wakeWords.map((word) => [word, [word]]))),
};
for (const kind of Object.values(data.kinds))
  for (const [reader, ways] of Object.entries(kind.choices)) choices[reader] = new Spellings(ways);

export const givenNames = new Set(data.givenNames.split(" "));
export const ownForm = Object.keys(data.forms).find((name) => data.forms[name]?.own) ?? "";
const absentWords = words.absent.map(fold), lateWords = words.late.map(fold);
export const states = { absent: absentWords, late: lateWords };


export function mapped<A, B>(from: { [key: string]: A }, change: (value: A, key: string) => B): { [key: string]: B } {
  return Object.fromEntries(Object.entries(from).map(([key, value]) => [key, change(value, key)]));
}

/** All words with all their spellings; where two mean different words the first has it. */
function together(...vocabularies: Ways[]): Ways {
  const found: Ways = {};
  const taken = new Set<string>();
  for (const vocabulary of vocabularies) {
    for (const [word, ways] of Object.entries(vocabulary))
      found[word] = [...(found[word] ?? []), ...ways.filter((way) => !taken.has(fold(way)))];
    for (const ways of Object.values(vocabulary)) for (const way of ways) taken.add(fold(way));
  }
  return found;
}

/** Least and most seconds of a length, or of a number. */
export function limits(name: string): [number, number] {
  const given = data.limits[name] as { least: number; most: number };
  const unit = name === "meeting" || name === "item" ? 60 : 1;
  return [given.least * unit, given.most * unit];
}

export function most(name: string): number {
  return data.limits[name] as number;
}
