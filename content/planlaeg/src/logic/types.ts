/** What a plan is on the page. Lengths are seconds, times of day minutes since midnight. */

export type Value = string | number | boolean | string[];
/** By the plan file's own word (its first spelling): `emne`, `tid`, `taletid`, `spørgsmål` … */
export type Values = { [word: string]: Value | undefined };

export interface Person {
  name: string;
  /** How the name is said, where it isn't as it is written. */
  sayAs?: string;
  absent?: boolean;
  late?: boolean;
}

/** An item of the plan's own agenda. */
export interface Item {
  /** The kind's name, as in `kinds()`. */
  kind: string;
  /** The kind as the plan spells it ("kaffepause"); it may bring a title of its own. */
  spelt: string;
  /** `titel`, `tid` (seconds) and the kind's own fields. */
  fields: Values;
}

export interface Plan {
  /** A form's name, as in `forms()`; "" where none is chosen yet. */
  form: string;
  people: Person[];
  /** Every word of the file's top level but `form`, people, `tider`, `dagsorden` and `noter`:
   * `start`, `slut` (minutes), `varighed`, `taletid` (seconds), `dato` (ISO), `emne`, `formål`,
   * `spilleregler`, `udsagn`, `aftaler` (lists), `navne i rapporten` (true/false) … */
  header: Values;
  /** A form's items with lengths of their own (seconds), by the item's word; false: left out. */
  times: { [word: string]: number | false };
  /** Only where the form is the plan's own agenda. */
  agenda: Item[];
}

export interface Fault {
  /** Counted from 1; null: the plan as a whole, or it isn't from a file. */
  line: number | null;
  /** Danish, for the eye: what is wrong and what would be right. */
  message: string;
  /** Where: `["deltagere", 2]`, `["start"]`, `["dagsorden", 3, "tid"]`; [] for the whole. */
  path: (string | number)[];
  /** The wording's name in content/planfile.yaml, and what is put into it. */
  key: string;
  told?: { [name: string]: unknown };
}

/** Names that were pasted: who can be read, and each piece that can't, with what is wrong with it. */
export interface Pasted {
  people: Person[];
  left: { text: string; message: string }[];
}

export interface Parsed {
  /** What could be read; empty where nothing could. */
  plan: Plan;
  /** What the box would refuse. */
  faults: Fault[];
  /** False: the box may read this file, but the page can't do it surely; it must not be saved
   * over. `unsure` says which lines, in Danish. */
  sure: boolean;
  unsure: Fault[];
}

export interface Scheduled {
  kind: string;
  title: string;
  /** Minutes since midnight, or since the beginning where the plan has no start; may be no whole. */
  start: number;
  end: number;
  seconds: number;
  /** The time that the plan itself gives it, in seconds; undefined: the page's division. */
  given?: number;
  /** It keeps its time where others give way. */
  fixed: boolean;
  /** Its limits in the division, in seconds. */
  least: number;
  most: number;
  /** Seconds for each where it is a round, else undefined. */
  each?: number;
  /** The word under `tider` (a form's item), else undefined. */
  word?: string;
  /** The place in `plan.agenda` (the plan's own agenda), else undefined. */
  place?: number;
  /** May be left out of the form (`nej`). */
  optional: boolean;
}

/** A form's item that isn't there now: left out by the plan, or since time or people are too few. */
export interface LeftOut {
  word: string;
  title: string;
  /** `plan`: the plan says no; `short`: no time; `people`: too few or many; `header`: needs a word. */
  why: "plan" | "short" | "people" | "header";
}

export interface Timeline {
  items: Scheduled[];
  leftOut: LeftOut[];
  /** As `Scheduled.start`. */
  start: number;
  end: number;
  /** When the plan says that the meeting ends; null where it doesn't. */
  wanted: number | null;
  /** Seconds over the wanted end; negative: it ends early; 0. */
  lateBy: number;
  /** One Danish sentence: when it ends, and how much over or early. */
  sentence: string;
}

export interface FieldInfo {
  word: string;
  /** How its value is read: `title`, `line`, `text`, `rules`, `questions`, `statements`, `points`,
   * `meeting`, `item`, `turn_seconds`, `clock`, `iso_date`, `yes_no`, a choice … */
  reader: string;
  /** What kind of value it is for the one who writes a form of it. */
  type: "text" | "list" | "seconds" | "clock" | "date" | "yes_no" | "choice" | "number" | "topic" | "names";
  /** Choices by their first spelling; for `topic` the topics that have questions. */
  choices?: string[];
  /** Most characters of a text or of a line. */
  mostChars?: number;
  mostLines?: number;
  /** Least and most of a number or a length. */
  least?: number;
  most?: number;
}

export interface KindInfo {
  kind: string;
  spelling: string;
  title: string;
  fields: FieldInfo[];
  /** Seconds; for a round those of each turn. */
  usual?: { least: number; usual: number; most: number };
  round: boolean;
  /** It takes what is left over. */
  grows: boolean;
  fixed: boolean;
}

export interface FormInfo {
  form: string;
  /** "et første møde": in the middle of a sentence. */
  called: string;
  /** What it is for, in a sentence. */
  about: string;
  own: boolean;
  leastPeople: number;
  items: { word: string; kind: string; title: string; needed: boolean }[];
  /** Words of the header that this form makes use of, its most needed first. */
  header: string[];
}

export interface Banks {
  topics: { topic: string; title: string; opening: string }[];
  groundRules: string[];
  statements: string[];
  /** Those of the evaluation where the plan has none. */
  usualStatements: string[];
  /** For rounds and presentations. */
  questions: string[];
  wakeWords: string[];
}
