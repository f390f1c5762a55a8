/** What fits together in a plan, how long it is, and what is wrong with it; as device/planfile/build.py. */
import { clock } from "./clocks";
import { data, limits } from "./data";
import type { RawForm } from "./data";
import { divideForm, divideOwn, draftOfPlan, leftOver, titleOfDraft } from "./division";
import type { Division, Draft, Frame } from "./division";
import { duration } from "./durations";
import { ItemFault, turnIn, wholeMinutes } from "./slot";
import { hasTime } from "./slots";
import { either } from "./spelling";
import { findTopic, nearTopic, suggests } from "./topics";
import type { Topic } from "./topics";
import { Faults, fault, filled } from "./tree";
import type { Path } from "./tree";
import type { Item, Plan, Values } from "./types";

const EVENING = 17 * 60, NIGHT = 6 * 60, DAY = 24 * 60;
const n = data.numbers;
const minutes = (seconds: number) => duration(wholeMinutes(seconds));

/** How a plan was read; a plan of the page's own has no lines, and nothing in it is broken. */
export interface Reading {
  line(...path: Path): number | null;
  /** The file has this word, with something at it. */
  has(word: string): boolean;
  broken: Set<string>;
  /** Items of the agenda that could not be read are null. */
  agenda: (Item | null)[];
  /** The times could not be read. */
  timesBroken: boolean;
}

export const leastPeople = (form: string): number => data.forms[form]?.least ?? (data.limits.least_people as number);

/** Noted in `faults`; the division, where there is one without faults. */
export function judge(plan: Plan, reading: Reading, faults: Faults): Division | null {
  const frame = frameOf(plan, reading, faults);
  const form = data.forms[plan.form];
  const division = form ? agenda(form, plan, frame, reading, faults) : null;
  const start = plan.header.start;
  if (typeof start === "number" && start < NIGHT) faults.remark(reading.line("start"), "night", { start: clock(start) });
  else if (typeof start === "number" && frame.seconds && start * 60 + frame.seconds > DAY * 60)
    faults.remark(lengthLine(reading), "night_end", { end: clock(start + frame.seconds / 60) });
  return division;
}

/** People, length and header of a meeting. */
export function frameOf(plan: Plan, reading: Reading, faults: Faults): Frame {
  const least = leastPeople(plan.form), most = data.limits.most_people as number, count = plan.people.length;
  const [seconds, lengthKnown] = lengthOfMeeting(plan.header, reading, faults);
  return {
    header: plan.header,
    broken: reading.broken,
    people: Math.min(most, Math.max(least, count)),
    peopleKnown: least <= count && count <= most,
    seconds,
    lengthKnown,
    topic: topicOfMeeting(plan.header, reading, faults),
  };
}

function lengthOfMeeting(header: Values, reading: Reading, faults: Faults): [number | null, boolean] {
  if (["start", "slut", "varighed"].some((word) => reading.broken.has(word))) return [null, false];
  const [start, given, length] = ["start", "slut", "varighed"].map((word) => header[word] as number | undefined);
  const tell = (word: string, key: string, told = {}): [null, false] => {
    faults.add(reading.line(word), key, told, [word]);
    return [null, false];
  };
  if (given === undefined) return [length ?? null, true];
  if (start === undefined) return length === undefined ? tell("slut", "end_without_start") : [length, true];
  const clocks = { start: clock(start), end: clock(given) }, found = lengthBetween(start, given);
  if (typeof found !== "number" && found.key === "end_before_start") return tell("slut", found.key, found.told);
  if (length !== undefined && length !== found)
    return tell("varighed", "end_and_length", { ...clocks, between: duration(typeof found === "number" ? found : found.seconds), length: duration(length) });
  return typeof found === "number" ? [found, true] : tell("slut", found.key, found.told);
}

