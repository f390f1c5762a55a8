/** Who is on the list, who has sent apologies, and who comes later; as device/planfile/people.py. */
import { data, yesNo } from "./data";
import { NUMBERS } from "./durations";
import { Refused, read } from "./readers";
import { isSurnameFirst, readEntry } from "./name_list";
import { given, sayable } from "./persons";
import type { Reading } from "./persons";
import { hint } from "./sorting";
import { Spellings, either, fold, strip } from "./spelling";
import { Faults, Tree, Written, fault, isFields } from "./tree";
import type { Fields, Node, Path } from "./tree";
import type { Person } from "./types";

const NUMBER_OF = new Set(["personer", "deltagere", "stk", "mennesker", "ledere", "mand", "vi", "er", "i", "alt", "ca", "cirka"]);
const UNKNOWN = "\0";
export const mostPeople = data.limits.most_people as number;

/** The participants; entries with faults count, so that nothing more is said of the number. */
export function peopleOf(tree: Tree, faults: Faults, least: number): Person[] {
  const found = new People(tree, faults, least).found;
  return found.map((one) => (one.name.startsWith(UNKNOWN) ? { ...one, name: "" } : one));
}

/** People as a file says them, without any judgement of how many they are. */
export class People {
  found: Person[] = [];
  private problems = false;
  private readonly first = new Map<string, number | null>();

  constructor(private readonly tree: Tree, private readonly faults: Faults, private readonly least: number) {
    const line = tree.line("deltagere"), value = tree.values.deltagere;
    if (value instanceof Written && isNumber(value.text)) {
      faults.add(line, "people_number", { text: value.text }, ["deltagere"]);
      return;
    }
    this.read(value ?? null);
    this.count(value ?? null, line);
    for (const field of ["afbud", "kommer senere"]) this.mark(field);
    const coming = this.found.filter((one) => !one.absent && !one.late).length;
    if (this.found.length >= least && coming < least)
      faults.remark(null, ["none_come", "one_comes"][coming] ?? "few_come", { count: coming, least });
  }

  private read(value: Node): void {
    if (Array.isArray(value)) {
      const first = value.some((entry) => entry instanceof Written && isSurnameFirst(entry.text));
      value.forEach((entry, place) => {
        const line = this.tree.line("deltagere", place);
        if (isFields(entry)) this.respelled(entry, place, line);
        else if (!(entry instanceof Written) || !strip(entry.text, " -"))
          this.faults.add(line, "want_person", {}, ["deltagere", place]);
        else for (const one of readEntry(entry.text, true, first)) this.add(one, line);
      });
    } else if (isFields(value)) this.respelled(value, 0, this.tree.line("deltagere"));
    else if (value instanceof Written) {
      const line = this.tree.line("deltagere"), own = value.lines.length > 0;
      const first = value.lines.some(isSurnameFirst);
      (own ? value.lines : [value.text]).forEach((piece, number) => {
        for (const one of readEntry(piece.replace(/^-/, ""), own, first)) this.add(one, line !== null && own ? line + 1 + number : line);
      });
    }
  }

  /** An entry with "navn" and "udtale". */
  private respelled(entry: Fields, place: number, line: number | null): void {
    const path: Path = ["deltagere", place], written = entry.navn;
    const reading = written instanceof Written
      ? readEntry(written.text, true)[0] ?? { name: "", absent: false, late: false, sayAs: null, problem: "name_letters", text: "" }
      : null;
    const name = reading?.name || (written instanceof Written ? written.text : "");
    if (!("navn" in entry)) this.faults.add(this.tree.line(...path, "navn"), "person_without_name", { field: "navn" }, path);
    else if (!this.held("name", reading ? new Written(name) : written ?? null, [...path, "navn"], line)) {
      this.append({ name: UNKNOWN + place }, line);
      return;
    }
    const said = entry.udtale === undefined ? null : this.held("say_as", entry.udtale, [...path, "udtale"], line);
    if (!reading) this.append({ name: UNKNOWN + place }, line);
    else this.add({ ...reading, sayAs: said || reading.sayAs }, line, said === false);
  }

  /** What a type reads of a value; false: it is told what is wrong; null: nothing. */
  private held(reader: string, node: Node, path: Path, line: number | null): string | false | null {
    try {
      return (read(reader, node) as string | undefined) ?? null;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const at = path[1] === -1 ? line : this.tree.line(...path);
      for (const { key, told } of error.problems) this.faults.add(at, key, { field: path[2], ...told }, [path[0] as string, this.found.length]);
      return false;
    }
  }

