/** Lengths of time as people write them in Danish; as device/planfile/durations.py. */
import { data } from "./data";
import { pattern, whole } from "./pattern";
import { casefold, closest, spaced, strip } from "./spelling";

const HOUR = 3600, MINUTE = 60;
const words = data.durations;
export type Scale = "meeting" | "item";

export const NUMBERS: { [word: string]: number } = { ...words.numbers, ...words.tens };
words.ones.forEach((one, place) => {
  for (const [ten, value] of Object.entries(words.tens)) NUMBERS[`${one}og${ten}`] = place + 1 + value;
});
const UNITS: { [way: string]: number } = {};
for (const unit of words.units) for (const way of unit.ways) UNITS[way] = unit.seconds;
const FRACTIONS = words.fractions;
const FILLERS = new Set(words.fillers);

const PERSON = `(?:${words.persons.join("|")})\\b\\.?`;
const EACH = pattern(
  `\\s*(?:\\(?\\b(?:til|for)?\\s*\\bhver(?:\\s+(?:især|person|deltager|af\\s+os|isærs?))?\\)?` +
    `|\\(?(?:\\bpr\\b\\.?|\\bper\\b|/)\\s*${PERSON}\\)?)\\s*`, "g");
const LEADING_ALL = /^(?:i alt|ialt|samlet)\s+/u;
const LEADING_EACH = /^(?:hver|á|a|à)\s+(?=\d)/u;
const ALL = pattern("\\s*\\(?\\b(?:i alt|ialt|samlet|tilsammen|for alle)\\)?\\s*$");
const ASIDE = pattern(
  "\\s*\\((?:[^()]*)\\)\\s*$|,?\\s+(?:inkl|incl|inklusive|med|uden|eks|ekskl)\\b\\.?.*$", "g");
const ABOUT = /^(?:~|≈|<|≤|op\s+til\s+|under\s+)\s*/u;
const VULGAR = /(?<![\d/])(?:(\d+)\s+)?([1-3])\/([24])(?![\d/])/gu;
const QUARTERS: { [parts: string]: string } = { "12": "½", "14": "¼", "34": "¾", "24": "½" };
const BOTH = whole("([^-]+?)\\s*(?:-|\\btil\\b|\\beller\\b)\\s*(.+)");
const COLON = /^(\d{1,3}):([0-5]?\d)(?::([0-5]\d))?(?:\s+([a-z]+)\.?)?$/u;
const TOKEN = /\d+(?:[.,]\d+)?|[½¼¾]|\p{L}+/gu;

export interface Length { seconds: number; each: boolean; allInAll: boolean }

export class DurationError extends Error {
  constructor(readonly reason: "unknown" | "negative" | "ambiguous", readonly suggestion?: string) {
    super(reason);
  }
}

