/** Where the box reads a file more forgivingly than the page does: nothing is guessed here, so a
 * file with one of these is opened by the box alone. See device/planfile/lines.py. */
import { data, itemKeys, kindNames, personKeys, topKeys } from "./data";
import { pattern, whole } from "./pattern";

const ENTRY = whole("(?<front>\\s*(?:- +)*)(?<key>[^\\s:'\"\\[\\]{}&!|>%@`#-][^:]*?)\\s*:(?<rest>.*)");
const ODD_MARK = /^\s*(?:-\s+)?[\u2010-\u2015\u2212•·▪●◦○‣∙➢►→>\uf0b7*+]/u;
const GLUED = /^\s*-[^\s-]/u;
const NUMBERED = /^\s*(?:-\s+)?(?:\(?\d{1,2}[.)](?!\d)|[a-zæøå]\)\s)/iu;
const BOX = /^\s*-\s+(?:\[[ xX]?\]|[☐☑☒✓✔✗])/u;
const LATER_KEY = pattern("[,;]\\s*([^\\W\\d][^:,;]*):");
const SINGLE = new Set([...data.words.strict_keys, ...data.words.single_keys]);
const STRICT = new Set(data.words.strict_keys), PEOPLE = new Set(data.words.people_keys);

/** Lines that the page can't be sure of, counted from 1. */
export function doubtsIn(text: string): number[] {
  const lines = text.split("\n"), found: number[] = [];
  let block = "", afterPeople = false, notes = false, dashed = false;
  lines.forEach((line, place) => {
    const said = line.trim();
    if (!said || said.startsWith("#")) return;
    const entry = ENTRY.exec(line)?.groups;
    const margin = !/^\s/.test(line);
    const marked = /^\s*-(\s|$)/.test(line);
    const top = margin && !marked && entry ? topKeys.get(bare(entry.key ?? "")) : undefined;
    const doubt = () => found.push(place + 1);
    if (margin && !marked && entry) {
      if (oddTop(entry, top, block, afterPeople)) doubt();
      notes = top === "noter";
      afterPeople = top !== undefined ? PEOPLE.has(top) : false;
      block = top ?? "";
      dashed = (entry.rest ?? "").trim() !== "";
      if (odd(line, top ?? "")) doubt();
      return;
    }
    if (notes) return margin ? void doubt() : undefined;
    if (PEOPLE.has(block) && !marked && !entry && (dashed || /\d/.test(said) || personKeys.get(said.split(/\s/u)[0] ?? ""))) return void doubt();
    dashed ||= marked;
    if (odd(line, block) || (margin && !marked) || (block !== "dagsorden" && listOdd(line, entry, marked, block))) doubt();
    else if (!marked && !entry && (forgotten(line) || (block === "dagsorden" && itemKeys.get(said.split(/\s/u)[0] ?? "") !== undefined))) doubt();
    else if (block === "dagsorden" && entry && !marked && strayField(entry.key ?? "")) doubt();
  });
  return found;
}

/** "deltagere (8 stk.)" without what stands in brackets. */
function bare(key: string): string {
  return key.trim().replace(/\s*\([^()]*\)\s*$/u, "");
}

function oddTop(entry: { [name: string]: string | undefined }, top: string | undefined, block: string, afterPeople: boolean): boolean {
  const key = entry.key ?? "", rest = entry.rest ?? "";
  if (key !== bare(key) || /^[\s]*:|:\s*$/.test(rest) || (rest && !/^\s/.test(rest))) return true;
  if (top === undefined) return afterPeople || block === "dagsorden";
  // An item that stands at the margin after the agenda may be one of it.
  if (block === "dagsorden" && kindNames.get(key) !== undefined) return true;
  return SINGLE.has(top) && (/[;,]\s*$/.test(rest) || LATER_KEY.test(rest));
}

/** Signs and marks that mean something else to YAML than to people. */
function odd(line: string, word: string): boolean {
  if (/\\|\*\*|__|\t/.test(line) || /^\s*(?:[-=_*~+]{4,}|[=_*~]{2,}|--.*)\s*$/u.test(line)) return true;
  if (ODD_MARK.test(line) || GLUED.test(line) || NUMBERED.test(line) || BOX.test(line)) return true;
  if (/^[^"]*"[^"]*"\s*$/.test(line)) return false;
  for (const match of line.matchAll(/(?<=\s)#/gu)) {
    const after = line.slice(match.index + 1), free = !STRICT.has(word);
    if (/["']/.test(line) || (free && (!/^\s/.test(after) || /^\s?\d/.test(after)))) return true;
  }
  return false;
}

function listOdd(line: string, entry: { [name: string]: string | undefined } | undefined, marked: boolean, block: string): boolean {
  if (!marked || !entry) return false;
  // "- varighed: 2 timer" in a list: every line of the file was given its dash.
  return topKeys.get((entry.key ?? "").trim()) !== undefined || (PEOPLE.has(block) && /:\s*$/.test(line));
}

/** A line without a colon that begins with a word of the file. */
function forgotten(line: string): boolean {
  const spoken = line.trim().split(/\s+/u);
  return [1, 2, 3, 4].some((count) => topKeys.get(spoken.slice(0, count).join(" ").replace(/[ =\-–—;,]+$/u, "")) !== undefined);
}

/** A field under an item that is a word of the file's top level, but of no item. */
function strayField(key: string): boolean {
  return topKeys.get(key) !== undefined && itemKeys.get(key) === undefined && kindNames.get(key) === undefined;
}
