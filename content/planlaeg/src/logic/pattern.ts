/** Patterns as Python reads them: letters are those of any language. */

const LETTER = "[\\p{L}\\p{N}_]";
const EDGE = `(?:(?<=${LETTER})(?!${LETTER})|(?<!${LETTER})(?=${LETTER}))`;

/** A pattern where `\b` and, outside of brackets, `\w` know of æøå, and `[^\W\d_]` is any letter. */
export function pattern(source: string, flags = ""): RegExp {
  const plain = source
    .replaceAll("[^\\W\\d_]", "\\p{L}")
    .replaceAll("[^\\W\\d]", "[\\p{L}_]")
    .replaceAll("\\b", EDGE)
    .replaceAll("\\w", LETTER);
  return new RegExp(plain, `${flags}u`);
}

/** What the named groups of a pattern match; "": nothing. null: the text doesn't. */
export function named<Name extends string>(one: RegExp, text: string): Record<Name, string> | null {
  const found = one.exec(text);
  if (!found) return null;
  return Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, said]) => [name, said ?? ""])) as Record<Name, string>;
}

/** A pattern that the whole text has to be. */
export function whole(source: string, flags = ""): RegExp {
  return pattern(`^(?:${source})$`, flags);
}
