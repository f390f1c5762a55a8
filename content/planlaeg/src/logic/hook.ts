/** What a test asks the page: how it reads a file, in words that the box has too. */
import * as logic from ".";
import { titleOfDraft } from "./division";
import { readText } from "./parse";

export interface Verdict {
  verdict: "good" | "refused" | "unsure";
  faults: [line: number | null, message: string][];
  remarks: string[];
  items: [kind: string, title: string, seconds: number][];
  /** Minutes since midnight, or since the beginning. */
  end: number | null;
}

function check(text: string): Verdict {
  const read = readText(text), division = read.sure && !read.faults.length ? read.division : null;
  const start = typeof read.plan.header.start === "number" ? read.plan.header.start : 0;
  return {
    verdict: !read.sure ? "unsure" : read.faults.length || !division ? "refused" : "good",
    faults: (read.sure ? read.faults : read.unsure).map((one) => [one.line, one.message]),
    remarks: division ? read.remarks : [],
    items: division?.drafts.map((one, n) => [one.kind, titleOfDraft(one), division.seconds[n] ?? 0]) ?? [],
    end: division ? start + division.seconds.reduce((a, b) => a + b, 0) / 60 : null,
  };
}

Object.assign(globalThis, { tidtager: { check, logic } });
