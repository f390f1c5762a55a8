/** Plans from elsewhere: a file, a drop, a paste, and the stylesheet that the box writes beside us. */
import * as logic from "../logic";
import type { Fault, Plan } from "../logic";
import { FORM_FILE } from "./save";
import { plan, take, tell, turns, unsaved } from "./store";
import { t } from "./texts";

/** How Word's files and such begin: the new ones, the old, RTF, PDF. */
const NO_TEXT = /^(?:PK\x03\x04|\xd0\xcf\x11\xe0|\{\\rtf|%PDF)/;
const MOST_BYTES = 256 * 1024;

/** A file's text, in whatever Windows saved it. */
export function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

export async function openFile(file: File): Promise<void> {
  const begins = new Uint8Array(await file.slice(0, 5).arrayBuffer());
  if (NO_TEXT.test(String.fromCharCode(...begins))) return tell(t("not_text", { file: file.name }));
  if (file.size > MOST_BYTES) return tell(t("too_large", { file: file.name }));
  const text = decode(new Uint8Array(await file.arrayBuffer()));
  if (file.name.endsWith(FORM_FILE)) return openForm(text);
  openText(text, file.name, t("opened", { file: file.name }));
}

/** Take `text` as the plan, if it surely can be read; `said` then tells so. */
export function openText(text: string, file: string, said: string): void {
  const read = logic.parse(text);
  const first = read.unsure[0] ?? read.faults[0];
  const why = first && inWords(first);
  if (!read.plan.form && !read.plan.people.length && !read.plan.agenda.length) {
    return tell([t("no_plan", { file }), why].filter(Boolean).join(" "));
  }
  if (!read.sure) return tell(`${t("not_opened", { file })} ${why ?? ""}`);
  take(read.plan, text);
  tell(read.faults.length ? `${t("opened_faults", { file })} ${why ?? ""}` : said, true);
}

/** A fault with its line, unless it is one that the page has a field for. */
function inWords(fault: Fault): string {
  const here = logic.onPage(fault);
  return fault.line && here === fault.message ? t("line", { line: fault.line, message: here }) : here;
}

/** A form of one's own: its agenda, with the people and times that are here. */
function openForm(text: string): void {
  const { agenda, form, header } = logic.parse(text).plan;
  const { people, header: here } = plan.value;
  const next: Plan = { form, people, agenda, times: {}, header: { ...header, ...here } };
  take(next, undefined);
  tell(t("form_opened"), true);
}

/** What the box put into plan.css beside the page, as base64 of UTF-8. */
function beside(property: string): string | null {
  const found = getComputedStyle(document.documentElement).getPropertyValue(property);
  const encoded = found.trim().replace(/^["']|["']$/g, "");
  if (!encoded) return null;
  try {
    return decode(Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0)));
  } catch {
    return null;
  }
}

/** Open the last plan on the stick, where there is one, with who had which role. */
export function openStick(): void {
  const text = beside("--plan");
  try {
    Object.assign(turns, JSON.parse(beside("--roles") ?? "{}"));
  } catch {
    // Somebody wrote in it: nobody has had a role yet.
  }
  if (text !== null) openText(text, t("stick_file"), t("opened_stick"));
}

/** Take files that are dropped anywhere, and plans that are pasted outside a field. */
export function listen(): void {
  const over = (on: boolean) => document.body.classList.toggle("drop", on);
  addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    over(true);
  });
  addEventListener("dragleave", (event) => event.relatedTarget || over(false));
  addEventListener("drop", (event) => {
    over(false);
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    void openFile(file);
  });
  addEventListener("paste", (event) => {
    if ((event.target as Element).matches("input, textarea")) return;
    const text = event.clipboardData?.getData("text/plain");
    if (text?.includes(":")) openText(text, "", t("opened_paste"));
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved.value) event.preventDefault();
  });
}
