/** Words and the ways they may be spelt; as device/meeting/spelling.py. */

const ALIKE: { [sign: string]: string } = {
  æ: "ae", ø: "oe", å: "aa", _: " ", "-": " ", é: "e", ö: "oe",
};

/** Python's `casefold`, as far as Danish files go. */
export function casefold(text: string): string {
  return text.toLowerCase().replace(/ß/g, "ss");
}

/** A text without these signs at its ends. */
export function strip(text: string, signs: string): string {
  let begin = 0, end = text.length;
  while (begin < end && signs.includes(text.charAt(begin))) begin++;
  while (end > begin && signs.includes(text.charAt(end - 1))) end--;
  return text.slice(begin, end);
}

/** Single spaces, none at the ends. */
export function spaced(text: string): string {
  return text.trim().split(/\s+/u).join(" ");
}

/** As it is compared: case, spaces, hyphens and ways to write æøå do not count. */
export function fold(text: string): string {
  const plain = casefold(text.normalize("NFC")).replace(/[æøå_\-éö]/g, (sign) => ALIKE[sign] ?? sign);
  return spaced(strip(plain, " .:\"'"));
}

export class Spellings {
  readonly words: string[];
  private readonly ways = new Map<string, string>();

  constructor(spellings: { [word: string]: readonly string[] }) {
    this.words = Object.keys(spellings);
    for (const [word, ways] of Object.entries(spellings))
      for (const way of ways) this.ways.set(fold(way), word);
  }

  /** Of ways that are folded already. */
  static folded(ways: { [way: string]: string }): Spellings {
    const made = new Spellings({});
    for (const [way, word] of Object.entries(ways)) made.ways.set(way, word);
    return made;
  }

  get(text: string): string | undefined {
    return this.ways.get(fold(text));
  }

  close(text: string, cutoff = 0.75): string | undefined {
    const near = closest(fold(text), [...this.ways.keys()], cutoff);
    return near === undefined ? undefined : this.ways.get(near);
  }

  choices(): string {
    return either(this.words);
  }
}

/** "a, b eller c" */
export function either(options: readonly string[], quoted = true): string {
  const all = quoted ? options.map((one) => `"${one}"`) : [...options];
  const last = all.pop() ?? "";
  return all.length ? `${all.join(", ")} eller ${last}` : last;
}

/** Which of `options` is most like `word`, as Python's difflib has it. */
export function closest(word: string, options: string[], cutoff: number): string | undefined {
  let best: [number, string] | undefined;
  for (const option of options) {
    const most = (2 * Math.min(word.length, option.length)) / (word.length + option.length || 1);
    if (most < cutoff) continue;
    const score = ratio(option, word);
    if (score < cutoff) continue;
    if (!best || score > best[0] || (score === best[0] && option > best[1])) best = [score, option];
  }
  return best?.[1];
}

/** How alike two texts are, 0 to 1: twice what they have in common by their lengths. */
export function ratio(a: string, b: string): number {
  const whole = a.length + b.length;
  return whole ? (2 * common(a, b, 0, a.length, 0, b.length)) / whole : 1;
}

function common(a: string, b: string, alo: number, ahi: number, blo: number, bhi: number): number {
  let size = 0, at = alo, bt = blo;
  let lengths = new Map<number, number>();
  for (let i = alo; i < ahi; i++) {
    const next = new Map<number, number>();
    for (let j = blo; j < bhi; j++) {
      if (a[i] !== b[j]) continue;
      const length = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, length);
      if (length > size) [size, at, bt] = [length, i - length + 1, j - length + 1];
    }
    lengths = next;
  }
  if (!size) return 0;
  return common(a, b, alo, at, blo, bt) + size + common(a, b, at + size, ahi, bt + size, bhi);
}
