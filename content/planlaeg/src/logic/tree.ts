/** What a file holds, each value with its line; and what is wrong with it. */
import { data } from "./data";
import type { Fault } from "./types";

export type Path = (string | number)[];

/** A text as the file has it; lists may be written as several lines of it. */
export class Written {
  constructor(readonly text: string, readonly lines: string[] = []) {}
}

export type Node = Written | null | Node[] | Fields;
export interface Fields { [word: string]: Node }

export const KIND = "punkt", SPELT = "stavet";

export function isFields(node: Node | undefined): node is Fields {
  return typeof node === "object" && node !== null && !Array.isArray(node) && !(node instanceof Written);
}

export function textAt(fields: Fields, word: string): string | undefined {
  const value = fields[word];
  return value instanceof Written ? value.text : undefined;
}

export class Tree {
  values: Fields = {};
  /** When items of the agenda begin, and end, by their place. */
  clocks = new Map<number, [number, number | null]>();
  private lines = new Map<string, number>();

  setLine(path: Path, line: number | null, keep = false): void {
    const at = path.join("\0");
    if (line !== null && !(keep && this.lines.has(at))) this.lines.set(at, line);
  }

  /** The line of the value at `path`, or of the nearest that holds it. */
  line(...path: Path): number | null {
    for (let end = path.length; end > 0; end--) {
      const line = this.lines.get(path.slice(0, end).join("\0"));
      if (line !== undefined) return line;
    }
    return null;
  }

  has(key: string): boolean {
    const value = this.values[key];
    if (value === undefined || value === null) return false;
    if (value instanceof Written) return value.text !== "";
    return Array.isArray(value) ? value.length > 0 : Object.keys(value).length > 0;
  }
}

const SHOWN = 50, LAST = 1e9;

/** How a message quotes a text: one line, not too long. */
export function shown(text: string): string {
  const line = text.trim().split(/\s+/u).join(" ");
  return line.length <= SHOWN ? line : `${line.slice(0, SHOWN - 1).trimEnd()}…`;
}

type Told = { [name: string]: unknown };

export function filled(wording: string, told: Told): string {
  return wording.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = told[name];
    return (name === "text" || name === "key") && typeof value === "string" ? shown(value) : String(value);
  });
}

export function fault(key: string, told: Told = {}): string {
  return filled(data.faults[key] ?? key, told);
}

/** A fault as it is said of the page's fields, where that is otherwise than of a file's lines. */
export function onPage({ key, told = {}, message }: Fault): string {
  const { faults } = data.page, wording = faults[key];
  if (wording) return filled(wording, told);
  return told.advice ? message.replace(data.faults.advice_times ?? "", faults.advice_times ?? "") : message;
}

export class Faults {
  found: Fault[] = [];
  remarks: string[] = [];
  /** The same as they are said on the page. */
  pageRemarks: string[] = [];

  add(line: number | null, key: string, told: Told = {}, path: Path = []): void {
    const message = fault(key, told);
    if (this.found.some((one) => one.line === line && one.message === message)) return;
    this.found.push({ line, message, path, key, told });
  }

  remark(line: number | null, key: string, told: Told = {}): void {
    const message = filled(data.words.remarks[key] ?? key, told);
    const text = line === null ? message : filled(data.words.line, { line, message });
    if (this.remarks.includes(text)) return;
    this.remarks.push(text);
    this.pageRemarks.push(filled(data.page.remarks[key] ?? data.words.remarks[key] ?? key, told));
  }

  /** In the order of their lines; those of the whole file come last. */
  sorted(): Fault[] {
    return this.found
      .map((one, place) => ({ one, place }))
      .sort((a, b) => (a.one.line ?? LAST) - (b.one.line ?? LAST) || a.place - b.place)
      .map(({ one }) => one);
  }
}
