/** One participant as people write them; as device/planfile/persons.py. */
import { data, givenNames, states } from "./data";
import { named, pattern, whole } from "./pattern";
import { casefold, fold, spaced, strip } from "./spelling";

const words = data.words;
const MAIL = /<[^<>]*>|\(?\[?(?:mailto:)?[\p{L}\p{N}_.+-]+@[\p{L}\p{N}_.-]+\]?\)?/gu;
const A_PHONE = "(?:\\s*(?:tlf|mobil|mob|tel|telefon)\\b\\.?:?)?\\s*(?:\\+?\\d[\\d ]{6,}\\d)\\s*";
const PHONE = pattern(`${A_PHONE}$`, "i"), PHONE_ALONE = whole(A_PHONE, "i");
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
const HEADINGS = new Set(words.headings.map(fold)), LINKS = new Set(words.name_links);
const PAIR = /^(\S.*?)\s[-\u2010-\u2015]\s+(\S.*)$/u;
const BARE_NUMBER = /^[^\p{L}\p{N}]*\d{0,2}[^\p{L}\p{N}]*$/u;
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

/** The people in a text: an entry of the list (`ownLine`), or all names on one line.
 * `surnameFirst`: other entries are plainly "Petersen, Anna". */
export function readEntry(text: string, ownLine: boolean, surnameFirst = false): Reading[] {
  let plain = unquoted(spaced(text.normalize("NFC")));
  plain = plain.replace(/^\d{1,2}(?:\s*[:.)]\s+|\s+(?=[A-ZÆØÅ][\p{L}\p{N}_]))/u, "");
  if (plain.startsWith("[") && plain.endsWith("]")) plain = plain.slice(1, -1);
  const bareText = withoutHeading(plain);
  if (bareText !== null) [plain, ownLine] = [bareText, false];
  if (!plain || BARE_NUMBER.test(plain)) return [];
  for (const between of [";", /(?<=>)\s*,\s*/u]) {
    const pieces = plain.split(between).filter((piece) => strip(piece, " ,"));
    if (pieces.length > 1 || plain.includes(";")) return several(pieces, surnameFirst);
  }
  const mailed = plain.search(MAIL) >= 0;
  if (mailed && !ownLine && !plain.includes("<") && plain.includes(","))
    return several(plain.split(",").filter((piece) => piece.trim()));
  let bare = strip(plain.replace(MAIL, ""), " ,;");
  if (mailed && !HAS_LETTER.test(bare)) return [reading({ problem: "name_mail", text: plain })];
  if (!mailed) return people(bare, ownLine, surnameFirst);
  bare = strip(bare, QUOTES);
  const comma = bare.indexOf(",");
  if (comma >= 0) {
    const [surname, first] = [bare.slice(0, comma), bare.slice(comma + 1)];
    if (!first.includes(",") && !aside(first) && !given(surname)) bare = `${first.trim()} ${surname.trim()}`;
  }
  return people(bare, true, surnameFirst);
}

/** Without the quotation marks that are around all of it. */
function unquoted(text: string): string {
  const around = /^'((?:[^']|'')*)'$|^"([^"]*)"$/u.exec(text);
  return around ? (around[1] ?? around[2] ?? "").replaceAll("''", "'").trim() : text;
}

function several(pieces: string[], surnameFirst = false): Reading[] {
  const first = surnameFirst || pieces.some(isSurnameFirst);
  return pieces.flatMap((piece) => readEntry(piece, true, first));
}

/** Whether an entry is plainly "Petersen, Anna". */
export function isSurnameFirst(text: string): boolean {
  const [surname = "", ...first] = strip(text.replace(MAIL, ""), ` ,;${QUOTES}`).split(",");
  return first.length > 0 && isSurname(surname) && given(first.join(","));
}

function isSurname(text: string): boolean {
  const spoken = spaced(text).split(" "), first = spoken[0] ?? "";
  const few = spoken.length < 2 || LINKS.has(casefold(first));
  return few && /^\p{L}/u.test(first) && !given(text) && !looksLikeTitle(text);
}

/** What stands behind "To:"; "" for headings alone; null where there is none. */
function withoutHeading(text: string): string | null {
  const colon = text.indexOf(":");
  if (colon >= 0 && HEADINGS.has(fold(text.slice(0, colon)).trim())) return text.slice(colon + 1).trim();
  return isHeading(text) ? "" : null;
}

/** "Navn", "Titel, mail" */
export function isHeading(text: string): boolean {
  return text.match(/[\p{L}\p{N}_-]+/gu)?.every((word) => HEADINGS.has(fold(word))) ?? false;
}

