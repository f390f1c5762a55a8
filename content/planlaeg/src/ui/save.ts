/** The plan as a file: a download, a file where one chooses, or text to copy. */
import * as logic from "../logic";
import { own } from "./actions";
import { keep, plan, tell, text } from "./store";
import { t } from "./texts";

const PLAN_FILE = "tidtager.yaml";
/** A form of one's own is no plan: the box must not take it for one. */
export const FORM_FILE = ".mødeform";
const LATER_MS = 60_000;

interface FileHandle {
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
}
type SavePicker = (options: object) => Promise<FileHandle>;

const picker = (): SavePicker | undefined =>
  (window as { showSaveFilePicker?: SavePicker }).showSaveFilePicker;

function download(content: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "application/yaml" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), LATER_MS);
}

/** Whether every field can be read; where one can't, it has the focus, and that is said. */
export function readable(): boolean {
  const field = document.querySelector<HTMLElement>("main [aria-invalid]");
  if (!field) return true;
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  tell(t("unread"));
  return false;
}

export function save(): void {
  download(text.value, PLAN_FILE);
  keep();
  tell(t("saved"));
}

/** Whether the browser lets one choose a place; many workplaces forbid it. */
export const canChoose = (): boolean => picker() !== undefined;

export async function saveTo(): Promise<void> {
  try {
    const file = await picker()?.({
      suggestedName: PLAN_FILE,
      types: [{ accept: { "application/yaml": [".yaml"] } }],
    });
    const writable = await file?.createWritable();
    await writable?.write(text.value);
    await writable?.close();
    keep();
    tell(t("saved_to"));
  } catch (error) {
    if ((error as Error).name !== "AbortError") tell(t("save_failed"));
  }
}

export async function copy(): Promise<void> {
  try {
    await navigator.clipboard.writeText(text.value);
    keep();
    tell(t("copied"));
  } catch {
    tell(t("copy_failed"));
  }
}

/** Keep the agenda as a form of one's own: what belongs to one meeting is left out. */
export function saveForm(): void {
  if (!readable()) return;
  const { header, agenda, form } = own();
  const gone = ["dato", "start", "slut", "varighed", "vært", "facilitator", "sted"];
  const kept = Object.fromEntries(Object.entries(header).filter(([word]) => !gone.includes(word)));
  const name = `${String(plan.value.header.netværk ?? "").replace(/[^\p{L}\p{N} ]/gu, "") || "vores"}${FORM_FILE}`;
  download(logic.write({ form, people: [], header: kept, times: {}, agenda }), name);
  tell(t("save_form_done", { file: name }));
}