  /** Take somebody up; what is wrong with the name is noted, unless it is `told` of. */
  private add(one: Reading, line: number | null, told = false): void {
    const { name, sayAs } = one, path: Path = ["deltagere", this.found.length];
    const tell = (key: string, text: string) => this.faults.add(line, key, { text }, path);
    if (!told) {
      if (one.problem) {
        tell(one.problem, one.text || name);
        this.problems = true;
      } else if (sayAs === null && /\p{N}/u.test(name)) tell("name_digits", name);
      else if (/[/|]/.test(name)) {
        tell("names_without_comma", name);
        this.problems = true;
      } else if (sayAs === null && !sayable(name)) tell("name_unsayable", name);
      else if (sayAs !== null || name.length > 40) {
        this.held("name", new Written(name), ["deltagere", -1, "navn"], line);
        if (sayAs !== null) this.held("say_as", new Written(sayAs), ["deltagere", -1, "udtale"], line);
      }
    }
    const person: Person = { name };
    if (sayAs !== null) person.sayAs = sayAs;
    if (one.absent) person.absent = true;
    if (one.late) person.late = true;
    this.append(person, line);
  }

  private append(person: Person, line: number | null): void {
    const folded = fold(person.name), path: Path = ["deltagere", this.found.length];
    if (folded && this.first.has(folded)) {
      const text = person.name, first = this.first.get(folded) ?? null;
      if (first === null || first === line) this.faults.add(line, "same_name_here", { text }, path);
      else this.faults.add(line, "same_name", { text, first }, path);
    }
    if (!this.first.has(folded)) this.first.set(folded, line);
    this.found.push(person);
  }

  private count(value: Node, line: number | null): void {
    const count = this.found.length, least = this.least;
    const tell = (key: string, told = {}) => this.faults.add(line, key, told, ["deltagere"]);
    if (!count) tell("missing_people");
    else if (count < least && this.problems) return;
    else if (count === 1 && count < least) {
      const parts = this.found[0]?.name.split(/[\s/|-]+/u) ?? [];
      if (value instanceof Written && parts.filter(given).length > 1) tell("names_without_comma", { text: value.text });
      else tell("one_person", { least });
    } else if (count < least) tell("few_people", { count, least });
    else if (count > mostPeople) tell("many_people", { count, most: mostPeople });
  }

  /** Those whom "afbud:" or "kommer senere:" names. */
  private mark(field: string): void {
    const value = this.tree.values[field] ?? null, own = Array.isArray(value);
    (own ? value : [value]).forEach((entry, place) => {
      if (!(entry instanceof Written) || yesNo.get(entry.text) === "nej" || !strip(entry.text, " -0")) return;
      const line = this.tree.line(field, place);
      for (const one of readEntry(entry.text, own)) this.markOne(one.name, field, line);
    });
  }

  private markOne(name: string, field: string, line: number | null): void {
    const places = (fits: (folded: string) => boolean) =>
      this.found.flatMap((one, place) => (fits(fold(one.name)) ? [place] : []));
    let fits = places((one) => one === fold(name));
    if (!fits.length) fits = places((one) => `${one} `.startsWith(`${fold(name)} `));
    const [place] = fits, path: Path = [field];
    if (fits.length > 1) {
      const choices = either(fits.map((at) => this.found[at]?.name ?? ""));
      this.faults.add(line, "absent_several", { text: name, field, choices }, path);
    } else if (place === undefined) {
      const known = this.found.filter((one) => one.name && !one.name.startsWith(UNKNOWN));
      const names = new Spellings(Object.fromEntries(known.map((one) => [one.name, [one.name, one.name.split(" ")[0] ?? ""]])));
      const meant = this.found.length ? hint(names, name, fault("hint_list_name")) : "";
      this.faults.add(line, "absent_unknown", { text: name, field, hint: meant }, path);
    } else {
      const away = this.found[place] as Person;
      this.found[place] = field === "afbud" ? { ...away, absent: true } : { ...away, late: true };
    }
  }
}

/** "8", "8 personer", "vi er otte". */
function isNumber(text: string): boolean {
  if (/^\d+ [a-zæøå]/u.test(text)) return true;
  const parts = fold(text).split(" ").filter(Boolean).map((part) => strip(part, ".,"));
  const numbers = parts.filter((part) => /^\d+$/.test(part) || (part in NUMBERS && part !== "en"));
  return numbers.length > 0 && parts.every((part) => numbers.includes(part) || NUMBER_OF.has(part));
}
