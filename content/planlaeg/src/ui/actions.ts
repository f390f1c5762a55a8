/** What can be done to the agenda. */
import * as logic from "../logic";
import type { Item, Plan, Scheduled } from "../logic";
import { change, editing, plan, settle, shownTime, tell, timeline, usedBy } from "./store";
import { t } from "./texts";

const MINUTE = 60;
export const OWN = logic.forms().find((one) => one.own)?.form ?? "";

/** A row's name in the agenda: a form's word, or the place in the plan's own agenda. */
export const keyOf = (item: Scheduled): string => item.word ?? String(item.place);

export const isOwn = (): boolean => plan.value.form === OWN;

/** Another form: what it has no use for goes, people and times stay. */
export function choose(form: string): void {
  const info = logic.forms().find((one) => one.form === form);
  if (!info || form === plan.value.form) return;
  const header = Object.fromEntries(
    Object.entries(plan.value.header).filter(([word]) => usedBy(info, word)),
  );
  const fresh = logic.emptyPlan(form);
  const agenda = info.own ? (plan.value.agenda.length ? plan.value.agenda : fresh.agenda) : [];
  editing.value = null;
  change({ ...plan.value, form, header: { ...fresh.header, ...header }, times: {}, agenda });
}

/** The form's agenda as the group's own. */
export function own(): Plan {
  return isOwn() ? plan.value : logic.asOwn(plan.value);
}

export function makeOwn(): void {
  editing.value = null;
  change(own());
  tell(t("own_done"), true);
}

/** Move the item at `from` of the agenda to `to`; a form's agenda becomes the group's own by that. */
export function move(from: number, to: number): boolean {
  const { items } = timeline.value;
  const title = items[from]?.title ?? "";
  if (from === to) return false;
  if (to < 0 || to >= items.length) {
    tell(t("cannot_move", { title }));
    return false;
  }
  const wasOwn = isOwn();
  editing.value = null;
  change(logic.move(own(), from, to));
  const there = timeline.value.items[to];
  const time = there ? shownTime(there.start) : "";
  const said = t("moved", { title, place: to + 1, count: items.length, time });
  tell(wasOwn ? said : `${said} ${t("own_done")}`, !wasOwn);
  return true;
}

/** Give the item at `place` so many seconds; null: what the division gives it. */
export function stretch(place: number, seconds: number | null): void {
  const item = timeline.value.items[place];
  if (!item) return;
  const whole = seconds === null ? null : Math.max(MINUTE, Math.round(seconds / MINUTE) * MINUTE);
  change(logic.stretch(plan.value, place, whole), `stretch ${keyOf(item)}`);
  const { items, sentence } = timeline.value;
  const now = items[place];
  if (now) tell(t("stretched", { title: now.title, time: logic.duration(now.seconds), sentence }));
}

export function stretchBy(place: number, minutes: number): void {
  const item = timeline.value.items[place];
  if (item) stretch(place, (Math.round(item.seconds / MINUTE) + minutes) * MINUTE);
}

/** Take the item out: delete it from one's own agenda, leave it out of a form's. */
export function remove(item: Scheduled): void {
  editing.value = null;
  if (item.word !== undefined) {
    change(logic.leaveOut(plan.value, item.word, true));
    tell(t("left", { title: item.title }), true);
    return;
  }
  change({ ...plan.value, agenda: plan.value.agenda.filter((_, at) => at !== item.place) });
  tell(t("deleted", { title: item.title }), true);
}

export function takeIn(word: string): void {
  change(logic.leaveOut(plan.value, word, false));
}

export function duplicate(item: Scheduled): void {
  const copied = plan.value.agenda[item.place ?? -1];
  if (!copied) return;
  const place = (item.place ?? 0) + 1;
  insert(place, { ...copied, fields: { ...copied.fields } });
  editing.value = String(place);
  tell(t("duplicated", { title: item.title }), true);
}

/** A new item before the last one, which is where a meeting says goodbye. */
export function add(kind: string): void {
  const { agenda } = plan.value;
  const place = Math.max(0, agenda.length - 1);
  insert(agenda.length ? place : 0, logic.newItem(kind));
  const title = timeline.value.items[place]?.title ?? kind;
  tell(t("added", { title }), true);
  editing.value = String(place);
}

function insert(place: number, item: Item): void {
  settle();
  const { agenda } = plan.value;
  change({ ...plan.value, agenda: [...agenda.slice(0, place), item, ...agenda.slice(place)] });
}
