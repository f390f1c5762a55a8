/** From a file's text to a plan, as the box reads it; what only the box can read surely is told of. */
import { data, kindNames, formNames, ownForm } from "./data";
import { doubtsIn } from "./doubts";
import { splitTime } from "./item_text";
import { judge, leastPeople } from "./judge";
import type { Reading } from "./judge";
import type { Division } from "./division";
import { peopleOf } from "./people";
import { checkValues } from "./readers";
import type { Checked } from "./readers";
import { spread } from "./shorthand";
import { Sorting, hint } from "./sorting";
import { Doubt, partsOf } from "./source";
import { Spellings } from "./spelling";
import { findTopic } from "./topics";
import { Faults, KIND, SPELT, Tree, fault, isFields, textAt } from "./tree";
import type { Fields } from "./tree";
import type { Item, Parsed, Plan } from "./types";

const MOST_LINES = 800, MOST_CHARS = 32 * 1024;
const planned = new Spellings(data.words.planned_items);

export interface Read extends Parsed {
  division: Division | null;
  reading: Reading;
  remarks: string[];
  pageRemarks: string[];
}

export function emptyPlan(form = ""): Plan {
  return { form, people: [], header: {}, times: {}, agenda: [] };
}

/** A text without what can't be seen, with plain line ends and spaces. */
export function decoded(text: string): string {
  return text
    .replace(/\r\n|\r/g, "\n")
    .replace(/[\u0085\u00a0\u2000-\u200a\u2028\u2029\u202f\u3000\x0b\x0c]/gu, " ")
    .replace(/[\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u00ad]/gu, "")
    .split("\n").map((line) => line.trimEnd()).join("\n");
}

/** Read a file's text; never throws. */
export function readText(given: string): Read {
  const text = decoded(given), faults = new Faults(), unsure = new Faults();
  const doubt = (line: number) => {
    const message = data.page.unsure;
    if (!unsure.found.some((one) => one.line === line)) unsure.found.push({ line, message, path: [], key: "unsure" });
  };
  const nothing = (): Read => ({
    plan: emptyPlan(), faults: faults.sorted(), sure: !unsure.found.length, unsure: unsure.sorted(),
    division: null, reading: noReading(), remarks: [], pageRemarks: [],
  });
  if (!text.trim()) {
    faults.add(null, "empty_file");
    return nothing();
  }
  if (text.length > MOST_CHARS || text.split("\n").length > MOST_LINES || /[\x00-\x08\x0e-\x1f\x7f-\x9f]/.test(text)) doubt(1);
  else doubtsIn(text).forEach(doubt);
  try {
    const tree = new Sorting(partsOf(text), faults).tree;
    if (unsure.found.length) return nothing();
    return { ...planOf(tree, faults), faults: faults.sorted(), sure: true, unsure: [], remarks: faults.remarks, pageRemarks: faults.pageRemarks };
  } catch (error) {
    if (!(error instanceof Doubt)) throw error;
    doubt(error.line);
    return nothing();
  }
}

function planOf(tree: Tree, faults: Faults): Pick<Read, "plan" | "division" | "reading"> {
  spread(tree, faults);
  const header = checkValues(data.header, tree.values, [], tree, faults);
  const form = formName(header, tree, faults);
  const people = peopleOf(tree, faults, leastPeople(form));
  const times = timesOf(form, tree, faults);
  const agenda = form === ownForm ? agendaOf(tree, header, faults) : [];
  const { form: _, ...values } = header.entry;
  const plan: Plan = {
    form, people, header: values, times: times ?? {},
    agenda: agenda.map((item) => item ?? { kind: "", spelt: "", fields: {} }),
  };
  const reading: Reading = {
    line: (...path) => tree.line(...path),
    has: (word) => tree.has(word),
    broken: header.broken,
    agenda,
    timesBroken: times === null,
  };
  return { plan, reading, division: judge(plan, reading, faults) };
}

function formName(header: Checked, tree: Tree, faults: Faults): string {
  const known = header.entry.form;
  if (typeof known === "string") return known;
  if (header.broken.has("form")) return formNames.close(textAt(tree.values, "form") ?? "") ?? "";
  if (tree.has("dagsorden")) return ownForm;
  faults.add(tree.line("form"), "missing_form", {}, ["form"]);
  return "";
}

/** A form's items with lengths of their own; null: there were faults. */
function timesOf(form: string, tree: Tree, faults: Faults): Plan["times"] | null {
  const given = tree.values.tider, raw = data.forms[form];
  if (given === undefined || given === null || !raw || raw.own) return {};
  if (!isFields(given)) {
    faults.add(tree.line("tider"), "want_fields", { field: "tider" }, ["tider"]);
    return null;
  }
  const readers = Object.fromEntries(raw.entries.map((one) => [one.word, one.needed ? "needed_item" : "item_or_no"]));
  const checked = checkValues(readers, given, ["tider"], tree, faults, { called: raw.called });
  return checked.broken.size ? null : (checked.entry as Plan["times"]);
}

/** The plan's own agenda; null where an item could not be read. */
function agendaOf(tree: Tree, header: Checked, faults: Faults): (Item | null)[] {
  const entries = tree.values.dagsorden;
  if (!entries || (Array.isArray(entries) && !entries.length)) return [];
  if (!Array.isArray(entries)) {
    faults.add(tree.line("dagsorden"), "want_list", { field: "dagsorden" }, ["dagsorden"]);
    header.broken.add("dagsorden");
    return [];
  }
  if (entries.length > (data.limits.items as number)) return entries.map(() => null);
  return entries.map((entry, place) => {
    const path = ["dagsorden", place];
    if (isFields(entry)) return itemOf(entry, path, tree, faults);
    faults.add(tree.line(...path), "want_item", {}, path);
    return null;
  });
}

function itemOf(entry: Fields, path: (string | number)[], tree: Tree, faults: Faults): Item | null {
  const kind = textAt(entry, KIND), spelt = textAt(entry, SPELT) ?? "", rules = data.kinds[kind ?? ""];
  if (kind === undefined || !rules) {
    unknown(spelt, tree.line(...path), path, faults);
    return null;
  }
  const { [KIND]: _, [SPELT]: __, ...plain } = entry;
  const checked = checkValues(rules.read, plain, path, tree, faults);
  return checked.broken.size ? null : { kind, spelt, fields: checked.entry };
}

/** Say that `spelt` is no item, and what it may have been meant for. */
function unknown(spelt: string, line: number | null, path: (string | number)[], faults: Faults): void {
  let listed = fault("hint_list", { choices: kindNames.choices() });
  const first = (spelt.split(" ")[0] ?? "").replace(/^[,:]+|[,:]+$/g, "");
  if (planned.get(first) !== undefined || planned.get(spelt) !== undefined) {
    faults.add(line, "planned_item", { text: spelt, hint: listed }, path);
    return;
  }
  const about = splitTime(spelt)[0];
  if (findTopic(about)) listed = fault("hint_topic", { topic: about });
  faults.add(line, "unknown_item", { text: spelt, hint: hint(kindNames, spelt, listed) }, path);
}

/** How a plan is judged that comes from no file. */
export function noReading(plan?: Plan): Reading {
  return { line: () => null, has: () => false, broken: new Set(), agenda: plan?.agenda ?? [], timesBroken: false };
}

