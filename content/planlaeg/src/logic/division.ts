/** The agenda of any form: drafts of its items, and the meeting's time divided between them; as
 * device/planfile/agenda.py, drafts.py and timing.py. All times are seconds. */
import { data } from "./data";
import type { RawEntry, RawForm, RawKind } from "./data";
import { ItemFault, fixed, roundSeconds, turnIn, wholeMinutes } from "./slot";
import type { Setting, Slot } from "./slot";
import { each, hasTime, slot, titled, titleOf } from "./slots";
import { Faults, Tree, Written } from "./tree";
import type { Fields } from "./tree";
import { checkValues } from "./readers";
import type { Topic } from "./topics";
import type { Item, LeftOut, Plan, Values } from "./types";

const MINUTE = 60;
const n = data.numbers;

/** What an agenda has to fit into. */
export interface Frame {
  header: Values;
  /** The header's words whose values could not be read. */
  broken: Set<string>;
  people: number;
  peopleKnown: boolean;
  /** The meeting's length, when the plan gives one. */
  seconds: number | null;
  lengthKnown: boolean;
  topic: Topic | null;
}

/** An item before its time is settled. */
export interface Draft {
  kind: string;
  fields: Values;
  setting: Setting;
  slot: Slot;
  /** The plan gives it what isn't right; the slot is the time that it gives, if any. */
  problem: ItemFault | null;
  grows: boolean;
  /** A form's item. */
  entry: RawEntry | null;
  /** The place in the plan's own agenda. */
  place: number | null;
}

export interface Division {
  drafts: Draft[];
  /** Each draft's; its least where they don't fit. */
  seconds: number[];
  /** What the items need at least. */
  least: number;
  /** What there is. */
  total: number;
  fits: boolean;
  leftOut: LeftOut[];
}

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

/** Seconds of a meeting that its items leave; 0 where they are few. */
export function leftOver(seconds: number[], all: number | null): number {
  const left = all === null ? 0 : all - sum(seconds);
  return left >= n.leftOver ? left : 0;
}

function settingOf(frame: Frame, rules: RawKind, spelt: string): Setting {
  const { people, peopleKnown, header, topic, broken } = frame;
  return { rules, spelt, people, peopleKnown, header, topic, topicTold: broken.has("emne") };
}

function drafted(kind: string, fields: Values, setting: Setting, more: Pick<Draft, "entry" | "place">): Draft {
  const grows = data.kinds[kind]?.grows === true && !hasTime(fields, setting.rules);
  try {
    return { kind, fields, setting, slot: slot(fields, setting), problem: null, grows, ...more };
  } catch (error) {
    if (!(error instanceof ItemFault)) throw error;
    const given = fields.tid, rules = setting.rules;
    const usual = typeof given === "number" ? given : (rules.length?.usual ?? 10) * MINUTE;
    return { kind, fields, setting, slot: fixed(usual), problem: error, grows, ...more };
  }
}

/** An item of the plan's own agenda. */
export function draftOfPlan(item: Item, place: number, frame: Frame): Draft {
  const rules = data.kinds[item.kind] as RawKind;
  return drafted(item.kind, item.fields, settingOf(frame, rules, item.spelt), { entry: null, place });
}

const ownFields = new Map<RawEntry, Values>();

/** What a form itself says an item is about, read as a plan is. */
function fieldsOf(entry: RawEntry): Values {
  const known = ownFields.get(entry);
  if (known) return known;
  const found: Fields = {};
  for (const [word, said] of Object.entries(entry.fields ?? {}))
    found[word] = Array.isArray(said) ? said.map((one) => new Written(one)) : new Written(said);
  const values = checkValues((data.kinds[entry.kind] as RawKind).read, found, [], new Tree(), new Faults()).entry;
  ownFields.set(entry, values);
  return values;
}