function people(text: string, ownLine: boolean, surnameFirst = false): Reading[] {
  const all = text;
  let asides: string[] = [];
  if (ownLine) [text, asides] = beforeDash(text);
  const parts = split(text).map((part) => part.trim()).filter((part) => strip(part, " -.") && !isHeading(part));
  if (!parts.length) return ownLine ? [reading({})] : [];
  const lower = !parts.some((part) => isUpper(part[0]) || QUOTES.includes(part.charAt(0)));
  const found: Reading[] = [];
  let last: Reading | null = null;
  for (let part of parts) {
    const pair = !ownLine && parts.length > 1 ? PAIR.exec(part) : null;
    if (pair) {
      const [all = "", name = "", after = ""] = pair;
      if (given(name) && given(after)) {
        if (last) found.push(last);
        last = reading({ name, problem: "name_or_title", text: all });
        continue;
      }
      part = `${name} (${after})`;
    }
    if (!last) {
      last = placed(person(part), part);
      continue;
    }
    if (PHONE_ALONE.test(part)) continue;
    const state = onlyState(part);
    if (state !== null) last = withState(last, state);
    else if (isTitle(part, ownLine, lower)) continue;
    else if (ownLine && !found.length && turned(last.name, part, surnameFirst)) last = person(`${part} ${parts[0]}`);
    else if (!ownLine || given(part)) {
      const next = nextPerson(last, !found.length, part, ownLine, lower);
      if (next.before) found.push(next.before);
      last = next.person;
    } else if (!last.name.includes(" ") && !given(last.name)) last = { ...last, problem: "name_or_title", text };
  }
  if (!last) return found;
  for (const said of asides) last = withState(last, knownState(said));
  if (ownLine && asides.some((said) => given(said) && !looksLikeTitle(said)))
    last = { ...last, problem: "name_or_title", text: all };
  if (asides.length && last.problem) last = { ...last, text: all };
  const every = [...found, last], [first] = every;
  if (first && !ownLine && alternates(parts)) every[0] = { ...first, problem: "name_or_title", text: all };
  return every;
}

/** With a problem where it is a title or a place alone: "Aarhus Kommune". */
function placed(one: Reading, text: string): Reading {
  const spoken = spaced(text.replace(GROUP, " ")).split(" ").filter(Boolean);
  if (one.problem || !spoken.length || spoken.some(given)) return one;
  const titles = spoken.filter(looksLikeTitle), last = titles[titles.length - 1];
  const place = spoken.length - titles.length < 2 && isUpper(last?.[0]) && looksLikeTitle(spoken[spoken.length - 1] ?? "");
  return place || titles.length === spoken.length ? { ...one, problem: "name_sentence", text } : one;
}

/** Whether `before` is the surname of whom `part` names: "Petersen, Anna". */
function turned(before: string, part: string, listed: boolean): boolean {
  if (!isUpper(part[0]) || given(before)) return false;
  if (!before.includes(" ")) return listed || given(part);
  return (listed || LINKS.has(casefold(before.split(" ")[0] ?? ""))) && given(part);
}

/** Whether names on one line are surname and first name by turns. */
function alternates(parts: string[]): boolean {
  return parts.length >= 4 && parts.length % 2 === 0 &&
    parts.every((part, n) => (n % 2 ? given(part) : !given(part) && !part.includes(" ")));
}

/** The person in `part`; "Holm Petersen, Anna" on a line of its own may be one or two. */
function nextPerson(last: Reading, only: boolean, part: string, ownLine: boolean, lower: boolean): { before?: Reading; person: Reading } {
  let before = last;
  if (ownLine && only && !given(last.name)) {
    if (!last.name.includes(" ")) return { person: person(`${part} ${last.name}`) };
    if (part.split(" ").every(given)) before = { ...last, problem: "name_or_title", text: `${last.name}, ${part}` };
  }
  const next = person(part);
  const odd = !ownLine && !lower && isLower(part[0]) && !given(part);
  return { before, person: odd ? { ...next, problem: "name_or_title", text: part } : next };
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
    const state = knownState(inner), other = state && named<"name" | "said">(VERB, inner.trim());
    if (other && given(other.name)) return { ...one, name: text, problem: "name_or_title", text };
    one = withState(one, state);
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
    ? (part: string) => (LINKS.has(part) ? part : capitalised(part))
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
  const [first = "", ...others] = spaced(written.replace(PHONE, "")).split(" ");
  const said = [first, ...others.filter((part) => isLower(part))];
  const sentence = said.some((part) => {
    const initial = strip(part, ".").length === 1 && isUpper(part);
    return !initial && NO_NAMES.has(strip(casefold(part), ".,!"));
  });
  const dotted = name.replace(/\.+$/, "").includes(".") && /[\p{L}\p{N}_]{3,}\.\s/u.test(name);
  return sentence || dotted ? { ...one, problem: "name_sentence", text } : one;
}
