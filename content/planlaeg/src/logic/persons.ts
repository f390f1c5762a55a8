/** One participant as people write them; as device/planfile/persons.py. */
import { data, givenNames, states } from "./data";
import { named, pattern, whole } from "./pattern";
import { casefold, fold, spaced, strip } from "./spelling";

const words = data.words;
const MAIL = /<[^<>]*>|\(?\[?(?:mailto:)?[\p{L}\p{N}_.+-]+@[\p{L}\p{N}_.-]+\]?\)?/gu;
const PHONE = pattern(
  "(?:\\s*(?:tlf|mobil|mob|tel|telefon)\\b\\.?:?)?\\s*(?:\\+?\\d[\\d ]{6,}\\d)\\s*$", "i");
const GROUP = /\(([^()]*)\)?|\[([^[\]]*)\]?|\{([^{}]*)\}?/gu;
const QUOTES = "\"'“”„‟»«‘’‚`´";
const DASH = /\s+[-\u2010-\u2015\u2212|:]+\s*|\s*[\u2013\u2014|]\s+|\s*\/\s*|\s{3,}|:\s*/u;
const VERB = whole(
  "(?<name>\\S.*?)\\s+(?<said>(?:er|har|kan|kommer|deltager|melder|mangler|må|bliver|fra|først|" +
    "ankommer|afbud|fraværende|syg|forsinket|sygemeldt|på\\s+(?:ferie|barsel|orlov|kursus))\\b.*)", "i");
const FROM = /^(?<said>afbud|fraværende|syg|forsinket)\s*(?:fra|:|-)\s*(?<name>.+)$/iu;
const SAID_AS = /^(?:udtale[srn]*|siges|lyder)\s*:?\s*(?<way>.+)$/iu;
const NICK = /(?<=\S)\s+["“”„»«][^"“”„»«]+["“”„»«]\s*(?=\S)/gu;
const LATE = pattern(
  " (?:kommer|foerst|fra|ankommer|her(?! til)|ca|naar|frem)\\b.* (?:kl )?\\d");
const FRONTS = new Set(["og", "samt", "dr", "prof", "hr", "fru", "frk", "mr", "mrs", "ms"]);
const NO_NAMES = new Set(words.no_names.map(casefold));
const TITLES = new Set(words.title_words);
const HAS_LETTER = /\p{L}/u;

export interface Reading {
  name: string;
  absent: boolean;
  late: boolean;
  sayAs: string | null;
  /** The wording of what is wrong, or "". */
  problem: string;
  text: string;
}

function reading(changed: Partial<Reading>): Reading {
  return { name: "", absent: false, late: false, sayAs: null, problem: "", text: "", ...changed };
}

type State = "absent" | "late" | null;

/** What a text says of somebody. */
export function knownState(text: string): State {
  if (text.includes("?")) return null;
  const said = ` ${spaced(fold(text).replace(/[,.;!()]/g, " "))} `;
  if (states.absent.some((word) => said.includes(` ${word} `))) return "absent";
  return states.late.some((word) => said.includes(` ${word} `)) || LATE.test(said) ? "late" : null;
}

/** Whether it is what somebody does or where they work. */
export function looksLikeTitle(text: string): boolean {
  const plain = casefold(text);
  const parts = plain.split(/[\s/&-]+/u).filter(Boolean);
  return (
    parts.some((part) => TITLES.has(part) || words.title_endings.some((end) => part.endsWith(end))) ||
    whole("(?:v|c)/.*|.*\\b(?:a/s|aps|i/s)").test(plain.trim())
  );
}

/** The people in a text: an entry of the list (`ownLine`), or all names on one line. */
export function readEntry(text: string, ownLine: boolean): Reading[] {
  let plain = spaced(text.normalize("NFC"));
  plain = plain.replace(/^\d{1,2}(?:\s*[:.)]\s+|\s+(?=[A-ZÆØÅ][\p{L}\p{N}_]))/u, "");
  if (plain.startsWith("[") && plain.endsWith("]")) plain = plain.slice(1, -1);
  if (!plain) return [];
  if (plain.includes(";")) return plain.split(";").flatMap((piece) => readEntry(piece, true));
  let pieces = plain.split(/(?<=>)\s*,\s*/u).filter((piece) => strip(piece, " ,"));
  if (pieces.length > 1) return pieces.flatMap((piece) => readEntry(piece, true));
  const mailed = plain.search(MAIL) >= 0;
  if (mailed && !ownLine && !plain.includes("<") && plain.includes(",")) {
    pieces = plain.split(",").filter((piece) => piece.trim());
    return pieces.flatMap((piece) => readEntry(piece, true));
  }
  let bare = strip(plain.replace(MAIL, ""), " ,;");
  if (mailed && !HAS_LETTER.test(bare)) return [reading({ problem: "name_mail", text: plain })];
  if (!mailed) return people(bare, ownLine);
  const comma = bare.indexOf(",");
  if (comma >= 0) {
    const [surname, first] = [bare.slice(0, comma), bare.slice(comma + 1)];
    if (!first.includes(",") && !surname.trim().includes(" ") && !aside(first))
      bare = `${first.trim()} ${surname.trim()}`;
  }
  return people(bare, true);
}

