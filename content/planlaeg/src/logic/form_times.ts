/** The lengths of a form's items, wherever the file has them; as device/planfile/form_times.py. */
import { data, yesNo } from "./data";
import type { RawForm } from "./data";
import { lengthOf } from "./durations";
import { Faults, Tree, Written, fault, isFields, textAt } from "./tree";
import type { Node } from "./tree";

export const TURN = "taletid";
type Put = (key: string, value: string, line: number | null) => void;

/** Put them under "tider"; what can't be is noted. `put` sets a word of the header. */
export function gatherTimes(form: RawForm, tree: Tree, faults: Faults, put: Put): void {
  const { values } = tree;
  if (!("tider" in values)) values.tider = {};
  const times = values.tider;
  if (!isFields(times)) return;
  const rounds = new Set(form.entries.filter((one) => one.header?.[TURN] === TURN).map((one) => one.word));
  for (const word of rounds) {
    const each = textAt(times, word);
    if (each === undefined || !lengthOf(each)?.each) continue;
    delete times[word];
    put(TURN, each, tree.line("tider", word));
  }
  for (const { word, outside: elsewhere } of form.entries) {
    const outside = elsewhere || word;
    const value = textAt(values, outside), length = value === undefined ? null : lengthOf(value);
    if (value === undefined || !(length || yesNo.get(value) === "nej")) continue;
    const line = tree.line(outside);
    delete values[outside];
    if (rounds.has(word) && length?.each) put(TURN, value, line);
    else if (word in times) faults.add(line, "given_twice", { key: outside, first: tree.line("tider", word) }, ["tider", word]);
    else {
      times[word] = new Written(value);
      tree.setLine(["tider", word], line);
    }
  }
  const texts = new Set(form.entries.flatMap((one) => Object.values(one.header ?? {})));
  for (const word of data.words.loose) {
    if (texts.has(word) || !(word in values)) continue;
    const value = values[word] as Node, line = tree.line(word);
    delete values[word];
    const entry = form.entries.find((one) => one.word === word);
    const listed = data.kinds[entry?.kind ?? ""]?.listed ?? "";
    if (!entry) faults.add(line, "unknown_key", { key: word, hint: fault("hint_delete") }, [word]);
    else if (Array.isArray(value) && data.words.list_keys.includes(listed)) faults.add(line, "list_no_time", { key: word, listed }, [word]);
    else if (value !== null && !isFields(value)) {
      if (!(word in times)) times[word] = value;
      tree.setLine(["tider", word], line, true);
    }
  }
  if (!Object.keys(times).length) delete values.tider;
}
