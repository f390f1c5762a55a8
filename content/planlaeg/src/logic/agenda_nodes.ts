/** Items with their fields, however they are written; as device/planfile/agenda_nodes.py. */
import { leadingClock } from "./clocks";
import { data, itemKeys, kindFields, kindNames } from "./data";
import { fieldsOf, item, itemText, secondItem, shortValue } from "./item_text";
import type { ItemText } from "./item_text";
import { Doubt } from "./source";
import type { Map as Mapping, Pair, Part, Seq, Text } from "./source";
import { Spellings, fold, spaced } from "./spelling";
import { KIND, SPELT, Written } from "./tree";
import type { Faults, Fields, Node, Path, Tree } from "./tree";

export interface Sorter {
  mapping(pairs: Pair[], path: Path, spellings: Spellings, kind?: string): Fields;
  value(node: Part, path: Path): Node;
  scalar(node: Text): Written | null;
}

export class AgendaNodes {
  constructor(private readonly sorter: Sorter, private readonly tree: Tree, private readonly faults: Faults) {}

  /** An agenda without dashes: each word is an item. */
  asMapping(node: Mapping, path: Path): Node[] {
    return node.pairs.map((pair, place) => {
      if (!leadingClock(pair[0].text) && !itemText(pair[0].text)) throw new Doubt(pair[0].line);
      this.tree.setLine([...path, place], pair[0].line);
      return this.item([pair], [...path, place]);
    });
  }

  /** "velkomst, runde: Hvordan går det?, pause, slut" as four items. */
  onALine(node: Text, path: Path): Node {
    const text = this.sorter.scalar(node);
    if (text === null) return null;
    let pieces = text.lines.length ? text.lines : text.text.split(/\s*[,;]\s+/u);
    if (!text.lines.length) {
      const ends = pieces[pieces.length - 1]?.split(" og ") ?? [];
      if (ends.length === 2 && ends.every((end) => kindNames.get(end) !== undefined))
        pieces = [...pieces.slice(0, -1), ...ends];
    }
    return pieces.map((piece, place) => {
      this.tree.setLine([...path, place], node.line + (text.lines.length ? place : 0));
      return this.itemOnALine(piece, place);
    });
  }

  /** One item that is a text: "pause, 10 minutter", "9.30 Pause", "runde: Hvad nu?". */
  itemOnALine(given: string, place: number): Fields {
    const timed = leadingClock(given);
    if (timed) this.tree.clocks.set(place, [timed.begin, timed.end]);
    const text = timed ? timed.rest : given, read = itemText(text);
    this.tellSecond(text, this.tree.line("dagsorden", place), ["dagsorden", place]);
    if (!read) return { [SPELT]: new Written(text) };
    if (read.clock && !this.tree.clocks.has(place)) this.tree.clocks.set(place, read.clock);
    return this.made(read, {});
  }

  private tellSecond(text: string, line: number | null, path: Path): void {
    const both = secondItem(text);
    if (both) this.faults.add(line, "item_twice_kind", both, path);
  }

  private made(read: ItemText, found: Fields): Fields {
    const kind = kindNames.get(read.spelt) ?? "";
    for (const [word, value] of Object.entries(fieldsOf(read, kind))) if (!(word in found)) found[word] = new Written(value);
    return { ...found, [KIND]: new Written(kind), [SPELT]: new Written(read.spelt) };
  }

  /** "pause: 10 minutter", or the kind with its fields under or beside. */
  item(pairs: Pair[], path: Path): Fields {
    const kinds: [ItemText, Text, Part][] = [], beside: Pair[] = [];
    pairs.forEach(([key, value], place) => {
      const text = key.text;
      const first = place === 0 && !isKind(text, true) ? this.firstWord(text, value, path) : null;
      if (data.words.item_kind_key.includes(fold(text)) && value?.type === "text")
        kinds.push([itemText(value.text) ?? item({ spelt: value.text }), key, null]);
      else if (isKind(text, place === 0)) kinds.push([item({ spelt: text }), key, value]);
      else if (first) kinds.push([first[0], key, first[1]]);
      else beside.push([key, value]);
    });
    const first = kinds[0];
    if (!first) return { [SPELT]: new Written(pairs[0]?.[0].text ?? "") };
    if (pairs.length === 1 && first[2]?.type === "text")
      this.tellSecond(`${first[0].spelt}: ${spaced(first[2].text)}`, first[1].line, path);
    for (const [second, key] of kinds.slice(1))
      this.faults.add(key.line, "item_twice_kind", { first: first[0].spelt, second: second.spelt }, path);
    return this.fields(first[0], first[2], beside, path);
  }

  /** "9.10 Runde: …", "kl. 9: Velkomst" and "runde 10 min: …", by what they begin with. */
  private firstWord(text: string, value: Part, path: Path): [ItemText, Part] | null {
    const timed = leadingClock(text);
    if (!timed) {
      const read = itemText(text);
      return read && (read.time || text.includes("(")) ? [read, value] : null;
    }
    this.tree.clocks.set(Number(path[1]), [timed.begin, timed.end]);
    if (!timed.rest && value?.type === "text") return [itemText(value.text) ?? item({ spelt: value.text }), null];
    return [itemText(timed.rest) ?? item({ spelt: timed.rest }), value];
  }

  private fields(read: ItemText, value: Part, beside: Pair[], path: Path): Fields {
    const kind = kindNames.get(read.spelt);
    if (kind === undefined) return { [SPELT]: new Written(read.spelt) };
    const spellings = kindFields[kind] as Spellings;
    const pairs = [...(value?.type === "map" ? value.pairs : []), ...beside];
    const found = pairs.length ? this.sorter.mapping(pairs, path, spellings, kind) : {};
    if (value && value.type !== "map") this.short(read.spelt, kind, value, path, found);
    return this.made(read, found);
  }

  /** "kind: value" on one line: the time, the thing itself, or both. */
  private short(spelt: string, kind: string, value: Text | Seq, path: Path, found: Fields): void {
    const line = value.line;
    if (value.type === "seq") {
      const word = kindFields[kind]?.get(spelt) ?? (data.kinds[kind]?.listed || "tid");
      this.tree.setLine([...path, word], line, true);
      if (!(word in found)) found[word] = this.sorter.value(value, [...path, word]);
      return;
    }
    const all = this.sorter.scalar(value);
    if (all === null) return;
    const timed = leadingClock(all.text);
    if (timed && !timed.rest && (timed.end || "kK".includes(all.text[0] ?? "x"))) {
      this.tree.clocks.set(Number(path[1]), [timed.begin, timed.end]);
      return;
    }
    for (const [word, given] of Object.entries(shortValue(spelt, kind, all.text))) {
      this.tree.setLine([...path, word], line, true);
      if (!(word in found)) found[word] = new Written(given, given === all.text ? all.lines : []);
    }
  }
}

/** A word that is both a kind and a field ("emne") is a kind only when it comes first. */
function isKind(text: string, first: boolean): boolean {
  return kindNames.get(text) !== undefined && (first || itemKeys.get(text) === undefined);
}
