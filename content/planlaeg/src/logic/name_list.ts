/** The people in an entry of a list, or on one line; as device/planfile/name_list.py. */
import { data } from "./data";
import { named, pattern } from "./pattern";
import { FROM, GROUP, LINKS, PHONE_ALONE, QUOTES, SAID_BEHIND, VERB, given, hasLetter, isLower, isUpper, knownState, looksLikeTitle, person, reading, withState } from "./persons";
import type { Reading, State } from "./persons";
import { casefold, fold, spaced, strip } from "./spelling";

const MAIL = /<[^<>]*>|\(?\[?(?:mailto:)?[\p{L}\p{N}_.+-]+@[\p{L}\p{N}_.-]+\]?\)?/gu;
const DASH = /\s+[-\u2010-\u2015\u2212|:]+\s*|\s*[\u2013\u2014|]\s+|\s*\/\s*|\s{3,}|(?<!udtale)(?<!udtales):\s*/u;
const PAIR = /^(\S.*?)\s[-\u2010-\u2015]\s+(\S.*)$/u;
/** The field's word without its colon: "- navn Carla". */
const BARE_WORD = pattern("(^|[,;]\\s*)navn\\s+(?=[^\\W\\d_])(?!(?:og|samt)\\b)", "gi");
const BARE_NUMBER = /^[^\p{L}\p{N}]*\d{0,2}[^\p{L}\p{N}]*$/u;
const HEADINGS = new Set(data.words.headings.map(fold));

/** The people in a text: an entry of the list (`ownLine`), or all names on one line.
 * `surnameFirst`: other entries are plainly "Petersen, Anna". */
export function readEntry(text: string, ownLine: boolean, surnameFirst = false): Reading[] {
  let plain = unquoted(spaced(text.normalize("NFC")));
  plain = plain.replace(/^\d{1,2}(?:\s*[:.)]\s+|\s+(?=[A-ZÆØÅ][\p{L}\p{N}_]))/u, "");
  plain = plain.replace(BARE_WORD, "$1");
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
  if (mailed && !hasLetter(bare)) return [reading({ problem: "name_mail", text: plain })];
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
    const state = onlyState(part), way = wayIn(part);
    if (way) last = { ...last, sayAs: way };
    else if (state !== null) last = withState(last, state);
    else if (isTitle(part, ownLine, lower)) continue;
    else if (ownLine && !found.length && turned(last.name, part, surnameFirst)) last = person(`${part} ${parts[0]}`);
    else if (!ownLine || given(part)) {
      const next = nextPerson(last, !found.length, part, ownLine, lower);
      if (next.before) found.push(next.before);
      last = next.person;
    } else if (!last.name.includes(" ") && !given(last.name)) last = { ...last, problem: "name_or_title", text };
  }
  if (!last) return found;
  for (const said of asides) last = { ...withState(last, knownState(said)), sayAs: wayIn(said) ?? last.sayAs };
  if (ownLine && asides.some((said) => given(said) && !looksLikeTitle(said)))
    last = { ...last, problem: "name_or_title", text: all };
  if (asides.length && last.problem) last = { ...last, text: all };
  const every = [...found, last], [first] = every;
  if (first && !ownLine && alternates(parts)) every[0] = { ...first, problem: "name_or_title", text: all };
  return every;
}

/** How a name is said, where a part says nothing else: "udtales Bå". */
function wayIn(part: string): string | null {
  const said = named<"name" | "way">(SAID_BEHIND, part);
  return said && !said.name ? said.way : null;
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

/** The state that a part is all about: "afbud", "kommer kl. 10", not "Bo afbud". */
function onlyState(part: string): State {
  const bare = part.replace(GROUP, " ").trim();
  const said = knownState(bare || part);
  if (said === null || FROM.test(bare)) return null;
  const verb = named<"name" | "said">(VERB, bare);
  return verb && (given(bare) || isUpper(verb.name[0])) ? null : said;
}