/** The seconds from `start` to `given`, minutes since midnight; or why no meeting lasts so. */
export function lengthBetween(start: number, given: number): number | { key: string; told: { [name: string]: string }; seconds: number } {
  const end = given <= start && start >= EVENING ? given + DAY : given, seconds = (end - start) * 60;
  const [least, most] = limits("meeting"), lasts = (length: number) => length >= least && length <= most;
  if (end <= start || (end > DAY && seconds > most)) {
    const later = given + DAY / 2;  // "slut: 3" for three in the afternoon
    const hint = later < DAY && lasts((later - start) * 60) ? fault("hint_clock", { meant: clock(later) }) : "";
    return { key: "end_before_start", told: { start: clock(start), end: clock(given), hint }, seconds };
  }
  if (lasts(seconds)) return seconds;
  const key = seconds < least ? "meeting_short" : "meeting_long";
  return { key, told: { length: duration(seconds), least: duration(least), most: duration(most) }, seconds };
}

function topicOfMeeting(header: Values, reading: Reading, faults: Faults): Topic | null {
  const text = header.emne;
  if (typeof text !== "string") return null;
  const topic = findTopic(text);
  if (topic) return topic;
  const close = nearTopic(text);
  if (close !== undefined) {
    faults.add(reading.line("emne"), "unknown_topic_form", { text, hint: fault("hint_close", { close }) }, ["emne"]);
    return null;
  }
  faults.remark(reading.line("emne"), "own_topic", { text });
  return { title: text, opening: data.ownTopic.opening };
}

/** The line of what says how long the meeting is. */
const lengthLine = (reading: Reading) => reading.line("varighed") ?? reading.line("slut");
const first = (called: string) => called.slice(0, 1).toUpperCase() + called.slice(1);

function agenda(form: RawForm, plan: Plan, frame: Frame, reading: Reading, faults: Faults): Division | null {
  if (form.own) {
    if (reading.has("tider")) {
      const forms = either(Object.values(data.forms).filter((one) => !one.own).map((one) => one.called), false);
      faults.add(reading.line("tider"), "times_in_own", { forms }, ["tider"]);
    }
    return ofThePlan(frame, reading, faults);
  }
  if (reading.has("dagsorden")) faults.add(reading.line("dagsorden"), "agenda_in_form", { called: first(form.called) }, ["dagsorden"]);
  return ofTheForm(form, plan, frame, reading, faults);
}

function ofThePlan(frame: Frame, reading: Reading, faults: Faults): Division | null {
  const entries = reading.agenda, most = data.limits.items as number, at = reading.line("dagsorden");
  if (reading.broken.has("dagsorden")) return null;
  if (!entries.length || entries.length > most) {
    faults.add(at, entries.length ? "many_items" : "missing_agenda", { count: entries.length, most }, ["dagsorden"]);
    return null;
  }
  const drafts = entries.map((item, place) => (item ? checked(draftOfPlan(item, place, frame), reading, faults) : null));
  if (!frame.lengthKnown || !frame.peopleKnown) return null;
  const known = drafts.filter((one) => one !== null), complete = known.length === drafts.length;
  const division = divideOwn(known, frame);
  if (!division.fits) {
    const own = known.filter((one) => hasTime(one.fields, one.setting.rules));
    tooLong(division, own, reading, faults, complete);
    return null;
  }
  if (!complete) return null;
  if (frame.seconds === null) return division;
  tellEarly(division.seconds, frame, reading, faults, "ends_early");
  division.drafts.forEach((one, place) => {
    const seconds = division.seconds[place] ?? 0;
    if (one.grows && seconds > n.long) faults.remark(lengthLine(reading), "long_item", { title: titleOfDraft(one), length: duration(seconds) });
  });
  return division;
}