function people(text: string, ownLine: boolean): Reading[] {
  const all = text;
  let asides: string[] = [];
  if (ownLine) [text, asides] = beforeDash(text);
  const parts = split(text).map((part) => part.trim()).filter((part) => strip(part, " -."));
  if (!parts.length) return ownLine ? [reading({})] : [];
  const lower = !parts.some((part) => isUpper(part[0]) || QUOTES.includes(part.charAt(0)));
  const found: Reading[] = [];
  let last: Reading | null = null;
  for (const part of parts) {
    if (!last) {
      last = person(part);
      continue;
    }
    const state = onlyState(part);
    if (state !== null) last = withState(last, state);
    else if (isTitle(part, ownLine, lower)) continue;
    else if (!ownLine || given(part)) {
      const next = nextPerson(last, !found.length, part, ownLine, lower);
      if (next.before) found.push(last);
      last = next.person;
    } else if (!last.name.includes(" ") && !given(last.name)) last = { ...last, problem: "name_or_title", text };
  }
  if (!last) return found;
  for (const said of asides) last = withState(last, knownState(said));
  if (ownLine && asides.some((said) => given(said) && !looksLikeTitle(said)))
    last = { ...last, problem: "name_or_title", text: all };
  return [...found, last];
}

/** The person in `part`; "Petersen, Anna" on a line of its own is one person. */
function nextPerson(last: Reading, only: boolean, part: string, ownLine: boolean, lower: boolean): { before: boolean; person: Reading } {
  if (ownLine && only && !given(last.name) && !last.name.includes(" ")) return { before: false, person: person(`${part} ${last.name}`) };
  const next = person(part);
  const odd = !ownLine && !lower && isLower(part[0]) && !given(part);
  return { before: true, person: odd ? { ...next, problem: "name_or_title", text: part } : next };
}

/** What stands before " - ", "/" or ":", and what stands after. */
function beforeDash(text: string): [string, string[]] {
  const from = named<"name" | "said">(FROM, text);
  if (from) return [from.name, [from.said]];
  const match = DASH.exec(spared(text));
  if (!match || !text.slice(0, match.index).trim()) return [text, []];
  const head = text.slice(0, match.index), tail = text.slice(match.index + match[0].length);
  if (looksLikeTitle(head) && given(tail) && !given(head)) return [tail, []];
  return [[head, ...(tail.match(GROUP) ?? [])].join(" "), [tail]];
}

/** With brackets and what is in them made unreadable. */
function spared(text: string): string {
  return text.replace(GROUP, (all) => "\0".repeat(all.length));
}

const BETWEEN = /,|\s&\s|\s\+\s|\s+(?:og|samt)\s+/gu;

function split(text: string): string[] {
  const parts: string[] = [];
  let done = 0;
  for (const match of spared(text).matchAll(BETWEEN)) {
    parts.push(text.slice(done, match.index));
    done = match.index + match[0].length;
  }
  return [...parts, text.slice(done)];
}

function isTitle(part: string, ownLine: boolean, lower: boolean): boolean {
  if (looksLikeTitle(part)) return true;
  return !given(part) && ownLine && isLower(part[0]) && !lower;
}

function aside(text: string): boolean {
  return looksLikeTitle(text) || knownState(text) !== null || isLower(text.trim()[0]);
}

/** Whether it begins with a known first name. */
export function given(text: string): boolean {
  return givenNames.has(fold(strip(text, `${QUOTES} @*`).split(/[\s-]/u)[0] ?? ""));
}

/** The state that a part is all about: "afbud", "kommer kl. 10", not "Bo afbud". */
function onlyState(part: string): State {
  const bare = part.replace(GROUP, " ").trim();
  const said = knownState(bare || part);
  if (said === null || FROM.test(bare)) return null;
  const verb = named<"name" | "said">(VERB, bare);
  return verb && (given(bare) || isUpper(verb.name[0])) ? null : said;
}

