/** A plan as a file: the words of docs/planfilen.md, one to a line. What is there already keeps its
 * lines, its order and its remarks; only what the plan says otherwise is written anew. */
import { topKeys } from "./data";
import { decoded, readText } from "./parse";
import type { Read } from "./parse";
import { same, saidOf } from "./said";
import type { Said } from "./said";
import type { Plan } from "./types";

/** The order of a new file's words; the others come before the people. */
const FIRST = ["form", "netværk", "dato", "sted", "start", "slut", "varighed", "vært", "facilitator", "emne", "formål"];
const LAST = ["deltagere", "tider", "dagsorden"];
const HEADING = "# Mødeplan til Tidtager. Linjer med # er kun til dig.";

/** A word of the file with its lines, and the remarks and empty lines above it. */
interface Block { word: string; above: string[]; lines: string[] }

/** The file's text; with `previous`, the text that it came from, its comments and order are kept. */
export function writePlan(plan: Plan, previous?: string): string {
  const anew = fresh(saidOf(plan)), before = previous === undefined ? null : readText(previous);
  if (previous === undefined || !before?.sure) return anew;
  const text = decoded(previous), wanted = readText(anew), old = saidOf(before.plan);
  if (same(told(before), told(wanted))) return text;
  // Where the old file used shorthand ("tid: kl. 14-16"), its words are all written out.
  for (const all of [false, true]) {
    const found = changed(text, old, saidOf(plan), all);
    // Never a file that says something else than the plan.
    if (same(told(readText(found)), told(wanted))) return found;
  }
  return anew;
}

/** What a file says, in any order, and what is wrong with it. */
function told({ sure, plan, faults }: Read): unknown {
  return [sure, [...saidOf(plan)].sort(([a], [b]) => (a < b ? -1 : 1)), faults.map((one) => one.key).sort()];
}

function fresh(wanted: Map<string, Said>): string {
  const rank = (word: string) => {
    const [first, last] = [FIRST.indexOf(word), LAST.indexOf(word)];
    return last >= 0 ? 100 + last : first >= 0 ? first : 50;
  };
  const words = [...wanted.keys()].sort((a, b) => rank(a) - rank(b));
  const lines = [HEADING, ...words.flatMap((word) => [...(LAST.includes(word) ? [""] : []), ...written(word, wanted.get(word) ?? "")])];
  return `${lines.join("\n")}\n`;
}

function changed(text: string, old: Map<string, Said>, wanted: Map<string, Said>, all: boolean): string {
  const { blocks, end } = blocksOf(text);
  const differs = (word: string) => all || !same(old.get(word), wanted.get(word));
  const left = blocks.filter(({ word }) => word === "noter" || wanted.has(word) || (!all && !old.has(word)));
  for (const gone of blocks) {
    const next = left.find((one) => blocks.indexOf(one) > blocks.indexOf(gone));
    const remarks = gone.above.filter((line) => line.trim());
    if (!left.includes(gone) && remarks.length) (next ? next.above : end).unshift(...remarks);
  }
  for (const [word, said] of wanted) {
    const block = left.find((one) => one.word === word);
    if (block && differs(word)) block.lines = again(block, said, old.get(word), all);
    if (!block && differs(word)) left.splice(placeFor(word, left), 0, { word, above: [], lines: written(word, said) });
  }
  const lines = [...left.flatMap((one) => [...one.above, ...one.lines]), ...end];
  return `${lines.join("\n").trimEnd()}\n`;
}

/** A new word comes before people, times and agenda, but these at the end, in this order. */
function placeFor(word: string, blocks: Block[]): number {
  const later = LAST.includes(word) ? LAST.slice(LAST.indexOf(word) + 1) : LAST;
  const place = blocks.findIndex((one) => later.includes(one.word));
  return place < 0 ? blocks.length : place;
}

const trivia = (line: string) => !line.trim() || line.trim().startsWith("#");

