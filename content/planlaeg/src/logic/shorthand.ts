/** What a file says in one place and the plan keeps in another; as device/planfile/shorthand.py. */
import { clock, clockMinutes, clockSpan } from "./clocks";
import { data, formNames, kindFields, kindNames, ownForm, yesNo } from "./data";
import { DurationError, duration, lengthOf, parseLength } from "./durations";
import { TURN, gatherTimes } from "./form_times";
import { whole } from "./pattern";
import { casefold, fold, strip } from "./spelling";
import { Faults, KIND, SPELT, Tree, Written, fault, isFields, textAt } from "./tree";
import type { Fields, Node } from "./tree";
import type { RawForm } from "./data";

const DAY_AND_TIME = whole(
  "(?<day>.*?\\S)[,;]?\\s+(?<time>(?:fra\\s+)?(?:kl\\b\\.?|klokken)\\s*.+" +
    "|\\d{1,2}(?:[.:]\\d\\d)?\\s*(?:[-\\u2010-\\u2015]|til)\\s*\\d{1,2}(?:[.:]\\d\\d)?)", "i");
const SPAN_AND_LENGTH = /^(?<span>.+?)[,;:]?\s+(?:i alt\s+)?(?<length>[^,;]+)$/u;
const CLOSING = new Set(data.words.closing_words.map(fold));

/** Put what is written in short where it belongs; what can't be is noted. */
export function spread(tree: Tree, faults: Faults): void {
  new Spreading(tree, faults).all();
}

class Spreading {
  private readonly values: Fields;

  constructor(private readonly tree: Tree, private readonly faults: Faults) {
    this.values = tree.values;
  }

  all(): void {
    this.dayAndTime();
    this.meetingTime();
    this.lengthAsTimes();
    this.span("start", "start", "slut");
    const written = this.text("form");
    const name = (written && formNames.get(written)) || Object.keys(data.forms).find((one) => !data.forms[one]?.own);
    const form = data.forms[name ?? ""] as RawForm;
    if ("dagsorden" in this.values || name === ownForm) {
      this.outsideItems();
      this.agenda();
    } else gatherTimes(form, this.tree, this.faults, (...said) => this.put(...said));
    this.startFromEnd();
  }

  private text(key: string): string | undefined {
    return textAt(this.values, key);
  }

  private short(key: string): string | undefined {
    const text = this.text(key);
    return text !== undefined && text.length <= data.numbers.longest ? text : undefined;
  }

  private put(key: string, value: string, line: number | null): void {
    if (key in this.values) {
      this.faults.add(line, "given_twice", { key, first: this.tree.line(key) }, [key]);
      return;
    }
    this.values[key] = new Written(value);
    this.tree.setLine([key], line);
  }

  private dayAndTime(): void {
    const found = DAY_AND_TIME.exec(this.short("dato") ?? "")?.groups;
    if (found && this.time(found.time as string, this.tree.line("dato")))
      this.values.dato = new Written(strip(found.day as string, " ,;"));
  }

  private meetingTime(): void {
    const text = this.text("tid"), line = this.tree.line("tid");
    delete this.values.tid;
    if (text === undefined || this.time(text, line) || this.spanAndLength(text, line)) return;
    const found = DAY_AND_TIME.exec(text.length <= data.numbers.longest ? text : "")?.groups;
    if (found && this.time(found.time as string, line)) {
      const day = strip(found.day as string, " ,;");
      if (lengthOf(day, "meeting")) this.put("varighed", day, line);
      else if (/\d/.test(day)) this.put("dato", day, line);
      return;
    }
    try {
      parseLength(text, "meeting");
      if (/^\d+$/.test(text.trim())) {
        this.faults.add(line, "time_unclear", { text }, ["start"]);
        return;
      }
    } catch (error) {
      if (!(error instanceof DurationError)) throw error;
      if (clockMinutes(text) !== null && error.reason !== "ambiguous") {
        this.put("start", text, line);
        return;
      }
    }
    this.put("varighed", text, line);
  }

