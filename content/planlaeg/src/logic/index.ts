/** The planning page's logic: everything but what is seen. Held to the box by tests/content/planlaeg. */
export type * from "./types";

import type { Banks, FieldInfo, Fault, FormInfo, Item, KindInfo, Parsed, Person, Plan, Timeline } from "./types";

function todo(): never { throw new Error("not there yet"); }

/** An empty plan; with a form, a useful beginning of it (own agenda: welcome, dialogue, closing). */
export function emptyPlan(_form?: string): Plan { return { form: _form ?? "", people: [], header: {}, times: {}, agenda: [] }; }
/** Read a file's text. Never throws. */
export function parse(_text: string): Parsed { todo(); }
/** The file's text. With `previous`, the text it came from, its comments and order are kept. */
export function write(_plan: Plan, _previous?: string): string { todo(); }
/** What the box would refuse, and (as `remarks`) what is worth a look. */
export function check(_plan: Plan): Fault[] { todo(); }
export function remarks(_plan: Plan): string[] { todo(); }
/** The agenda with its times; also where it doesn't fit (then with what it takes at least). */
export function agenda(_plan: Plan): Timeline { todo(); }
/** Give the item at `place` of the timeline `seconds` of its own (null: give that up again). */
export function stretch(_plan: Plan, _place: number, _seconds: number | null): Plan { todo(); }
/** Leave a form's item out, or take it in again, by its word. */
export function leaveOut(_plan: Plan, _word: string, _out: boolean): Plan { todo(); }
/** Move an item of the own agenda. */
export function move(_plan: Plan, _from: number, _to: number): Plan { todo(); }
/** A form's agenda as an agenda of one's own, with the same times ("egen dagsorden"). */
export function asOwn(_plan: Plan): Plan { todo(); }
/** A new item of `kind`. */
export function newItem(_kind: string): Item { todo(); }
/** People out of whatever was pasted: lines, commas, titles, mails; with what can't be read surely. */
export function people(_text: string): { people: Person[]; faults: Fault[] } { todo(); }
export function forms(): FormInfo[] { todo(); }
export function kinds(): KindInfo[] { todo(); }
/** The fields of the file's top level, by word. */
export function headerFields(): FieldInfo[] { todo(); }
export function banks(): Banks { todo(); }
/** Sizes of the groups that `count` people make in groups of `size` (2-4), as the box divides. */
export function groups(_count: number, _size: number): number[] { todo(); }
/** Who should have each role now, by who had it longest ago. `history`: newest last. */
export function roles(_people: string[], _history: { [role: string]: string[] }): { [role: string]: string } { todo(); }
/** "1 time og 20 minutter" */
export function duration(_seconds: number): string { todo(); }
/** "13.05" for the eye. */
export function clock(_minutes: number): string { todo(); }
/** Seconds, as a plan file's item length or turn is read; null where it can't be. */
export function readDuration(_text: string, _scale?: "meeting" | "item"): number | null { todo(); }
/** Minutes since midnight; null where it can't be read. */
export function readClock(_text: string): number | null { todo(); }
/** ISO, or null; `today` is ISO too. */
export function readDate(_text: string, _today: string): string | null { todo(); }
