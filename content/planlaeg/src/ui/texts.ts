/** The page's Danish, from texts.yaml. */
import { data } from "../logic/data";

type Texts = { [key: string]: string | { [key: string]: string } };
const all = data.texts as Texts;

/** The text `key`, with `{field}` filled in. */
export function t(key: string, fields: { [field: string]: string | number } = {}): string {
  const text = all[key];
  if (typeof text !== "string") throw new Error(`texts.yaml has no ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, field: string) => String(fields[field] ?? ""));
}

/** The text of `word` in the table `table`, such as `labels`; undefined where it has none. */
export function of(table: string, word: string): string | undefined {
  const found = all[table];
  return typeof found === "object" ? found[word] : undefined;
}

/** "Anna, Bo og Carla" */
export function listed(names: string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} og ${names.at(-1)}`;
}

/** With a capital first letter. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