  /** Start, and end if there is one, out of a time of day; whether it was one. */
  private time(text: string, line: number | null): boolean {
    const span = clockSpan(text);
    if (span) {
      this.put("start", clock(span[0]), line);
      this.put("slut", clock(span[1]), line);
      return true;
    }
    const minutes = clockMinutes(text);
    if (minutes === null || !/kl|\d[:.]\d\d/.test(casefold(text)) || /^\s*[0-8]\.\d\d\s*$/.test(text)) return false;
    this.put("start", clock(minutes), line);
    return true;
  }

  private spanAndLength(text: string, line: number | null): boolean {
    const found = SPAN_AND_LENGTH.exec(text.length <= data.numbers.longest ? text : "")?.groups;
    if (!found || !clockSpan(found.span as string) || !lengthOf(found.length as string, "meeting")) return false;
    this.put("varighed", found.length as string, line);
    return this.time(found.span as string, line);
  }

  private lengthAsTimes(): void {
    const text = this.text("varighed"), span = text ? clockSpan(text) : null;
    if (!text || !span || !(span[0] >= 7 * 60 || casefold(text).includes("kl"))) return;
    const line = this.tree.line("varighed");
    delete this.values.varighed;
    this.time(text, line);
  }

  private startFromEnd(): void {
    if ("start" in this.values) return;
    const end = this.text("slut"), length = this.text("varighed");
    const last = end ? clockMinutes(end) : null, seconds = length ? lengthOf(length, "meeting")?.seconds ?? 0 : 0;
    if (last !== null && seconds > 0 && seconds <= last * 60) this.put("start", clock(last - seconds / 60), this.tree.line("slut"));
  }

  private span(key: string, begin: string, end: string): void {
    const text = this.text(key), span = text ? clockSpan(text) : null;
    if (!span) return;
    const line = this.tree.line(key);
    delete this.values[key];
    this.put(begin, clock(span[0]), line);
    this.put(end, clock(span[1]), line);
  }

  private outsideItems(): void {
    for (const key of data.words.loose) {
      const value = this.values[key], line = this.tree.line(key);
      delete this.values[key];
      if (value === null || value === undefined) continue;
      if (kindNames.get(key) === undefined)
        this.faults.add(line, "unknown_key", { key, hint: fault("hint_delete") }, [key]);
      else {
        const text = value instanceof Written ? value.text : "10 minutter";
        this.faults.add(line, "item_outside", { key, text }, [key]);
      }
    }
  }

  private agenda(): void {
    const entries = this.values.dagsorden;
    if (!Array.isArray(entries)) return;
    entries.forEach((entry, place) => isFields(entry) && this.each(entry, place));
    this.clockLengths(entries);
  }

  /** "tid: 1 min hver" of a round is its turn; "taletid: 10 min i alt" its time. */
  private each(entry: Fields, place: number): void {
    const kind = textAt(entry, KIND) ?? "", item = textAt(entry, SPELT), path = ["dagsorden", place];
    if (yesNo.get(textAt(entry, "tid") ?? "") === "nej") {
      this.faults.add(this.tree.line(...path, "tid"), "item_off", { item }, path);
      delete entry.tid;
    }
    for (const [field, other] of [["tid", TURN], [TURN, "tid"]] as const) {
      const value = textAt(entry, field), found = value === undefined ? null : lengthOf(value);
      if (!found || !(field === "tid" ? found.each : found.allInAll)) continue;
      const line = this.tree.line(...path, field);
      if (kindFields[kind]?.get(TURN) === undefined) {
        this.faults.add(line, "each_no_round", { item }, path);
        delete entry[field];
      } else if (entry[other] === null || entry[other] === undefined) {
        entry[other] = entry[field] as Node;
        delete entry[field];
        this.tree.setLine([...path, other], line);
      }
      return;
    }
  }

