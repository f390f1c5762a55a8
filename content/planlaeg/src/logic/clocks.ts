/** Times of day and dates as people write them in Danish; as device/planfile/clocks.py. */
import { data } from "./data";
import { NUMBERS } from "./durations";
import { named, pattern, whole } from "./pattern";
import { casefold, fold, spaced, strip } from "./spelling";

const PREFIX = "(?:(?:fra\\s+)?(?:kl\\b\\.?|klokken|klokka)\\s*)?";
const ABOUT = pattern("^(?:(?:ca\\b\\.?|cirka|omkring|senest|fra)\\s*)+");
const CLOCK = whole(
  `${PREFIX}(?:(?<hour>\\d{1,2})(?:(?:\\s*[:.,]\\s*|\\s)(?<minute>\\d{2})(?:[:.]00)?)?` +
    `|(?<joined>[012]\\d[0-5]\\d))(?:\\s*(?:h|uhr))?`);
const SPOKEN = whole(
  "(?:kl\\.?\\s*|klokken\\s+)?(?:(?<amount>\\p{L}+|\\d{1,2})\\s+(?:min(?:utter|\\.)?\\s+)?" +
    "(?<side>i|over)\\s+)?(?<half>halv\\s+)?(?<hour>\\p{L}+|\\d{1,2})");
const AFTER = pattern(
  "\\s*(?:\\((?<in>[^()]*)\\)|\\bpræcis|\\bom\\s+(?<when>morgenen|formiddagen|eftermiddagen|aftenen)" +
    "|\\b(?:til\\s+)?senest|\\bca\\.?)\\s*$");
const BETWEEN = pattern("\\s*(?:[-\\u2010-\\u2015\\u2212]|\\btil\\b|\\bog\\s+til\\b)\\s*");
const LEADING = whole(
  "(?<mark>kl\\b\\.?|klokken)?\\s*(?<h>\\d{1,2})(?:[.:](?<m>\\d{2}))?" +
    "(?:\\s*(?:[-\\u2010-\\u2015]|til)\\s*(?:kl\\.?\\s*)?(?<h2>\\d{1,2})(?:[.:](?<m2>\\d{2}))?)?" +
    "\\s*(?:[:,–—-]\\s+|[:,]?$|\\s)\\s*(?<rest>.*)", "i");
const DAY = 24 * 60;

/** Minutes since midnight that a text stands for, or null. */
export function clockMinutes(text: string): number | null {
  if (text.length > data.numbers.longest) return null;
  let plain = strip(casefold(text.trim()), " .").replace(ABOUT, "");
  let afternoon = false;
  for (let match = AFTER.exec(plain); match; match = AFTER.exec(plain)) {
    afternoon ||= ["eftermiddagen", "aftenen"].includes(match.groups?.when ?? "");
    plain = plain.slice(0, match.index).trimEnd();
  }
  const found = named<"hour" | "minute" | "joined">(CLOCK, plain);
  if (!found) return spoken(plain);
  let hour = Number(found.joined ? found.joined.slice(0, 2) : found.hour);
  const minute = Number(found.joined ? found.joined.slice(2) : found.minute);
  if (afternoon && hour < 12) hour += 12;
  return hour <= 23 && minute <= 59 ? hour * 60 + minute : null;
}

function spoken(plain: string): number | null {
  const found = named<"hour" | "half" | "amount" | "side">(SPOKEN, plain);
  if (!found) return null;
  const hour = wholeNumber(found.hour);
  if (hour === null || hour < 1 || hour > 24) return null;
  if (/^\d+$/.test(found.hour) && !found.half && !found.amount) return null;
  let minutes = hour * 60 - (found.half ? 30 : 0);
  if (found.amount) {
    const amount = /^kvart(er)?$/.test(found.amount) ? 15 : wholeNumber(found.amount);
    if (amount === null || amount < 1 || amount > 29) return null;
    minutes += found.side === "over" ? amount : -amount;
  }
  if (minutes < 7 * 60 - 30) minutes += 12 * 60;
  return minutes % DAY;
}

function wholeNumber(word: string): number | null {
  if (/^\d+$/.test(word)) return Number(word);
  const value = NUMBERS[word];
  return value !== undefined && Number.isInteger(value) ? value : null;
}

/** Beginning and end of "kl. 14-16", or null. */
export function clockSpan(text: string): [number, number] | null {
  if (text.length > data.numbers.longest) return null;
  const [first, second, ...more] = casefold(text.trim()).replace(/^fra /, "").trim().split(BETWEEN);
  if (first === undefined || second === undefined || more.length) return null;
  const begin = clockMinutes(first);
  let end = clockMinutes(second);
  if (begin === null || end === null) return null;
  const noon = 12 * 60;
  if (end <= begin && end < noon && end + noon > begin && begin >= 7 * 60) end += noon;
  return begin < end ? [begin, end] : null;
}

export interface Timed { begin: number; end: number | null; rest: string }

