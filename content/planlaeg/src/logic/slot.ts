/** How long an item may take, as a length or as turns; as device/meeting/items/fields/slots.py.
 * All times are seconds. */
import { data } from "./data";
import type { RawKind, Span } from "./data";
import type { Topic } from "./topics";
import type { Values } from "./types";

export const MINUTE = 60;
const n = data.numbers;
export const changeover = data.limits.changeover_seconds as number;

export interface Slot {
  least: number; usual: number; most: number;
  /** Above 0: a round of so many turns, with `before` ahead of the first. */
  people: number; before: number; turnLeast: number; turnMost: number;
}

/** What an item has to fit into. */
export interface Setting {
  /** Its kind's rules, with what its form changes in them. */
  rules: RawKind;
  spelt: string;
  people: number;
  peopleKnown: boolean;
  header: Values;
  topic: Topic | null;
  /** The plan has a topic that can't be read. */
  topicTold: boolean;
}

/** An item that isn't right: a fault's wording, at one of its fields ("": as a whole). */
export class ItemFault extends Error {
  constructor(readonly key: string, readonly field = "", readonly told: { [name: string]: string | number } = {},
    /** Told of already, elsewhere in the plan. */ readonly silent = false) {
    super(key);
  }
}

export function fixed(seconds: number): Slot {
  return slotOf(seconds, seconds, seconds);
}

export function slotOf(least: number, usual: number, most: number): Slot {
  return { least, usual, most, people: 0, before: 0, turnLeast: 0, turnMost: 0 };
}

export function wholeMinutes(seconds: number): number {
  return Math.ceil(Math.round(seconds * 1000) / 1000 / MINUTE) * MINUTE;
}

export function roundSeconds(people: number, before: number, turn: number): number {
  return before + people * (turn + changeover);
}

export function turnIn(seconds: number, people: number, before: number): number {
  return Math.max(0, (seconds - before) / people - changeover);
}

export interface Timing { people: number; before: number; least: number; usual: number; most: number }

function roundSlot({ people, before, least, usual, most }: Timing): Slot {
  const of = (turn: number) => wholeMinutes(roundSeconds(people, before, turn));
  return { ...slotOf(of(least), of(usual), of(most)), people, before, turnLeast: least, turnMost: most };
}

export function numberAt(fields: Values, word: string): number | undefined {
  const value = fields[word];
  return typeof value === "number" ? value : undefined;
}

export function text(fields: Values, word: string): string | undefined {
  const value = fields[word];
  return typeof value === "string" && value ? value : undefined;
}

export function list(fields: Values, word: string): string[] {
  const value = fields[word];
  return Array.isArray(value) ? value : [];
}

export const times = (span: Span, unit: number) => [span.least * unit, span.usual * unit, span.most * unit] as const;

/** A round before its time is known; `turn` settles what else the rules do. */
export function timingOf(at: Setting, before: number, turn: number | undefined): Timing {
  const span = at.rules.turn_seconds as Span;
  const [least, usual, most] = turn === undefined ? times(span, 1) : [turn, turn, turn];
  return { people: at.people, before, least, usual, most };
}

/** The slot of a round, with a time of its own or without. */
export function roundOf(fields: Values, at: Setting, timing: Timing, turn: number | undefined, tight = "round_tight"): Slot {
  const length = numberAt(fields, "tid");
  if (length === undefined) return roundSlot(timing);
  if (!at.peopleKnown) return fixed(length);
  if (turn !== undefined) {
    const needed = roundSeconds(timing.people, timing.before, timing.usual);
    if (!(timing.people * timing.usual <= length && length <= 1.25 * needed))
      throw new ItemFault("round_both", "tid", { turn: sec(timing.usual), needed: sec(wholeMinutes(needed)), length: sec(length) });
  } else {
    const has = turnIn(length, timing.people, timing.before);
    if (has < n.leastTurn) {
      const needed = wholeMinutes(roundSeconds(timing.people, timing.before, n.leastTurn));
      throw new ItemFault(tight, "tid", { turn: sec(has), people: timing.people, length: sec(length), least: sec(n.leastTurn), needed: sec(needed) });
    }
  }
  return fixed(length);
}

/** Marks a value as seconds, which a fault tells as a length: "§300". */
export function sec(seconds: number): string {
  return `§${seconds}`;
}

export function plain(fields: Values, at: Setting): Slot {
  const length = numberAt(fields, "tid");
  return length !== undefined ? fixed(length) : slotOf(...times(at.rules.length as Span, MINUTE));
}