function withState(one: Reading, state: State): Reading {
  if (state === "absent") return { ...one, absent: true };
  return state === "late" ? { ...one, late: true } : one;
}

function person(text: string): Reading {
  let one = reading({});
  for (const group of text.matchAll(GROUP)) {
    const inner = group[1] || group[2] || group[3] || "";
    const said = named<"way">(SAID_AS, inner.trim());
    if (said) one = { ...one, sayAs: said.way.trim() };
    one = withState(one, knownState(inner));
  }
  let name = strip(text.replace(GROUP, " "), " ,;");
  const from = named<"name" | "said">(FROM, name);
  if (from) [name, one] = [from.name, withState(one, knownState(from.said))];
  const verb = named<"name" | "said">(VERB, strip(name, " .!"));
  const state = verb ? knownState(verb.said) : null;
  if (verb && state) [name, one] = [verb.name, withState(one, state)];
  return checked({ ...one, name: bareName(name) }, name, text);
}

/** Without quotation marks, title, phone number and the like; capitals as in a name. */
export function bareName(text: string): string {
  let name = text.replace(PHONE, "").replace(NICK, " ").replace(/["“”„‟»«`´*_~]/g, "");
  name = strip(spaced(name), " ,;:@#!?‘’'‚-–");
  let parts = spaced(name).split(" ");
  if (parts.length > 1 && FRONTS.has(strip(casefold(parts[0] ?? ""), "."))) parts = parts.slice(1);
  while (parts.length > 1 && titled(parts[parts.length - 1] ?? "")) parts = parts.slice(0, -1);
  while (parts.length > 1 && titled(parts[0] ?? "")) parts = parts.slice(1);
  name = parts.join(" ");
  if (!/(?:^|[\s.-])[\p{L}\p{N}_]\.$/u.test(name)) name = name.replace(/\.+$/, "");
  if (!name) return "";
  const each = isLower(name)
    ? (part: string) => (words.name_links.includes(part) ? part : capitalised(part))
    : unshouted;
  return spaced(name).split(" ").map(each).join(" ");
}

function titled(word: string): boolean {
  return looksLikeTitle(word) && !given(word);
}

function unshouted(word: string): string {
  const letters = word.match(/\p{L}/gu) ?? [];
  return letters.length < 2 || !isUpper(word) || !hasVowel(word) ? word : capitalised(casefold(word));
}

function capitalised(word: string): string {
  return word.replace(/(^|[-'’])(\p{L})/gu, (_, front: string, letter: string) => front + letter.toUpperCase());
}

/** Has letters, and all that have a case are capitals (Python's `isupper`). */
function isUpper(text: string | undefined): boolean {
  return !!text && text !== text.toLowerCase() && text === text.toUpperCase();
}

function isLower(text: string | undefined): boolean {
  return !!text && text !== text.toUpperCase() && text === text.toLowerCase();
}

export function hasVowel(word: string): boolean {
  return [...casefold(word).normalize("NFD")].some((sign) => words.vowels.includes(sign));
}

const SAYABLE = new Set(words.sayable_letters.replaceAll(" ", ""));

/** Whether the box's voice reads it as words; it spells what it doesn't know. */
export function sayable(name: string): boolean {
  return name.split(/[\s'’.-]+/u).every((word) => {
    const short = word.length <= 1 || (isUpper(word) && word.length <= 3);
    return [...casefold(word)].every((sign) => SAYABLE.has(sign)) && (short || hasVowel(word));
  });
}

function checked(one: Reading, written: string, text: string): Reading {
  const name = one.name;
  if (!HAS_LETTER.test(name)) return { ...one, problem: text.trim() ? "name_letters" : "", text };
  if (name.includes("@") || casefold(name).includes("www")) return { ...one, problem: "name_mail", text };
  const [first = "", ...others] = spaced(written).split(" ");
  const said = [first, ...others.filter((part) => isLower(part))];
  const sentence = said.some((part) => {
    const initial = strip(part, ".").length === 1 && isUpper(part);
    return !initial && NO_NAMES.has(strip(casefold(part), ".,!"));
  });
  const dotted = name.replace(/\.+$/, "").includes(".") && /[\p{L}\p{N}_]{3,}\.\s/u.test(name);
  return sentence || dotted ? { ...one, problem: "name_sentence", text } : one;
}
