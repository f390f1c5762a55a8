/** The plan on the page, what was done to it, and what is said of that. */
import { computed, signal } from "./signals";
import * as logic from "../logic";
import type { FormInfo, Item, Plan, Value } from "../logic";
import { t } from "./texts";

/** The header's words for who has a role at the meeting, and the box's. */
export const ROLES: { [word: string]: string } = { vært: "host", facilitator: "leader" };

export const plan = signal<Plan>(logic.emptyPlan());
/** The text that the plan came from: its comments are kept. */
export const origin = signal<string | undefined>(undefined);
/** The plan as it was saved or opened last. */
const kept = signal<Plan>(plan.value);
export const unsaved = computed(() => plan.value !== kept.value);

/** Whose turn it is, as the box wrote it beside the plan on the stick; of a plan's own roles, the latest. */
export const turns: logic.Turns = { had: {}, agreed: {} };
const LATEST = 1e9;

/** What a screen reader says, and a line at the foot of the page shows for a while. */
export const news = signal<{ text: string; undo: boolean } | null>(null);
/** Whether it is still to be seen: for as long as it takes to read it. */
export const newsShown = signal(false);
const NEWS_MS = 4000;
const NEWS_MS_A_SIGN = 60;
let hiding = 0;
/** The agenda's item that is being edited, by its key; null: none. */
export const editing = signal<string | null>(null);
/** The person on the list that is shown by itself, by its place; null: none. */
export const shownPerson = signal<number | null>(null);
/** How many fields hold what can't be read: it isn't in the plan, and would be lost unseen. */
export const unread = signal(0);

export const timeline = computed(() => logic.agenda(plan.value));
export const faults = computed(() => logic.check(plan.value));
/** What is no fault, but worth a look. */
export const remarks = computed(() => (faults.value.length ? [] : logic.remarks(plan.value)));
/** What is wrong at `place` of the people or of the own agenda, by the file's word for it. */
export const wrongWith = (word: string, place: number | undefined): string[] =>
  faults.value
    .filter(({ path }) => place !== undefined && path[0] === word && path[1] === place)
    .map((fault) => fault.message);
export const text = computed(() => logic.write(plan.value, origin.value));
export const form = computed(() => logic.forms().find((one) => one.form === plan.value.form));

const particular = new Set(logic.forms().flatMap((one) => one.header));

/** Whether a form has use for a word of the header: its own words, and those of every form. */
export const usedBy = (info: FormInfo, word: string): boolean =>
  info.header.includes(word) || !particular.has(word);

/** A time on the timeline: of the day, or where the plan has no start, since the beginning. */
export function shownTime(at: number): string {
  if (typeof plan.value.header.start === "number") return logic.clock(at);
  return t("after", { minutes: Math.round(at) });
}

const before = signal<Plan[]>([]);
const after = signal<Plan[]>([]);
export const canUndo = computed(() => before.value.length > 0);
export const canRedo = computed(() => after.value.length > 0);

const MOST_STEPS = 200;
const ONE_GESTURE_MS = 1500;
let gesture = "";
let gestureEnd = 0;

/** Take `next` as the plan. Changes of the same `what` that follow closely are one step to undo. */
export function change(next: Plan, what = ""): void {
  if (next === plan.value) return;
  const now = Date.now();
  const goesOn = what !== "" && what === gesture && now < gestureEnd;
  gesture = what;
  gestureEnd = now + ONE_GESTURE_MS;
  if (!goesOn) before.value = [...before.value, plan.value].slice(-MOST_STEPS);
  after.value = [];
  plan.value = next;
}

/** One step of changes ends here, whatever comes next. */
export function settle(): void {
  gesture = "";
}

function step(from: typeof before, to: typeof before, said: string): void {
  const last = from.value.at(-1);
  if (!last) return;
  settle();
  to.value = [...to.value, plan.value];
  from.value = from.value.slice(0, -1);
  plan.value = last;
  tell(said);
}
export const undo = (): void => step(before, after, t("undone"));
export const redo = (): void => step(after, before, t("redone"));

/** Say `text`; with `undo` a button to take it back stands beside it. */
export function tell(text: string, undo = false): void {
  news.value = { text, undo };
  newsShown.value = true;
  clearTimeout(hiding);
  hiding = setTimeout(() => (newsShown.value = false), NEWS_MS + text.length * NEWS_MS_A_SIGN);
}

/** Take a plan that was opened; what was there can be brought back. */
export function take(next: Plan, from: string | undefined): void {
  settle();
  change(next);
  origin.value = from;
  kept.value = next;
  editing.value = shownPerson.value = null;
  for (const [word, role] of Object.entries(ROLES)) {
    const name = next.header[word];
    if (typeof name === "string") turns.had[role] = { [name]: LATEST, ...turns.had[role] };
  }
}

/** The plan is saved as it is. */
export function keep(): void {
  kept.value = plan.value;
}

/** Give the header's `word` a value; undefined takes it out. */
export function setHeader(word: string, value: Value | undefined): void {
  change({ ...plan.value, header: withValue(plan.value.header, word, value) }, `header ${word}`);
}

/** Give the field `word` of the own agenda's item at `place` a value. */
export function setField(place: number, word: string, value: Value | undefined): void {
  const agenda = plan.value.agenda.map(
    (item, at): Item =>
      at === place ? { ...item, fields: withValue(item.fields, word, value) } : item,
  );
  change({ ...plan.value, agenda }, `item ${place} ${word}`);
}

function withValue<V>(values: { [word: string]: V }, word: string, value: V | undefined) {
  const next = { ...values };
  if (value === undefined) delete next[word];
  else next[word] = value;
  return next;
}