/** Its kind's rules with what the form changes. */
function rulesOf(entry: RawEntry): RawKind {
  const { length, turn_seconds, fixed: keeps, title } = entry;
  const rules = data.kinds[entry.kind] as RawKind;
  return {
    ...rules,
    ...(length && { length }),
    ...(turn_seconds && { turn_seconds }),
    ...(keeps !== undefined && { fixed: keeps }),
    ...(title !== undefined && { title, titles: {} }),
  };
}

function draftOfForm(entry: RawEntry, length: number | false | undefined, frame: Frame): Draft {
  const fields: Values = { ...fieldsOf(entry) };
  for (const [field, word] of Object.entries(entry.header ?? {})) {
    const value = word === "emne" && !frame.topic ? undefined : frame.header[word];
    if (value === undefined || (Array.isArray(value) && !value.length)) continue;
    const reader = data.kinds[entry.kind]?.read[field] ?? "";
    const several = data.schemas[reader]?.type === "array";
    fields[field] = several && typeof value === "string" ? [value] : value;
  }
  if (typeof length === "number") fields.tid = length;
  const draft = drafted(entry.kind, fields, settingOf(frame, rulesOf(entry), entry.item), { entry, place: null });
  return draft.problem ? { ...draft, slot: fixed(length || MINUTE) } : draft;
}

function whyNot(entry: RawEntry, form: RawForm, times: Plan["times"], frame: Frame): LeftOut["why"] | null {
  const given = times[entry.word];
  if (given === false) return "plan";
  if (frame.people < (entry.least_people ?? 1) || frame.people > (entry.most_people ?? Infinity)) return "people";
  if (given) return null;
  if (!longEnough(entry.long ?? false, frame.seconds, form.long)) return "short";
  const needs = entry.with_header;
  if (!needs) return null;
  const value = frame.header[needs];
  return value === undefined || value === "" || value === false ? "header" : null;
}

function longEnough(long: boolean | number | "told", seconds: number | null, minutes: number): boolean {
  if (typeof long === "boolean") return !long || seconds === null || seconds >= minutes * MINUTE;
  return seconds !== null && seconds >= (long === "told" ? minutes : long) * MINUTE;
}

function titleOfEntry(entry: RawEntry, frame: Frame): string {
  const setting = settingOf(frame, rulesOf(entry), entry.item);
  try {
    return titled(fieldsOf(entry), setting);
  } catch {
    return titleOf(setting);
  }
}

/** The items that a form has in its file. */
export function divideForm(form: RawForm, times: Plan["times"], frame: Frame): Division {
  const leftOut: LeftOut[] = [];
  const out = (entry: RawEntry, why: LeftOut["why"]) => leftOut.push({ word: entry.word, title: titleOfEntry(entry, frame), why });
  const entries = form.entries.filter((entry) => {
    const why = whyNot(entry, form, times, frame);
    if (why) out(entry, why);
    return !why;
  });
  const draft = () => entries.map((entry) => draftOfForm(entry, times[entry.word], frame));
  let drafts = draft();
  const all = frame.seconds;
  while (all !== null && sum(drafts.map((one) => one.slot.least)) > all) {
    const spare = entries.filter((entry) => entry.if_it_fits && !times[entry.word]).pop();
    if (!spare) break;
    entries.splice(entries.indexOf(spare), 1);
    out(spare, "short");
    drafts = draft();
  }
  const slots = drafts.map((one) => one.slot);
  const total = all ?? Math.ceil(sum(slots.map((one) => one.usual)) / (5 * MINUTE)) * 5 * MINUTE;
  let growing = placesOf(drafts, (one) => one.grows);
  if (all !== null && !growing.length) growing = largest(drafts);
  return finished(drafts, total, leftOut, () => filled(divide(slots, total, []), slots, growing, total));
}