/** The length that a Danish text stands for. Throws DurationError. */
export function parseLength(text: string, scale: Scale = "item"): Length {
  if (text.length > data.numbers.longest) throw new DurationError("unknown");
  let plain = casefold(text.normalize("NFC")).replaceAll("\u00a0", " ");
  plain = spaced(plain).replace(/[\u2010-\u2015\u2212]/gu, "-");
  plain = plain.replace(/(?<=\d)\s?['′](?![\p{L}\p{N}_])/gu, " min");
  const bare = plain.replace(EACH, " ").trim().replace(LEADING_EACH, "");
  const all = bare.replace(ALL, "").replace(LEADING_ALL, "");
  const allInAll = all !== bare;
  const seconds = secondsOf(strip(all.replace(ABOUT, "").replace(ASIDE, ""), " ."), scale);
  return { seconds, each: bare !== plain && !allInAll, allInAll };
}

/** The length, or null. */
export function lengthOf(text: string, scale: Scale = "item"): Length | null {
  try {
    return parseLength(text, scale);
  } catch {
    return null;
  }
}

function secondsOf(text: string, scale: Scale): number {
  if (pattern("^(?:minus|-)\\s*(?:\\w|[½¼¾])").test(text)) throw new DurationError("negative");
  const colon = COLON.exec(text);
  if (colon) return withColons(colon, scale);
  const plain = text.replace(VULGAR, (all, front, one, two) =>
    QUARTERS[one + two] ? `${front ?? ""}${QUARTERS[one + two]}` : all);
  const both = BOTH.exec(plain);
  if (both) refuseBoth(both[1] ?? "", both[2] ?? "", scale);
  const dotted = /(?<![\d.,])(\d+)(?:\.([0-5]\d)|,([1-5]0|15|45))(?!\d)\s*(\p{L}*)/u.exec(plain);
  if (dotted) {
    const size = UNITS[dotted[4] ?? ""] ?? (scale === "meeting" ? HOUR : MINUTE);
    const likely = Number(dotted[1]) * size + (Number(dotted[2] ?? dotted[3]) * size) / 60;
    throw new DurationError("ambiguous", duration(likely));
  }
  if (plain.replace(TOKEN, "").replace(/[\s.,-]/gu, "")) throw new DurationError("unknown");
  const seconds = addUp(plain.match(TOKEN) ?? [], scale);
  if (seconds === null) throw new DurationError("unknown", meant(plain, scale));
  return seconds;
}

/** Refuse "2-3 timer" as two lengths; its unit may stand at the end only. */
function refuseBoth(least: string, most: string, scale: Scale): void {
  const ending = addUp(most.match(TOKEN) ?? [], scale);
  const tokens: string[] = [...(least.match(TOKEN) ?? [])];
  const unit = (most.match(TOKEN) ?? []).reverse().find((token) => token in UNITS);
  if (unit !== undefined && !tokens.some((token) => token in UNITS)) tokens.push(unit);
  if (addUp(tokens, scale) !== null && ending !== null)
    throw new DurationError("ambiguous", duration(ending));
}

function withColons(colon: RegExpExecArray, scale: Scale): number {
  const [, first, second, third, unit] = colon;
  if (third !== undefined) return Number(first) * HOUR + Number(second) * MINUTE + Number(third);
  let size = scale === "meeting" ? HOUR : MINUTE;
  if (unit !== undefined) size = UNITS[unit] ?? 0;
  if (size !== HOUR && size !== MINUTE) throw new DurationError("unknown");
  return size * Number(first) + (size / 60) * Number(second);
}

function addUp(tokens: readonly string[], scale: Scale): number | null {
  let total = 0, amount: number | null = null, size: number | null = null;
  const said = tokens.filter((token) => !FILLERS.has(token));
  for (const [place, token] of said.entries()) {
    const number: number | null = amount === null ? numberOf(token) : null;
    const unit = UNITS[token], fraction = FRACTIONS[token];
    if (unit !== undefined) {
      if (amount === null && (place > 0 || said.length > 1 || !data.durations.alone.includes(token))) return null;
      if (size !== null && unit >= size) return null;
      total += (amount ?? 1) * unit;
      [amount, size] = [null, unit];
    } else if ((token === "en" || token === "et") && (said[place + 1] ?? "") in FRACTIONS) {
      continue;
    } else if (fraction !== undefined) {
      amount = (amount ?? 0) + fraction;
    } else if (number !== null) {
      amount = number;
    } else {
      return null;
    }
  }
  if (amount === null) return size === null ? null : total;
  if (size === null)
    return amount * (scale === "meeting" && amount <= data.numbers.mostBareHours ? HOUR : MINUTE);
  if ((size === HOUR || size === MINUTE) && Number.isInteger(amount) && amount < 60)
    return total + (amount * size) / 60;
  return null;
}

function numberOf(token: string): number | null {
  const known = NUMBERS[token];
  if (known !== undefined) return known;
  if (/^\d/.test(token) && token.length < 10) return Number(token.replace(",", "."));
  return null;
}

/** The length that was meant, if putting misspelt words right makes sense of it. */
function meant(plain: string, scale: Scale): string | undefined {
  const known = [...Object.keys(NUMBERS), ...Object.keys(FRACTIONS), ...Object.keys(UNITS), ...FILLERS];
  const tokens: string[] = [];
  for (const token of plain.match(TOKEN) ?? []) {
    if (known.includes(token) || !/^\p{L}+$/u.test(token)) {
      tokens.push(token);
      continue;
    }
    const close = closest(token, known.filter((word) => word.length > 1), 0.7);
    if (close === undefined) return undefined;
    tokens.push(close);
  }
  const seconds = addUp(tokens, scale);
  return seconds ? duration(seconds) : undefined;
}

/** "1 time og 20 minutter": whole seconds; over an hour, whole minutes. */
export function duration(seconds: number): string {
  let left = even(seconds);
  if (left >= HOUR) left = even(left / MINUTE) * 60;
  const parts: string[] = [];
  for (const [size, one, many] of [[HOUR, "time", "timer"], [MINUTE, "minut", "minutter"], [1, "sekund", "sekunder"]] as const) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count) parts.push(`${count} ${count === 1 ? one : many}`);
  }
  return parts.join(" og ") || "0 sekunder";
}

/** Rounded as Python rounds: halves to the even number. */
function even(value: number): number {
  const below = Math.floor(value);
  return value - below === 0.5 ? below + (below % 2) : Math.round(value);
}
