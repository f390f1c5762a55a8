/** The agenda as the one who plans sees it: when each item begins and ends, also where it is too long. */
import { clock } from "./clocks";
import { data, ownForm } from "./data";
import { divideForm, divideOwn, draftOfPlan, eachOf, leftOver, titleOfDraft } from "./division";
import type { Division, Frame } from "./division";
import { duration } from "./durations";
import { frameOf } from "./judge";
import { noReading } from "./parse";
import { wholeMinutes } from "./slot";
import { Faults, filled } from "./tree";
import type { Plan, Scheduled, Timeline } from "./types";

/** The plan's items with their times. */
export function timeline(plan: Plan): Timeline {
  const frame = frameOf(plan, noReading(plan), new Faults());
  return scheduled(plan, frame, divided(plan, frame));
}

function divided(plan: Plan, frame: Frame): Division {
  const form = data.forms[plan.form];
  if (form && !form.own) return divideForm(form, plan.times, frame);
  const items = plan.agenda.map((item, place) => ({ item, place })).filter(({ item }) => data.kinds[item.kind]);
  return divideOwn(items.map(({ item, place }) => draftOfPlan(item, place, frame)), frame);
}

function scheduled(plan: Plan, frame: Frame, division: Division): Timeline {
  const begin = typeof plan.header.start === "number" ? plan.header.start : 0;
  let at = begin * 60;
  const items = division.drafts.map((draft, n): Scheduled => {
    const seconds = division.seconds[n] ?? 0, start = at / 60, round = eachOf(draft, seconds);
    at += seconds;
    const given = draft.entry ? plan.times[draft.entry.word] : plan.agenda[draft.place ?? 0]?.fields.tid;
    return {
      kind: draft.kind, title: titleOfDraft(draft), start, end: at / 60, seconds,
      ...(typeof given === "number" && { given }),
      fixed: draft.setting.rules.fixed, least: draft.slot.least, most: draft.slot.most,
      ...(round !== undefined && { each: round }),
      ...(draft.entry ? { word: draft.entry.word } : { place: draft.place ?? 0 }),
      optional: draft.entry ? !draft.entry.needed : true,
    };
  });
  // As the faults and remarks say it: what is over, or left, in whole minutes.
  const all = at - begin * 60, total = frame.seconds, wanted = total === null ? null : begin + total / 60;
  const lateBy = total === null ? 0 : wholeMinutes(all > total ? all - total : 0) - wholeMinutes(leftOver(division.seconds, total));
  const used = total !== null && lateBy ? total + lateBy : wholeMinutes(all), end = lateBy ? begin + used / 60 : at / 60;
  return { items, leftOut: division.leftOut, start: begin, end, wanted, lateBy, sentence: sentence(plan, items.length, used, end, lateBy) };
}

function sentence(plan: Plan, items: number, used: number, end: number, lateBy: number): string {
  if (!items) return "";
  const known = typeof plan.header.start === "number", texts = data.page.ends;
  const key = `${known ? "at" : "after"}${lateBy > 0 ? "_late" : lateBy < 0 ? "_early" : ""}`;
  return filled(texts[key] ?? "", { end: clock(end).replace(":", "."), length: duration(used), by: duration(Math.abs(lateBy)) });
}

/** Give an item of the timeline seconds of its own; null: give that up again. */
export function stretched(plan: Plan, place: number, seconds: number | null): Plan {
  const item = timeline(plan).items[place];
  if (!item) return plan;
  if (item.word !== undefined) {
    const { [item.word]: _, ...times } = plan.times;
    return { ...plan, times: seconds === null ? times : { ...times, [item.word]: seconds } };
  }
  const agenda = plan.agenda.map((one, at) => {
    if (at !== item.place) return one;
    const { tid: _, ...fields } = one.fields;
    return { ...one, fields: seconds === null ? fields : { ...fields, tid: seconds } };
  });
  return { ...plan, agenda };
}

/** A form's agenda as one of one's own, with the same items and times. */
export function ownOf(plan: Plan): Plan {
  const frame = frameOf(plan, noReading(plan), new Faults()), division = divided(plan, frame);
  // The last of those that take what is left over does so here, too; others have whole minutes.
  const rest = frame.seconds === null ? -1 : division.drafts.map((one) => one.grows).lastIndexOf(true);
  const agenda = division.drafts.map((draft, n) => {
    const { kind, setting, fields } = draft, title = titleOfDraft(draft);
    const own = data.kinds[kind], usual = own && (own.titles[setting.spelt] ?? own.title) === title;
    return { kind, spelt: setting.spelt, fields: { ...fields, ...(!usual && { titel: title }), ...(n !== rest && { tid: wholeMinutesIn(division.seconds[n] ?? 0) }) } };
  });
  // What only a form takes beside its other words is said of the items now.
  const header = Object.fromEntries(Object.entries(plan.header).filter(([word]) => !data.words.loose.includes(word)));
  return { ...plan, form: ownForm, header, times: {}, agenda };
}

function wholeMinutesIn(seconds: number): number {
  return seconds > 60 ? Math.floor(seconds / 60) * 60 : Math.floor(seconds);
}