/** "9.10 Runde", "kl. 9: Velkomst", "10.30-10.45 Pause"; null for "10 min pause". */
export function leadingClock(text: string): Timed | null {
  const found = text.length <= 4 * data.numbers.longest ? named<"mark" | "h" | "m" | "h2" | "m2" | "rest">(LEADING, text.trim()) : null;
  if (!found || !(found.mark || found.m || (found.h2 && found.m2))) return null;
  const begin = minutesOf(found.h, found.m);
  const end = found.h2 ? minutesOf(found.h2, found.m2) : null;
  if (begin === null || (found.h2 && end === null)) return null;
  return { begin, end, rest: found.rest.trim() };
}

function minutesOf(hour: string, minute: string): number | null {
  const [h, m] = [Number(hour), Number(minute)];
  return h <= 23 && m <= 59 ? h * 60 + m : null;
}

/** "13:05", as plan files have it. */
export function clock(minutes: number): string {
  const all = Math.trunc(minutes) % DAY;
  return `${Math.floor(all / 60)}:${String(all % 60).padStart(2, "0")}`;
}

export class DateError extends Error {
  constructor(readonly reason: "unknown" | "impossible" | "weekday", readonly weekday = "") {
    super(reason);
  }
}

const ISO = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/;
const COMPACT = /^(\d{2})(\d{2})(\d{4}|\d{2})$/;
const DATE = whole(
  "(?:(?<weekday>\\p{L}{3,})\\.?,?\\s+)?(?:den\\s+|d\\.?\\s*)?(?<day>\\d{1,2})\\.?" +
    "(?:\\s*[-./]\\s*|\\s+)(?<month>\\d{1,2}|\\p{L}+)\\.?" +
    "(?:(?:\\s*[-./,]\\s*|\\s+)(?<year>\\d{4}|'?\\d{2}))?");

/** The date that a text stands for, as ISO; null where its year can't be known. Throws DateError. */
export function dateOf(text: string, today: string): string | null {
  if (text.length > data.numbers.longest) throw new DateError("unknown");
  const plain = strip(spaced(casefold(text)), " .,");
  const iso = ISO.exec(plain);
  if (iso) return made(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const compact = COMPACT.exec(plain);
  if (compact) return made(year(compact[3] ?? ""), Number(compact[2]), Number(compact[1]));
  const found = named<"weekday" | "day" | "month" | "year">(DATE, plain);
  if (!found) throw new DateError("unknown");
  const month = /^\d+$/.test(found.month) ? Number(found.month) : placeOf(found.month, data.words.months, 1);
  const weekday = found.weekday ? placeOf(found.weekday, data.words.weekdays, 0) : null;
  if (month === null || (found.weekday && weekday === null && found.weekday !== "den"))
    throw new DateError("unknown");
  const day = Number(found.day);
  if (!found.year) return nearest(month, day, weekday, today);
  const date = made(year(found.year.replace(/'/g, "")), month, day);
  if (weekday !== null && weekdayOf(date) !== weekday)
    throw new DateError("weekday", data.words.weekdays[weekdayOf(date)]);
  return date;
}

function nearest(month: number, day: number, weekday: number | null, today: string): string | null {
  made(2024, month, day);
  const now = Date.parse(today) / 864e5, thisYear = Number(today.slice(0, 4));
  if (thisYear < 2025) return null;
  let fits: string[] = [];
  for (let one = thisYear - 1; one < thisYear + 3; one++) {
    try { fits.push(made(one, month, day)); } catch { continue; }
  }
  const days = (date: string) => Date.parse(date) / 864e5;
  const closestTo = (wanted: number) => fits.reduce<string | null>((best, one) =>
    best === null || Math.abs(days(one) - wanted) < Math.abs(days(best) - wanted) ? one : best, null);
  if (weekday !== null) {
    const near = closestTo(now);
    fits = fits.filter((one) => weekdayOf(one) === weekday);
    if (!fits.length && near) throw new DateError("weekday", data.words.weekdays[weekdayOf(near)]);
  }
  return closestTo(now + 60);
}

function made(y: number, month: number, day: number): string {
  if (month < 1 || month > 12) throw new DateError("unknown");
  const date = new Date(Date.UTC(y, month - 1, day));
  date.setUTCFullYear(y, month - 1, day);
  if (y < 1 || date.getUTCDate() !== day || date.getUTCMonth() !== month - 1) throw new DateError("impossible");
  return date.toISOString().slice(0, 10);
}

function weekdayOf(date: string): number {
  return (new Date(date).getUTCDay() + 6) % 7;
}

function year(digits: string): number {
  return Number(digits) + (digits.length === 2 ? 2000 : 0);
}

function placeOf(word: string, names: string[], first: number): number | null {
  const folded = fold(word);
  const fits = names.flatMap((name, place) =>
    folded.length >= 3 && fold(name).startsWith(folded) ? [place + first] : []);
  return fits.length === 1 ? fits[0] ?? null : null;
}
