/** How values are written; as device/planfile/readers.py. Limits are the JSON Schema's. */
import { validators } from "virtual:schema";
import { DateError, clockMinutes, dateOf } from "./clocks";
import { choices, data, formNames, limits, yesNo } from "./data";
import { DurationError, NUMBERS, duration, parseLength } from "./durations";
import { asOne, questionsOnLine, singleList } from "./listing";
import { readEntry } from "./name_list";
import { sayable } from "./persons";
import { casefold } from "./spelling";
import { Faults, Tree, Written, fault, isFields } from "./tree";
import type { Fields, Node, Path } from "./tree";
import type { Value, Values } from "./types";

type Told = { [name: string]: unknown };
interface Problem { place: number | null; key: string; told: Told }

export class Refused extends Error {
  constructor(readonly problems: Problem[]) {
    super(problems.map((one) => one.key).join(", "));
  }
}

function refuse(key: string, told: Told = {}): never {
  throw new Refused([{ place: null, key, told }]);
}

const EXAMPLES: { [reader: string]: string } = { meeting: "2 timer", item: "10 minutter", turn_seconds: "2 minutter", rounds: "to runder" };
const LISTS = new Set(["rules", "questions", "statements", "points"]);
const READ_ALOUD = /^[a-zæøåäöüé]+(?:['-][a-zæøåäöüé]+)*$/iu;

function textOf(node: Node | string): string {
  if (typeof node === "string") return node.normalize("NFC");
  if (!(node instanceof Written)) refuse("want_text");
  return node.text.normalize("NFC");
}

/** A text; a list of texts is put together as one. */
function oneText(node: Node, reader: string): string {
  if (Array.isArray(node) && node.length && node.every((one) => one instanceof Written))
    return asOne(node.map((one) => (one as Written).text), data.limits[reader] as number).normalize("NFC");
  return textOf(node);
}

function texts(node: Node, reader: string): string[] {
  let entries: (Node | string)[];
  if (node instanceof Written) {
    entries = node.lines.map((line) => line.replace(/^-/, "").trim());
    if (!entries.length) entries = (reader === "questions" ? questionsOnLine : singleList)(node.text);
  } else if (Array.isArray(node)) entries = node;
  else refuse("want_list");
  const most = data.limits[reader] as number;
  if (entries.length > most) refuse("list_long", { length: entries.length, most });
  const found: string[] = [], problems: Problem[] = [];
  entries.forEach((entry, place) => {
    try {
      if (entry === null) return;
      const text = typeof entry === "string" ? textOf(entry) : oneText(entry, "line");
      held("line", text);
      if (text) found.push(text);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problems.push(...error.problems.map((one) => ({ ...one, place })));
    }
  });
  if (problems.length) throw new Refused(problems);
  return found;
}

function length(node: Node, scale: string): number {
  const example = EXAMPLES[scale] ?? "";
  if (!(node instanceof Written)) refuse("want_duration", { example });
  const text = node.text;
  try {
    const found = parseLength(text, scale === "meeting" ? "meeting" : "item");
    if (found.each && scale !== "turn_seconds") refuse("duration_each", { text, example });
    return found.seconds;
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
    return refuse(`duration_${error.reason}`, { text, example: error.suggestion ?? example });
  }
}

function number(node: Node): number {
  const text = textOf(node);
  const counted = casefold(text).split(/\s+/u).filter((word) => word && !data.words.counted.includes(word));
  let found: number | undefined;
  if (counted.length === 1) {
    const word = counted[0] ?? "";
    found = /^\d{1,3}$/.test(word) ? Number(word) : NUMBERS[word];
  }
  if (found === undefined || !Number.isInteger(found)) refuse("number_unknown", { text, example: EXAMPLES.rounds });
  return found;
}

function form(node: Node): string {
  const text = textOf(node);
  const bare = text.replace(/\s*\([^()\d]*\)\s*$/u, "").replace(/^[ !,;.]+|[ !,;.]+$/g, "");
  const chosen = formNames.get(bare);
  if (chosen !== undefined) return chosen;
  const close = formNames.close(text, 0.8);
  const hint = close ? fault("hint_close", { close }) : fault("hint_list", { choices: formNames.choices() });
  return refuse("unknown_form", { text, hint });
}

function name(node: Node | string): string {
  if (node === null || Array.isArray(node)) refuse("want_person");
  const text = textOf(node);
  held("name", text, text);
  if (!/\p{L}/u.test(text)) refuse("name_letters", { text });
  return text;
}

function sayAs(node: Node): string {
  const text = textOf(node);
  held("say_as", text, text);
  if (!text.split(/\s+/u).filter(Boolean).every((word) => READ_ALOUD.test(word)) || !sayable(text))
    refuse("say_as_letters", { text });
  return text;
}

function names(node: Node): string[] {
  const own = Array.isArray(node);
  const found: string[] = [], problems: Problem[] = [];
  (own ? node : [node]).forEach((entry, place) => {
    if (entry === null) return;
    for (const reading of readEntry(textOf(entry), own)) {
      try {
        if (reading.problem) refuse(reading.problem, { text: reading.text || reading.name });
        found.push(name(reading.name));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        problems.push(...error.problems.map((one) => ({ ...one, place: own ? place : null })));
      }
    }
  });
  if (problems.length) throw new Refused(problems);
  return found;
}

/** What a node says, read by the name of its type; undefined: nothing. Throws Refused. */
export function read(reader: string, node: Node): Value | undefined {
  if (reader === "name") return name(node);
  if (reader === "needed_item" || reader === "item_or_no") {
    if (node instanceof Written && yesNo.get(node.text) === "nej") {
      if (reader === "item_or_no") return false;
      refuse("cannot_leave_out", { example: EXAMPLES.item });
    }
    return read("item", node);
  }
  if (node === null) return undefined;
  const value = plain(reader, node);
  held(reader, value, node instanceof Written ? node.text : "");
  return value;
}

function plain(reader: string, node: Node): Value | undefined {
  if (reader in EXAMPLES && reader !== "rounds") return length(node, reader);
  if (LISTS.has(reader)) return texts(node, reader);
  switch (reader) {
    case "title": case "line": case "text": return oneText(node, reader);
    case "form": return form(node);
    case "say_as": return sayAs(node);
    case "names": return names(node);
    case "rounds": return number(node);
    case "clock": {
      const text = textOf(node), minutes = clockMinutes(text);
      return minutes ?? refuse("clock_unknown", { text });
    }
    case "iso_date": {
      const text = textOf(node);
      try {
        return dateOf(text, today()) ?? undefined;
      } catch (error) {
        if (!(error instanceof DateError)) throw error;
        return refuse(`date_${error.reason}`, { text, weekday: error.weekday });
      }
    }
    case "yes_no": {
      const text = textOf(node), answer = yesNo.get(text);
      return answer === undefined ? refuse("yes_no", { text }) : answer === "ja";
    }
  }
  const spellings = choices[reader];
  if (!spellings) throw new Error(`nothing reads ${reader}`);
  const text = textOf(node), chosen = spellings.get(text);
  if (chosen === undefined) return refuse("choice", { text, choices: spellings.choices() });
  return reader === "group_size" ? 2 + spellings.words.indexOf(chosen) : chosen;
}

export function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

/** Refuse what the type's JSON Schema doesn't hold. `written`: the value as it was written. */
function held(reader: string, value: Value | undefined, written = ""): void {
  const valid = validators[reader];
  if (value === undefined || !valid || valid(value)) return;
  const problems: Problem[] = [];
  for (const error of valid.errors ?? []) {
    const most = error.params.limit;
    const place = error.instancePath ? Number(error.instancePath.slice(1)) : null;
    const at = Array.isArray(value) ? value[place ?? 0] ?? "" : value;
    if (error.keyword === "maxItems") problems.push({ place: null, key: "list_long", told: { length: (value as string[]).length, most } });
    else if (error.keyword === "maxLength" && /^(name|names|say_as)$/.test(reader)) problems.push({ place, key: "name_long", told: { text: at, most } });
    else if (error.keyword === "maxLength") problems.push({ place, key: "text_long", told: { length: String(at).length, most } });
    else if (error.keyword === "minimum" || error.keyword === "maximum") problems.push(outside(reader, Number(value), written));
  }
  if (problems.length) throw new Refused(problems);
}

function outside(reader: string, value: number, text: string): Problem {
  const [least, most] = limits(reader);
  const problem = (key: string, told: Told) => ({ place: null, key, told: { text, ...told } });
  if (reader === "rounds") return problem("number_range", { least, most });
  if (value === 0) return problem("duration_zero", { example: EXAMPLES[reader] });
  if (value < least) return problem("duration_short", { least: duration(least) });
  const digits = text.trim(), seconds = Number(digits);
  const meant = /^\d+$/.test(digits) && most < 3600 && seconds >= least && seconds <= most;
  const hint = meant ? fault("hint_close", { close: `${digits} sekunder` }) : "";
  return problem("duration_long", { most: duration(most), hint });
}

export interface Checked { entry: Values; broken: Set<string> }

/** The values of a model, by its words and readers; what is wrong is noted and left out. */
export function checkValues(readers: { [word: string]: string }, fields: Fields, path: Path, tree: Tree, faults: Faults, toldToo: Told = {}): Checked {
  const entry: Values = {}, broken = new Set<string>();
  for (const [word, reader] of Object.entries(readers)) {
    const node = fields[word];
    if (node === undefined) continue;
    try {
      const value = read(reader, node);
      if (value !== undefined) entry[word] = value;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      broken.add(word);
      for (const { place, key, told } of error.problems) {
        const here = place === null ? [...path, word] : [...path, word, place];
        faults.add(tree.line(...here), key, { field: word, ...toldToo, ...told }, here);
      }
    }
  }
  return { entry, broken };
}

export { isFields };
