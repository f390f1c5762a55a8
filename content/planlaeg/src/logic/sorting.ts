/** A file's parts, sorted by the words a plan may hold; as device/planfile/sorting.py. */
import { AgendaNodes } from "./agenda_nodes";
import { allTimes, formNames, formTimes, itemKeys, keys, personKeys, topKeys } from "./data";
import { Doubt } from "./source";
import type { Map as Mapping, Pair, Part, Seq, Text } from "./source";
import { Spellings, spaced, strip } from "./spelling";
import { Faults, Tree, Written, fault } from "./tree";
import type { Fields, Node, Path } from "./tree";

/** Throws Doubt at what only the box can read surely. */
export class Sorting {
  readonly tree = new Tree();
  private readonly agenda: AgendaNodes;
  private readonly times: Spellings;

  constructor(root: Mapping, private readonly faults: Faults) {
    this.agenda = new AgendaNodes(this, this.tree, faults);
    this.times = formTimes[formOf(root) ?? ""] ?? allTimes;
    this.tree.values = this.mapping(root.pairs, [], topKeys);
  }

  /** The values of a mapping under the first spelling of `spellings`. */
  mapping(pairs: Pair[], path: Path, spellings: Spellings, kind = ""): Fields {
    const found: Fields = {};
    const right = new Set(pairs.map(([key]) => spellings.get(key.text)));
    for (const [key, value] of pairs) {
      const line = key.line, word = this.word(key, path, spellings, kind);
      if (word === undefined) continue;
      if (spellings.get(key.text) !== word && (right.has(word) || word in found)) continue;
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

  private word(node: Text, path: Path, spellings: Spellings, kind: string): string | undefined {
    const { text, line } = node;
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

  value(node: Part, path: Path): Node {
    if (path.length === 1 && path[0] === "dagsorden") {
      if (node?.type === "map") return this.agenda.asMapping(node, path);
      if (node?.type === "text") return this.agenda.onALine(node, path);
    }
    if (node?.type === "seq") return this.list(node, path);
    if (node?.type === "map") return this.innerMapping(node, path);
    return this.scalar(node);
  }

  private innerMapping(node: Mapping, path: Path): Node {
    if (path.length === 1 && path[0] === "tider") return this.mapping(node.pairs, path, this.times);
    if (path.length === 2 && path[0] === "deltagere") {
      if (node.flow || !node.pairs.every(([key]) => personKeys.get(key.text) !== undefined)) throw new Doubt(node.line);
      return this.mapping(node.pairs, path, personKeys);
    }
    if (path.length === 2 && path[0] === "dagsorden") return this.agenda.item(node.pairs, path);
    // "- Husk: vi holder tiden" is a text to its writer, though YAML takes it for a mapping.
    if (node.source === undefined || node.source.endsWith(":")) throw new Doubt(node.line);
    return new Written(spaced(node.source));
  }

  private list(node: Seq, path: Path): Node {
    // Names in brackets are one line of names, as the box reads them.
    if (node.source !== undefined && ["deltagere", "afbud", "kommer senere"].includes(String(path[0])))
      return node.source.trim() ? new Written(spaced(node.source)) : null;
    return node.items.map((entry, place) => {
      const here = [...path, place];
      this.tree.setLine(here, entry?.line ?? node.line);
      const value = this.value(entry, here);
      const agenda = path.length === 1 && path[0] === "dagsorden";
      return agenda && value instanceof Written && !value.lines.length ? this.agenda.itemOnALine(value.text, place) : value;
    });
  }

  /** The text of a node; null where it says nothing. */
  scalar(node: Text | null): Written | null {
    if (!node?.text.trim()) return null;
    let text = spaced(node.text);
    if ("“”„»«".includes(text[0] ?? "x") && !/[“”„»«]/.test(text.slice(1, -1))) text = strip(text, "“”„»«").trim();
    return new Written(text, node.lines);
  }
}

export function hint(spellings: Spellings, text: string, otherwise = "", cutoff = 0.75): string {
  const close = spellings.close(text, cutoff);
  return close ? fault("hint_close", { close }) : otherwise;
}

function formOf(root: Mapping): string | undefined {
  for (const [key, value] of root.pairs)
    if (keys.get(key.text) === "form") return value?.type === "text" ? formNames.get(value.text) : undefined;
  return undefined;
}