  /** The lengths of items that say when they begin. */
  private clockLengths(entries: Node[]): void {
    const clocks = this.tree.clocks, places = [...clocks.keys()].sort((a, b) => a - b);
    if (!places.length) return;
    const first = (clocks.get(places[0] as number) as [number, number | null])[0];
    const start = this.text("start"), began = start ? clockMinutes(start) : null;
    if (places[0] === 0 && start === undefined) this.put("start", clock(first), this.tree.line("dagsorden", 0));
    else if (places[0] === 0 && began !== null && began !== first)
      this.faults.add(this.tree.line("dagsorden", 0), "clock_start", { start: clock(began), first: clock(first) }, ["start"]);
    this.closingWords(entries, places);
    const endText = this.text("slut"), end = endText ? clockMinutes(endText) : null;
    places.forEach((place, n) => {
      const following = places[n + 1];
      const [begin, given] = clocks.get(place) as [number, number | null];
      const until = given ?? (following === undefined ? end : (clocks.get(following) as [number, null])[0]);
      if (until !== null) this.clockLength(entries, place, following ?? entries.length, begin, until);
    });
    // Items that don't end when the next begins.
    let ends: number | null = clockMinutes(this.text("start") ?? "");
    entries.forEach((entry, place) => {
      const begin = clocks.get(place)?.[0], line = this.tree.line("dagsorden", place - 1);
      if (place && begin !== undefined && ends !== null && ends !== begin) {
        const told = { end: clock(ends), next: clock(begin) };
        if (ends > begin) this.faults.add(line, "clock_overlap", told, ["dagsorden", place - 1]);
        else this.faults.remark(line, "clock_gap", told);
      }
      const length = isFields(entry) ? lengthOf(textAt(entry, "tid") ?? "") : null, from: number | null = begin ?? ends;
      ends = from === null || !length ? null : from + length.seconds / 60;
    });
  }

  /** "10.45 Slut" at the end of the list is when the meeting ends, and no item. */
  private closingWords(entries: Node[], places: number[]): void {
    const [before, last] = places.slice(-2), entry = entries[entries.length - 1], { clocks } = this.tree;
    if (before === undefined || last === undefined || last !== entries.length - 1 || !isFields(entry)) return;
    const [begin, until] = clocks.get(last) as [number, number | null];
    if (until !== null || Object.keys(entry).some((word) => word !== KIND && word !== SPELT)) return;
    const end = this.end(), said = CLOSING.has(fold(textAt(entry, SPELT) ?? "").replace(/!+$/, "")) && (end === null || end === begin);
    if (!("start" in this.values) || !(said || (end === begin && textAt(entry, KIND) === kindNames.get("slut")))) return;
    if (!("slut" in this.values) && !("varighed" in this.values)) this.put("slut", clock(begin), this.tree.line("dagsorden", last));
    const [first, own] = clocks.get(before) as [number, number | null];
    clocks.set(before, [first, own || begin]);
    clocks.delete(last);
    entries.pop();
    places.pop();
  }

  /** When the meeting ends, in minutes since midnight; -1: it can't be read; null: nothing says it. */
  private end(): number | null {
    const end = this.text("slut"), start = this.text("start"), length = this.text("varighed");
    if (end !== undefined) return clockMinutes(end) || -1;
    if (length === undefined) return null;
    const begin = start ? clockMinutes(start) : null, seconds = lengthOf(length, "meeting")?.seconds;
    return begin === null || seconds === undefined ? -1 : begin + seconds / 60;
  }

  private clockLength(entries: Node[], place: number, following: number, begin: number, until: number): void {
    const entry = entries[place];
    if (!isFields(entry) || (entry.tid !== null && entry.tid !== undefined)) return;
    let minutes = until - begin;
    for (let other = place + 1; other < following; other++) {
      const between = entries[other];
      if (!isFields(between) || !(KIND in between)) return;
      const length = lengthOf(textAt(between, "tid") ?? "");
      if (!length) {
        this.faults.add(this.tree.line("dagsorden", other), "clock_between", {}, ["dagsorden", other]);
        return;
      }
      minutes -= length.seconds / 60;
    }
    if (minutes <= 0)
      this.faults.add(this.tree.line("dagsorden", place), "clock_order", { begin: clock(begin), next: clock(until) }, ["dagsorden", place]);
    else entry.tid = new Written(duration(minutes * 60));
  }
}
