/** One participant as people write them; as device/planfile/persons.py. */
import { data, givenNames, states } from "./data";
import { named, pattern, whole } from "./pattern";
import { casefold, fold, spaced, strip } from "./spelling";

const words = data.words;
export const LINKS = new Set(words.name_links);
const A_PHONE = "(?:\\s*(?:tlf|mobil|mob|tel|telefon)\\b\\.?:?)?\\s*(?:\\+?\\d[\\d ]{6,}\\d)\\s*";
const PHONE = pattern(`${A_PHONE}$`, "i");
export const PHONE_ALONE = whole(A_PHONE, "i");
export const GROUP = /\(([^()]*)\)?|\[([^[\]]*)\]?|\{([^{}]*)\}?/gu;
export const QUOTES = "\"'“”„‟»«‘’‚`´";
export const VERB = whole(
  "(?<name>\\S.*?)\\s+(?<said>(?:er|har|kan|kommer|deltager|melder|mangler|må|bliver|fra|først|" +
    "ankommer|afbud|fraværende|syg|forsinket|sygemeldt|på\\s+(?:ferie|barsel|orlov|kursus))\\b.*)", "i");
export const FROM = /^(?<said>afbud|fraværende|syg|forsinket)\s*(?:fra|:|-)\s*(?<name>.+)$/iu;
/** "Bo udtales Bå", or what stands behind the comma: "udtale Bå". */
export const SAID_BEHIND = /^(?:(?<name>\S.*?)\s+)?udtale[srn]*\s*:?\s+(?<way>\S.*)$/iu;
const SAID_AS = /^(?:udtale[srn]*|siges|lyder)\s*:?\s*(?<way>.+)$/iu;
const NICK = /(?<=\S)\s+["“”„»«][^"“”„»«]+["“”„»«]\s*(?=\S)/gu;
const LATE = pattern(
  " (?:kommer|foerst|fra|ankommer|her(?! til)|ca|naar|frem)\\b.* (?:kl )?\\d");
const FRONTS = new Set(["og", "samt", "dr", "prof", "hr", "fru", "frk", "mr", "mrs", "ms"]);
const NO_NAMES = new Set(words.no_names.map(casefold));
const TITLES = new Set(words.title_words);
export const hasLetter = (text: string): boolean => /\p{L}/u.test(text);

export interface Reading {
  name: string;
  absent: boolean;
  late: boolean;
  sayAs: string | null;
  /** The wording of what is wrong, or "". */
  problem: string;
  text: string;
}

export function reading(changed: Partial<Reading>): Reading {
  return { name: "", absent: false, late: false, sayAs: null, problem: "", text: "", ...changed };
}

export type State = "absent" | "late" | null;

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

/** Whether it begins with a known first name. */
export function given(text: string): boolean {
  return givenNames.has(fold(strip(text, `${QUOTES} @*`).split(/[\s-]/u)[0] ?? ""));
}

export function withState(one: Reading, state: State): Reading {
  if (state === "absent") return { ...one, absent: true };
  return state === "late" ? { ...one, late: true } : one;
}

export function person(text: string): Reading {
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
  const behind = named<"name" | "way">(SAID_BEHIND, name);
  if (behind?.name) [name, one] = [behind.name, { ...one, sayAs: behind.way.trim() }];
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
export function isUpper(text: string | undefined): boolean {
  return !!text && text !== text.toLowerCase() && text === text.toUpperCase();
}

export function isLower(text: string | undefined): boolean {
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
  if (!hasLetter(name)) return { ...one, problem: text.trim() ? "name_letters" : "", text };
  if (name.includes("@") || casefold(name).includes("www")) return { ...one, problem: "name_mail", text };
  const [first = "", ...others] = spaced(written.replace(PHONE, "")).split(" ");
  const said = [first, ...others.filter((part) => isLower(part))];
  const sentence = said.some((part) => {
    const initial = strip(part, ".").length === 1 && isUpper(part);
    return !initial && NO_NAMES.has(strip(casefold(part), ".,!:"));
  });
  const dotted = name.replace(/\.+$/, "").includes(".") && /[\p{L}\p{N}_]{3,}\.\s/u.test(name);
  return sentence || dotted ? { ...one, problem: "name_sentence", text } : one;
}
