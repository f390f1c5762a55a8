/** A plan file's lines as mappings, lists and texts: the plain part of YAML, and nothing that could
 * be read in two ways. Where a line is anything else, it is a doubt: the box may read it, by its
 * forgiving hand (device/planfile/lines.py, mending.py). */

export interface Text { type: "text"; line: number; text: string; lines: string[] }
export interface Seq { type: "seq"; line: number; items: Part[]; /** What stands in brackets on one line. */ source?: string }
export interface Map { type: "map"; line: number; pairs: Pair[]; flow: boolean; /** All of it, where it is one line. */ source?: string }
export type Part = Text | Seq | Map | null;
export type Pair = [key: Text, value: Part];

/** Thrown at what the page can't read surely; `line` counts from 1. */
export class Doubt extends Error {
  constructor(readonly line: number) {
    super(`line ${line}`);
  }
}

const KEY = /^([^\s:'"[\]{}&!|>%@`#*?,-][^:]*?)\s*:(?:\s+(.*))?$/u;
const SIGNS = /^[[\]{}&*!|>%@`"'#,?:]|^[-?](?:\s|$)/u;

interface Line { number: number; indent: number; body: string }

/** The mapping that the lines of a text make. Throws Doubt. */
export function partsOf(text: string): Map {
  const reader = new Reader(text);
  return reader.all();
}

class Reader {
  private readonly raw: string[];
  private at = 0;

  constructor(text: string) {
    this.raw = text.split("\n");
  }

  all(): Map {
    const first = this.peek();
    if (!first || first.indent || !KEY.test(first.body)) throw new Doubt(first?.number ?? 1);
    const map = this.map(0);
    const left = this.peek();
    if (left) throw new Doubt(left.number);
    return map;
  }

  /** The next line that says something. */
  private peek(): Line | null {
    for (; this.at < this.raw.length; this.at++) {
      const line = this.raw[this.at] ?? "", body = line.trim();
      if (body && !body.startsWith("#")) return { number: this.at + 1, indent: line.length - line.trimStart().length, body };
    }
    return null;
  }

  private map(indent: number): Map {
    const pairs: Pair[] = [], line = this.at + 1;
    for (let next = this.peek(); next && next.indent === indent; next = this.peek()) {
      const found = KEY.exec(next.body);
      if (!found) throw new Doubt(next.number);
      this.at++;
      pairs.push(this.pair(found, indent, next));
    }
    return { type: "map", line, pairs, flow: false };
  }

  private pair(found: RegExpExecArray, indent: number, line: Line): Pair {
    const key = { type: "text" as const, line: line.number, text: found[1] ?? "", lines: [] };
    const rest = uncommented(found[2] ?? "");
    return [key, rest ? this.value(rest, indent, line.number, false) : this.below(indent, line.number)];
  }

  /** What stands under a key that has nothing beside it. */
  private below(indent: number, number: number): Part {
    const next = this.peek();
    if (!next || next.indent < indent) return null;
    if (/^-(?:\s|$)/.test(next.body)) return this.seq(next.indent);
    if (next.indent === indent) return null;
    if (KEY.test(next.body)) return this.map(next.indent);
    return this.several([], indent, number, next.number);
  }

  private seq(indent: number): Seq {
    const items: Part[] = [], line = this.at + 1;
    for (let next = this.peek(); next && next.indent === indent && /^-(?:\s|$)/.test(next.body); next = this.peek()) {
      this.at++;
      const body = next.body.slice(1).trimStart(), inner = indent + next.body.length - body.length;
      const said = uncommented(body);
      const found = KEY.exec(body);
      if (!said) items.push(text("", next.number));
      else if (found && !SIGNS.test(body)) items.push(this.entry(found, inner, next, said));
      else items.push(this.value(said, indent, next.number, true));
    }
    return { type: "seq", line, items };
  }

  /** "- dialog:" and the fields that belong to it. */
  private entry(found: RegExpExecArray, indent: number, line: Line, said: string): Map {
    const pairs = [this.pair(found, indent, line)];
    const more = this.peek();
    if (more && more.indent === indent && !/^-(?:\s|$)/.test(more.body)) pairs.push(...this.map(indent).pairs);
    const one = this.at === line.number || !this.spansLines(line.number);
    return { type: "map", line: line.number, pairs, flow: false, ...(one && { source: said }) };
  }

  /** Whether anything between line `number` and here says something. */
  private spansLines(number: number): boolean {
    return this.raw.slice(number, this.at).some((line) => line.trim() && !line.trim().startsWith("#"));
  }

  /** A value that begins beside its key or dash. */
  private value(rest: string, indent: number, number: number, inList: boolean): Part {
    const sign = rest[0] ?? "";
    if (sign === "[" || sign === "{") {
      this.alone(indent);
      return flow(rest, number);
    }
    if (/^[|>]-?$/.test(rest)) return this.block(rest, indent, number);
    if (sign === '"' || sign === "'") {
      this.alone(indent);
      return text(unquoted(rest, number), number);
    }
    checkPlain(rest, number);
    const next = this.nextRaw();
    if (next && next.indent > indent && !(inList && KEY.test(next.body))) return this.several([rest], indent, number, number);
    if (next && next.indent > indent) throw new Doubt(next.number);
    return text(rest, number);
  }

  /** Nothing may go on below what is closed. */
  private alone(indent: number): void {
    const next = this.peek();
    if (next && next.indent > indent) throw new Doubt(next.number);
  }

  private nextRaw(): Line | null {
    const line = this.raw[this.at];
    if (line === undefined || !line.trim()) {
      const next = this.peek();
      return next;
    }
    const body = line.trim();
    return { number: this.at + 1, indent: line.length - line.trimStart().length, body };
  }

  /** A text that goes on over several lines. */
  private several(lines: string[], indent: number, number: number, first: number): Text {
    const found = [...lines];
    for (let next = this.nextRaw(); next && next.indent > indent; next = this.nextRaw()) {
      if (next.body.startsWith("#") || /\s#/.test(next.body) || KEY.test(next.body) || /^-(?:\s|$)/.test(next.body)) throw new Doubt(next.number);
      checkPlain(next.body, next.number, found.length > 0);
      found.push(next.body);
      this.at = next.number;
    }
    return { type: "text", line: lines.length ? number : first, text: found.join(" "), lines: found.length > 1 ? found : [] };
  }

  /** A text under "|" or ">": its lines, or its paragraphs. */
  private block(mark: string, indent: number, number: number): Text | null {
    const found: string[][] = [[]];
    let deep = 0;
    for (; this.at < this.raw.length; this.at++) {
      const line = this.raw[this.at] ?? "", body = line.trim(), front = line.length - line.trimStart().length;
      if (body && front <= indent) break;
      if (!body) {
        found.push([]);
        continue;
      }
      deep ||= front;
      if (front !== deep || body.startsWith("#") || /\s#/.test(body) || /^-(?:\s|$)/.test(body)) throw new Doubt(this.at + 1);
      found[found.length - 1]?.push(body);
    }
    const lines = mark[0] === "|" ? found.flat() : found.filter((one) => one.length).map((one) => one.join(" "));
    if (!lines.length) return null;
    return { type: "text", line: number, text: lines.join(" "), lines: lines.length > 1 ? lines : [] };
  }
}

function text(said: string, line: number): Text {
  return { type: "text", line, text: said, lines: [] };
}

/** Without the remark at its end. */
function uncommented(said: string): string {
  if (said.startsWith("#")) return "";
  const quote = said[0] === '"' || said[0] === "'" ? said.indexOf(said[0], 1) : 0;
  const at = said.slice(quote < 0 ? 0 : quote).search(/\s#/);
  return (at < 0 ? said : said.slice(0, at + (quote < 0 ? 0 : quote))).trim();
}

/** A plain text may not hold what YAML takes for something else. */
function checkPlain(said: string, line: number, goesOn = false): void {
  if ((!goesOn && SIGNS.test(said)) || /:(?:\s|$)/.test(said)) throw new Doubt(line);
}

function unquoted(said: string, line: number): string {
  const sign = said[0] ?? "", single = sign === "'";
  const body = single ? /^'((?:[^']|'')*)'$/.exec(said)?.[1] : /^"([^"\\]*)"$/.exec(said)?.[1];
  if (body === undefined) throw new Doubt(line);
  return single ? body.replaceAll("''", "'") : body;
}

const ENTRY = /\s*("[^"\\]*"|'(?:[^']|'')*'|[^,[\]{}"'][^,[\]{}]*?)\s*(?:,|$)/uy;

/** "[Anna, Bo]" or "{tid: 10 minutter}", on one line. */
function flow(said: string, line: number): Seq | Map {
  const listed = said[0] === "[";
  if (said.slice(-1) !== (listed ? "]" : "}")) throw new Doubt(line);
  const inner = said.slice(1, -1), parts: string[] = [];
  ENTRY.lastIndex = 0;
  while (ENTRY.lastIndex < inner.length && inner.slice(ENTRY.lastIndex).trim()) {
    const part = ENTRY.exec(inner)?.[1];
    if (part === undefined) throw new Doubt(line);
    parts.push(part);
  }
  if (listed) return { type: "seq", line, items: parts.map((part) => scalar(part, line)), source: inner };
  const pairs = parts.map((part): Pair => {
    const found = KEY.exec(part);
    if (!found) throw new Doubt(line);
    return [text(found[1] ?? "", line), found[2] ? scalar(found[2], line) : null];
  });
  return { type: "map", line, pairs, flow: true };
}

function scalar(said: string, line: number): Text {
  if (/^["']/.test(said)) return text(unquoted(said, line), line);
  checkPlain(said, line);
  return text(said, line);
}
