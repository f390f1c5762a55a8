/** Lists on one line, and texts that are written as lists; as device/planfile/listing.py. */
import { data } from "./data";
import { casefold, strip } from "./spelling";

const SENTENCES = 200;
const SENTENCE_WORDS = new Set(data.words.sentence_words);
const PRONOUNS = new Set(["det", "vi", "den", "de", "i", "jeg", "man", "du"]);

/** Parts where one text is wanted: its sentences, or its words with an "og". */
export function asOne(texts: string[], most: number): string {
  const parts = texts.map((one) => one.replace(/[ ,;]+$/, ""));
  if (most >= SENTENCES)
    return parts.map((part) => (".!?:".includes(part.slice(-1) || "x") ? part : `${part}.`)).join(" ");
  const last = parts[parts.length - 1] ?? "";
  return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} og ${last}` : last;
}

/** The entries of a list on one line; a sentence with commas is one. */
export function singleList(value: string): string[] {
  const ways: RegExp[] = [];
  if (/^[•·*]\s+/u.test(value)) ways.push(/(?:^|\s)[•·*]\s+/u);
  if (/^[-–]\s+/u.test(value)) ways.push(/(?:^|\s)[-–]\s+/u);
  ways.push(/;/, /\s\/\s/u, /(?:^|\s)\(?\d{1,2}[.)]\s/u);
  for (const between of ways) {
    const parts = value.split(between).map((part) => part.trim()).filter(Boolean);
    if (parts.length > 1) return parts;
  }
  const sentences = value.match(/[^.!?]+[.!?]*(?=\s+[A-ZÆØÅ]|\s*$)/gu) ?? [];
  const all = sentences.join("").replaceAll(" ", "") === value.replaceAll(" ", "");
  if (all && sentences.length > 1 && sentences.every((one) => one.trim().split(/\s+/u).length > 1))
    return sentences.map((sentence) => sentence.trim());
  let parts = value.split(",").map((part) => part.trim());
  if (parts.length < 2 || parts.some((part) => !part)) return [value];
  const firsts = parts.slice(0, -1), last = parts[parts.length - 1] ?? "";
  const together = last.split(" og ");
  if (together.length === 2 && !inSentence(last)) parts = [...firsts, ...together];
  if (parts.slice(1).some(inSentence) || inSentence(`${parts[0]} `)) return [value];
  return parts;
}

function inSentence(part: string): boolean {
  const spoken = casefold(part).trim().split(/\s+/u).filter(Boolean);
  const first = spoken[0];
  if (first === undefined || SENTENCE_WORDS.has(first)) return true;
  const small = part[0] !== part[0]?.toUpperCase() && part[0] === part[0]?.toLowerCase();
  return PRONOUNS.has(first) && (small || spoken.length < 3);
}

/** The questions on one line: each ends with its mark. */
export function questionsOnLine(value: string): string[] {
  return (value.match(/[^?]+\?*/gu) ?? []).map((part) => part.trim()).filter((part) => strip(part, " ?"));
}
