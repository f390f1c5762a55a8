/** The nodes of a YAML document, sorted by the words a plan may hold; as device/planfile/sorting.py. */
import { isMap, isScalar, isSeq } from "yaml";
import type { LineCounter, Node as YamlNode, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { AgendaNodes } from "./agenda_nodes";
import type { Pair } from "./agenda_nodes";
import { allTimes, formNames, formTimes, itemKeys, keys, personKeys, topKeys } from "./data";
import { Spellings, spaced, strip } from "./spelling";
import { Faults, Tree, Written, fault } from "./tree";
import type { Fields, Node, Path } from "./tree";

export class Sorting {
  readonly tree = new Tree();
  private readonly agenda: AgendaNodes;
  private readonly times: Spellings;

  /** `doubt` is told of lines that only the box can read surely. */
  constructor(
    root: YAMLMap, private readonly text: string, private readonly counter: LineCounter,
    private readonly faults: Faults, private readonly doubt: (line: number) => void,
  ) {
    this.agenda = new AgendaNodes(this, this.tree, faults);
    this.times = formTimes[formOf(root) ?? ""] ?? allTimes;
    this.tree.values = this.mapping(pairsOf(root), [], topKeys);
  }

  lineOf(node: unknown): number {
    const range = (node as YamlNode | null)?.range;
    return this.counter.linePos(range ? range[0] : 0).line;
  }

  /** The values of a mapping under the first spelling of `spellings`. */
  mapping(pairs: Pair[], path: Path, spellings: Spellings, kind = ""): Fields {
    const found: Fields = {};
    const right = new Set(pairs.map(([key]) => spellings.get(keyText(key))));
    for (const [key, value] of pairs) {
      const line = this.lineOf(key), word = this.word(key, path, spellings, kind);
      if (word === undefined) continue;
      if (spellings.get(keyText(key)) !== word && (right.has(word) || word in found)) continue;
      const here = [...path, word];
      if (word in found) {
        this.faults.add(line, "duplicate_key", { key: word, first: this.tree.line(...here) }, here);
        continue;
      }
      this.tree.setLine(here, line);
      found[word] = this.value(value, here);
    }
    return found;
  }

  private word(node: unknown, path: Path, spellings: Spellings, kind: string): string | undefined {
    const text = keyText(node), line = this.lineOf(node);
    const add = (key: string, told: { [name: string]: unknown }) => this.faults.add(line, key, told, path);
    if (!text.trim()) return void add("missing_key", {});
    const word = spellings.get(text);
    if (word !== undefined) return word;
    if (path[0] === "deltagere") return void add("unknown_person_key", { key: text });
    if (kind) {
      const choices = new Spellings(Object.fromEntries(spellings.words.map((one) => [one, [one]])));
      const listed = fault("hint_list", { choices: choices.choices() });
      add("unknown_item_key", { key: text, item: kind, hint: hint(choices, text, listed) });
      return choices.close(text);
    }
    let otherwise = fault("hint_delete"), near = spellings;
    if (path[0] === "tider") otherwise = fault("hint_list", { choices: spellings.choices() });
    else if (!path.length) {
      near = keys;
      const inner = itemKeys.get(text);
      if (inner !== undefined) {
        const where = inner === "spørgsmål" ? "hint_question" : "hint_item";
        return void add("unknown_key", { key: text, hint: fault(where, { key: text }) });
      }
    }
    add("unknown_key", { key: text, hint: hint(near, text, otherwise) });
    return near.close(text);
  }

  value(node: unknown, path: Path): Node {
    if (path.length === 1 && path[0] === "dagsorden") {
      if (isMap(node)) return this.agenda.asMapping(node, path);
      if (isScalar(node)) return this.agenda.onALine(node, path);
    }
    if (path[0] === "deltagere" || path[0] === "afbud" || path[0] === "kommer senere") {
      const line = this.peopleOnLine(node);
      if (line) return line;
    }
    if (isSeq(node)) return this.list(node, path);
    if (isMap(node)) return this.innerMapping(node, path);
    return isScalar(node) ? this.scalar(node) : null;
  }

  /** Names in brackets on one line: read as one line of names, as the box does. */
  private peopleOnLine(node: unknown): Written | null {
    if (!isSeq(node) || !node.flow || !node.range) return null;
    const source = this.text.slice(node.range[0], node.range[1]);
    if (source.includes("\n")) return null;
    if (source.includes("{") || /[[\]]/.test(source.slice(1, -1))) this.doubt(this.lineOf(node));
    return new Written(spaced(source.slice(1, -1)));
  }

  private innerMapping(node: YAMLMap, path: Path): Node {
    if (path.length === 1 && path[0] === "tider") return this.mapping(pairsOf(node), path, this.times);
    if (path.length === 2 && path[0] === "deltagere") {
      const known = pairsOf(node).every(([key]) => personKeys.get(keyText(key)) !== undefined);
      if (!known || node.flow) this.doubt(this.lineOf(node));
      return this.mapping(pairsOf(node), path, personKeys);
    }
    if (path.length === 2 && path[0] === "dagsorden") return this.agenda.item(pairsOf(node), path);
    // "- Husk: vi holder tiden" is a text to its writer, though YAML takes it for a mapping.
    const [begin, end] = node.range ?? [0, 0];
    const source = this.text.slice(begin, end).trimEnd();
    if (node.flow || source.includes("\n") || /\s#/.test(source)) {
      this.doubt(this.lineOf(node));
      return {};
    }
    return new Written(spaced(source));
  }

  private list(node: YAMLSeq, path: Path): Node[] {
    return node.items.map((entry, place) => {
      const here = [...path, place];
      this.tree.setLine(here, this.lineOf(entry));
      const value = this.value(entry, here);
      if (!(value instanceof Written)) return value;
      if (value.lines.some((line) => line.startsWith("- "))) this.doubt(this.lineOf(entry));
      const agenda = path.length === 1 && path[0] === "dagsorden";
      return agenda && !value.lines.length ? this.agenda.itemOnALine(value.text, place) : value;
    });
  }

  /** The text of a node; null where it says nothing. */
  scalar(node: Scalar): Written | null {
    const raw = node.value === null || node.value === undefined ? "" : String(node.value);
    if (!raw.trim() || !node.range) return null;
    const source = this.text.slice(node.range[0], node.range[1]).trimEnd();
    let several: string[] = [];
    if (source.includes("\n"))
      several = (node.type === "PLAIN" ? source : raw).split("\n").map((part) => part.trim()).filter(Boolean);
    let text = spaced(raw);
    if ("“”„»«".includes(text[0] ?? "x") && !/[“”„»«]/.test(text.slice(1, -1))) text = strip(text, "“”„»«").trim();
    return new Written(text, several.length > 1 ? several : []);
  }
}

export function hint(spellings: Spellings, text: string, otherwise = "", cutoff = 0.75): string {
  const close = spellings.close(text, cutoff);
  return close ? fault("hint_close", { close }) : otherwise;
}

export function keyText(node: unknown): string {
  return isScalar(node) && node.value !== null && node.value !== undefined ? String(node.value) : "";
}

export function pairsOf(node: YAMLMap): Pair[] {
  return node.items.map((pair) => [pair.key, pair.value]);
}

function formOf(root: YAMLMap): string | undefined {
  for (const [key, value] of pairsOf(root))
    if (keys.get(keyText(key)) === "form") return formNames.get(keyText(value));
  return undefined;
}