/** The items of the plan's own agenda. */
export function divideOwn(drafts: Draft[], frame: Frame): Division {
  let slots = drafts.map((one) => one.slot);
  const all = frame.seconds;
  if (all === null) {
    const usual = slots.map((one) => one.usual);
    return { drafts, seconds: usual, least: sum(usual), total: sum(usual), fits: true, leftOut: [] };
  }
  const growing = placesOf(drafts, (one) => one.grows);
  // Dialogues take what is left over; the other items keep to what is usual.
  if (growing.length) slots = slots.map((one) => (one.people ? one : { ...one, most: one.usual }));
  return finished(drafts, all, [], () => divide(slots, all, growing));
}

function finished(drafts: Draft[], total: number, leftOut: LeftOut[], seconds: () => number[]): Division {
  const leasts = drafts.map((one) => one.slot.least), least = sum(leasts), fits = total >= least;
  return { drafts, seconds: fits ? seconds() : leasts, least, total, fits, leftOut };
}

function placesOf(drafts: Draft[], wanted: (draft: Draft) => boolean): number[] {
  return drafts.flatMap((one, place) => (wanted(one) ? [place] : []));
}

/** The item that a few minutes more are felt least in, where none grows; no round, no pause. */
function largest(drafts: Draft[]): number[] {
  const work = placesOf(drafts, (one) => one.slot.least < one.slot.most && !one.slot.people && !data.kinds[one.kind]?.rests);
  const usual = (place: number) => drafts[place]?.slot.usual ?? 0;
  return work.sort((a, b) => usual(b) - usual(a)).slice(0, 1);
}

/** With what is left of `total` given to the items that grow, up to their most. */
function filled(seconds: number[], slots: Slot[], growing: number[], total: number): number[] {
  const given = [...seconds];
  let left = total - sum(given);
  for (const place of growing) {
    const more = Math.min(left, Math.max(0, (slots[place]?.most ?? 0) - (given[place] ?? 0)));
    given[place] = (given[place] ?? 0) + more;
    left -= more;
  }
  const first = growing[0];
  if (first !== undefined && left < n.slack) given[first] = (given[first] ?? 0) + left;
  return given;
}

/** Each slot's seconds, so that they fill `total`, which is no less than their least. */
function divide(slots: Slot[], total: number, rest: number[]): number[] {
  const [least, usual, most] = (["least", "usual", "most"] as const).map((name) => sum(slots.map((one) => one[name]))) as [number, number, number];
  let wanted: number[];
  if (total < usual) {
    const share = (total - least) / (usual - least);
    wanted = slots.map((one) => one.least + share * (one.usual - one.least));
  } else {
    const share = most > usual ? Math.min(1, (total - usual) / (most - usual)) : 0;
    wanted = slots.map((one) => one.usual + share * (one.most - one.usual));
  }
  const given = slots.map((one, place) => rounded(one, wanted[place] ?? 0));
  let left = total - sum(given);
  rest.forEach((place, count) => {
    const last = count === rest.length - 1;
    const share = last ? left : Math.floor(left / (rest.length - count) / MINUTE) * MINUTE;
    given[place] = (given[place] ?? 0) + share;
    left -= share;
  });
  return given;
}

function rounded(one: Slot, seconds: number): number {
  if (one.least === one.most) return one.least;
  if (!one.people) return Math.max(one.least, Math.floor(seconds / MINUTE) * MINUTE);
  const step = n.turnStep;
  const able = Math.floor(turnIn(seconds, one.people, one.before) / step) * step;
  const turn = Math.min(one.turnMost, Math.max(one.turnLeast, able));
  const length = wholeMinutes(roundSeconds(one.people, one.before, turn));
  return Math.max(one.least, Math.min(length, seconds));
}

export function titleOfDraft(draft: Draft): string {
  try {
    return titled(draft.fields, draft.setting);
  } catch {
    return (typeof draft.fields.emne === "string" && draft.fields.emne) || titleOf(draft.setting);
  }
}

export function eachOf(draft: Draft, seconds: number): number | undefined {
  return each(seconds, draft.fields, draft.setting);
}