function blocksOf(text: string): { blocks: Block[]; end: string[] } {
  const blocks: Block[] = [];
  let above: string[] = [];
  for (const line of text.split("\n")) {
    const last = blocks[blocks.length - 1], key = /^([^\s#-][^:]*?)\s*:/u.exec(line)?.[1];
    if (trivia(line)) above.push(line);
    else if (key === undefined && last) {
      last.lines.push(...above, line);
      above = [];
    } else {
      blocks.push({ word: topKeys.get(key ?? "") ?? key ?? "", above, lines: [line] });
      above = [];
    }
  }
  return { blocks, end: above };
}

/** A word's lines with another value: what its list says as before keeps its own lines. */
function again(block: Block, said: Said, old: Said | undefined, all: boolean): string[] {
  const [first = "", ...rest] = block.lines;
  const key = /^[^:]*/.exec(first)?.[0].trim() ?? block.word, remark = /\s+#\s.*$/u.exec(first)?.[0] ?? "";
  if (typeof said === "string") return [`${key}: ${quoted(said)}${rest.length ? "" : remark}`];
  if (Array.isArray(said) && /:\s*\[/.test(first) && said.every((one) => typeof one === "string" && quoted(one) === one && !/[,[\]{}"']/.test(one)))
    return [`${key}: [${said.join(", ")}]${remark}`];
  const entries = entriesOf(rest, Array.isArray(said) ? /^\s*-(?:\s|$)/ : /^\s*[^\s#-][^:]*:/u);
  const olds = Array.isArray(old) ? old : Object.entries(old ?? {});
  const news = Array.isArray(said) ? said : Object.entries(said);
  const aligned = entries.length === olds.length, used = new Set<number>();
  const indent = /^\s*/.exec(entries[0]?.lines[0] ?? "  ")?.[0] ?? "  ";
  const lines = news.flatMap((one, place) => {
    let from = aligned ? olds.findIndex((was, at) => !used.has(at) && same(was, one)) : -1;
    if (from >= 0) used.add(from);
    else if (aligned && news.length === olds.length) from = place;
    const kept = entries[from];
    if (kept && !all && same(olds[from], one)) return [...kept.above, ...kept.lines];
    return [...(kept?.above ?? []), ...(Array.isArray(said) ? entry(one as Said, indent) : field(one as [string, Said], indent))];
  });
  return [`${key}:${remark}`, ...lines];
}

/** The entries of a list or of fields, each with the remarks above it. */
function entriesOf(lines: string[], begins: RegExp): Omit<Block, "word">[] {
  const found: Omit<Block, "word">[] = [];
  let above: string[] = [], indent: number | undefined;
  for (const line of lines) {
    const front = line.length - line.trimStart().length, last = found[found.length - 1];
    if (trivia(line)) above.push(line);
    else if (begins.test(line) && front === (indent ??= front)) {
      found.push({ above, lines: [line] });
      above = [];
    } else if (last) {
      last.lines.push(...above, line);
      above = [];
    }
  }
  return found;
}

function written(word: string, said: Said): string[] {
  if (typeof said === "string") return [`${word}: ${quoted(said)}`];
  if (Array.isArray(said)) return [`${word}:`, ...said.flatMap((one) => entry(one, "  "))];
  return [`${word}:`, ...Object.entries(said).flatMap((one) => field(one, "  "))];
}

/** An entry of a list. */
function entry(said: Said, indent: string): string[] {
  if (typeof said === "string") return [`${indent}- ${quoted(said)}`];
  if (Array.isArray(said)) return [];
  const [first, ...others] = Object.entries(said);
  if (!first) return [];
  const inner = typeof first[1] === "string" ? `${indent}  ` : `${indent}    `;
  const lines = field(first, inner, true);
  return [`${indent}- ${lines[0]?.trimStart()}`, ...lines.slice(1), ...others.flatMap((one) => field(one, `${indent}  `))];
}

/** A word with its value; `head`: what belongs to it is moved in by `indent` itself. */
function field([word, said]: [string, Said], indent: string, head = false): string[] {
  if (typeof said === "string") return [`${indent}${word}: ${quoted(said)}`];
  const inner = head ? indent : `${indent}  `;
  if (Array.isArray(said)) return [`${indent}${word}:`, ...said.flatMap((one) => entry(one, inner))];
  return [`${indent}${word}:`, ...Object.entries(said).flatMap((one) => field(one, inner))];
}

const NEEDS = /^[[\]{}&*!|>%@`"'#,?:]|^[-–—•·*+?>](?:\s|$)|:(?:\s|$)|\s#|^\(?\d{1,2}[.)](?!\d)|^[a-zæøå]\)\s|^[☐☑☒✓✔✗]/iu;

/** A text as it may stand behind a colon or a dash; signs that mean something go in quotation marks. */
export function quoted(said: string): string {
  const plain = said.replace(/\s+/gu, " ").trim().replaceAll("\\", "/").replace(/\*\*|__/g, "");
  if (!NEEDS.test(plain)) return plain;
  if (!plain.includes('"')) return `"${plain}"`;
  return /\s#/.test(plain) ? `"${plain.replaceAll('"', "”")}"` : `'${plain.replaceAll("'", "''")}'`;
}

