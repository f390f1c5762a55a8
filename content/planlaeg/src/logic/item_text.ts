/** An agenda item that is written on one line; as device/planfile/item_text.py. */
import { leadingClock } from "./clocks";
import { data, kindFields, kindNames, yesNo } from "./data";
import { DurationError, NUMBERS, lengthOf, parseLength } from "./durations";
import { whole } from "./pattern";
import { fold, spaced, strip } from "./spelling";

const ABOUT = /^(?:om|:|-|–)\s+/iu;
const TIME_BEFORE = whole(
  "(?<time>\\d[\\d.,½]*\\s*(?:min|minutter|m|t|time|timer|minutters|times|timers)\\b\\.?)\\s*[:,–-]?\\s*(?<about>\\D.*)", "i");
const TIME_FIRST = whole(
  "(?<time>\\d[\\d.,½]*\\s*(?:min|minutter|m|t|time|timer)\\b\\.?)(?:\\s*[:,;(–—-]\\s*|\\s+om\\s+)(?<about>\\D.*)", "i");
const LONGEST = 400;

export interface ItemText {
  spelt: string;
  time: string;
  about: string;
  title: string;
  clock: [number, number | null] | null;
}

export function item(changed: Partial<ItemText>): ItemText {
  return { spelt: "", time: "", about: "", title: "", clock: null, ...changed };
}

/** The fields that an item's line gives. */
export function fieldsOf(read: ItemText, kind: string): { [word: string]: string } {
  const found: { [word: string]: string } = read.time ? { tid: read.time } : {};
  if (read.title) found.titel = read.title;
  return read.about ? { ...found, ...shortValue(read.spelt, kind, read.about) } : found;
}

/** A text as an item; null when it begins with none that is known. */
export function itemText(given: string): ItemText | null {
  const text = spaced(given);
  if (kindNames.get(text) !== undefined) return item({ spelt: text });
  if (text.length > LONGEST) return null;
  const before = TIME_BEFORE.exec(text)?.groups;
  if (before) {
    const inner = itemText(before.about ?? "");
    if (inner && !inner.time) return item({ ...inner, time: before.time ?? "", clock: null });
  }
  const colon = text.indexOf(":");
  if (colon >= 0) {
    const read = itemText(text.slice(0, colon));
    if (read && !read.about) return item({ spelt: read.spelt, time: read.time, about: text.slice(colon + 1).trim() });
  }
  for (const gap of [...text.matchAll(/[\s,:()=]+/gu)].slice(0, 4).reverse()) {
    const spelt = text.slice(0, gap.index);
    const rest = strip(text.slice(gap.index + gap[0].length), " ()–—-");
    const kind = kindNames.get(spelt);
    if (kind === undefined || !rest) continue;
    const timed = leadingClock(rest);
    if (timed && !timed.rest && (timed.end || "kK".includes(rest[0] ?? "")))
      return item({ spelt, clock: [timed.begin, timed.end] });
    if (lengthOf(rest) || /^[\d.,:½¼¾ ]+.{0,12}$/u.test(rest)) return item({ spelt, time: rest });
    if (gap[0].includes("(") && data.kinds[kind]?.behind.brackets === "aside")
      return item({ spelt, time: splitTime(rest)[1] });
    return withWords(text, spelt, rest, kind);
  }
  return null;
}

/** "dialog om sygefravær 20 min", "pause med kage": more than kind and time. */
function withWords(text: string, spelt: string, rest: string, kind: string): ItemText | null {
  let [about, time] = splitTime(rest);
  if (about.includes(")") && !about.includes("(")) about = about.replaceAll(")", "");
  const meant = data.kinds[kind]?.behind.words ?? "title";
  if (meant === "about" || (meant === "question" && about.endsWith("?")))
    return item({ spelt, time, about: about.replace(ABOUT, "") });
  if (meant === "nothing") return null;
  return item({ spelt, time, title: `${text.slice(0, spelt.length)} ${about}` });
}

/** A text and the length of time at its end, if there is one. */
export function splitTime(text: string): [string, string] {
  const spoken = text.split(" ");
  if (text.length > LONGEST || spaced(text).split(" ").length < 2) return [text, ""];
  for (let count = Math.min(6, spoken.length - 1); count > 0; count--) {
    const time = spoken.slice(-count).join(" ");
    const bare = strip(time, "(),;:–— "), about = spoken.slice(0, -count).join(" ");
    const separated = (about !== "" && ",;:–—-".includes(about.slice(-1))) || time[0] === "(";
    if (lengthOf(bare) && (separated || /^\d/.test(bare)) && !/^\d+$/.test(bare))
      return [about.replace(/[ ,;:–—\-(]+$/u, ""), bare];
  }
  return [text, ""];
}

/** What two items are called that stand on one line: "pause: 10 min, dialog 20 min". */
export function secondItem(text: string): { first: string; second: string } | null {
  if (text.length > LONGEST) return null;
  const pieces = text.split(/\s*[,;/+]\s+|\s+(?:og|[+/–—-])\s+/u), [begin = "", next = ""] = pieces;
  if (!/[:\p{N}]/u.test(begin) && !lengthOf(next)) return null;
  for (const [n, piece] of pieces.entries()) {
    const bare = kindNames.get(piece) !== undefined && lengthOf(pieces[n + 1] ?? "") ? piece : "";
    const second = n ? timedKind(piece) || bare : "";
    if (second) return { first: begin.split(/[\s:,(]+/u)[0] ?? "", second };
  }
  return null;
}

function timedKind(text: string): string {
  const before = TIME_BEFORE.exec(text)?.groups?.about;
  if (before !== undefined) return kindNames.get(before) === undefined ? "" : before;
  const [, kind = "", time = ""] = /^([^\d:,(=]+?)[\s:,(=]+(\d.*?|et kvarter|en halv time)\)?$/u.exec(text) ?? [];
  return kindNames.get(kind) !== undefined && lengthOf(time) ? kind : "";
}

/** The fields that "spelt: value" gives: a time, what the item is about, or both. */
export function shortValue(spelt: string, kind: string, value: string): { [word: string]: string } {
  const answer = yesNo.get(value);
  if (lengthOf(value) || answer === "nej") return { tid: value };
  if (answer) return {};
  let [about, time] = splitTime(value);
  const begun = time ? undefined : TIME_FIRST.exec(value)?.groups;
  if (begun && lengthOf(begun.time ?? "")) [about, time] = [(begun.about ?? "").replace(/\)$/, ""), begun.time ?? ""];
  else if (!time && looksLikeTime(value)) return { tid: value };
  const found: { [word: string]: string } = time ? { tid: time } : {};
  if (about.length > 1 && '"“”„'.includes(about[0] ?? "x") && '"“”'.includes(about.slice(-1)))
    about = about.slice(1, -1);
  const behind = data.kinds[kind]?.behind ?? {};
  const field = (about.endsWith("?") ? behind.question : "") || behind.text;
  const named = kindFields[kind]?.get(spelt);
  if (named !== undefined) found[named] = about;
  else if (field) found[field] = about;
  else if (!time || behind.question) return { tid: value };
  else found.titel = about;
  return found;
}

/** A time with something wrong: "to minuter", "1.30", "-5 min". */
function looksLikeTime(text: string): boolean {
  if (spaced(text).split(" ").length > 4 || text.endsWith("?")) return false;
  try {
    parseLength(text);
    return true;
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
    const numbers = fold(text).split(" ").some((word) => word in NUMBERS || /^\d/.test(word));
    return numbers && (error.reason !== "unknown" || error.suggestion !== undefined || /^[^\p{L}\p{N}_]*\d/u.test(text));
  }
}