function checked(draft: Draft, reading: Reading, faults: Faults): Draft | null {
  const path: Path = ["dagsorden", draft.place ?? 0];
  if (draft.problem) {
    const field = draft.problem.field;
    tell(draft.problem, field ? [...path, field] : path, field, reading, faults);
    return null;
  }
  const { kind, fields } = draft, named = fields.emne, timing = data.kinds[kind]?.timing;
  const dialogue = timing === "dialog" || timing === "runde før dialog";
  const asked = fields.åbning || (Array.isArray(fields.spørgsmål) && fields.spørgsmål.length > 0);
  if (dialogue && typeof named === "string" && named && !suggests(named) && !findTopic(named) && !asked)
    faults.remark(reading.line(...path, "emne"), "own_topic", { text: named });
  return draft;
}

/** Note what is wrong with an item, where its word is called `field`. */
function tell(problem: ItemFault, path: Path, field: string, reading: Reading, faults: Faults): void {
  if (problem.silent) return;
  const told: { [name: string]: unknown } = { field };
  for (const [name, value] of Object.entries(problem.told))
    told[name] = typeof value === "string" && value.startsWith("§") ? duration(Number(value.slice(1))) : value;
  if ("close" in told) told.hint = fault("hint_close", { close: told.close });
  faults.add(reading.line(...path), problem.key, told, path);
}

function tellEarly(seconds: number[], frame: Frame, reading: Reading, faults: Faults, key: string, told = {}): void {
  const left = leftOver(seconds, frame.seconds);
  if (frame.seconds === null || !left) return;
  const all = seconds.reduce((a, b) => a + b, 0);
  faults.remark(lengthLine(reading), key, { agenda: minutes(all), length: duration(frame.seconds), short: minutes(left), ...told });
}

function tooLong({ least, total }: Division, own: Draft[], reading: Reading, faults: Faults, complete: boolean): void {
  const given = own.reduce((all, one) => all + one.slot.least, 0), short = minutes(least - total);
  const at = lengthLine(reading);
  if (given > total || given === least) faults.add(at, "agenda_long", { agenda: duration(least), length: duration(total), short }, ["varighed"]);
  else if (complete) faults.add(at, "agenda_no_room", { left: duration(total - given), least: duration(least - given), short }, ["varighed"]);
}

function ofTheForm(form: RawForm, plan: Plan, frame: Frame, reading: Reading, faults: Faults): Division | null {
  if (reading.timesBroken || !frame.lengthKnown || reading.broken.has("taletid")) return null;
  const division = divideForm(form, plan.times, frame);
  for (const { entry, problem, fields } of division.drafts) {
    if (!problem || !entry) continue;
    const word = entry.header?.[problem.field] ?? "";
    const path: Path = word && fields[problem.field] !== undefined ? [word] : ["tider", entry.word];
    tell(problem, path, String(path[path.length - 1]), reading, faults);
  }
  if (!division.fits) {
    if (frame.peopleKnown) shortage(form, division, plan, frame, reading, faults);
    return null;
  }
  if (division.drafts.some((one) => one.problem)) return null;
  tellEarly(division.seconds, frame, reading, faults, "ends_early_form", { called: first(form.called) });
  return division;
}

/** Say how much is missing, and what would help. */
function shortage(form: RawForm, { least, total, drafts }: Division, plan: Plan, frame: Frame, reading: Reading, faults: Faults): void {
  let advice = "";
  const round = drafts.map((one) => one.slot).find((one) => one.people && one.turnLeast === one.turnMost);
  if (frame.header.taletid !== undefined && round) {
    const turn = Math.floor(turnIn(round.least - (least - total), frame.people, 30) / 15) * 15;
    if (turn >= n.leastAdvised) advice = fault("advice_turn", { turn: duration(turn) });
  } else if (Object.keys(plan.times).length) advice = fault("advice_times");
  faults.add(lengthLine(reading), "does_not_fit", {
    called: first(form.called), people: peopleSaid(frame.people), least: minutes(least), length: duration(total),
    short: minutes(least - total), advice,
  }, ["varighed"]);
}

export function peopleSaid(count: number): string {
  return filled(count === 1 ? data.words.people_one : data.words.people_many, { count });
}
