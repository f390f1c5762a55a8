/** The foot of the page: when it ends, what is missing, and how to save. */
import { useRef, useState } from "preact/hooks";
import type { Fault } from "../logic";
import { canChoose, copy, readable, save, saveTo } from "./save";
import { editing, faults, news, newsShown, plan, shownPerson, text, timeline, undo, unread, unsaved } from "./store";
import { t } from "./texts";

export function Bar() {
  const wrong = faults.value;
  const [asked, setAsked] = useState<() => unknown>();
  const list = useRef<HTMLDivElement>(null);
  const begun = plan.value.form !== "" || plan.value.people.length > 0;
  /** Do it, unless something is in the way; that is shown, and it may be done all the same. */
  const attempt = (how: () => unknown) => {
    if (!readable()) return;
    if (!wrong.length) return void how();
    newsShown.value = false;
    setAsked(() => how);
    requestAnimationFrame(() => list.current?.focus());
  };
  return (
    <footer class="bar" aria-label={t("region_bar")}>
      <News />
      {asked && wrong.length > 0 && (
        <div class="faults" ref={list} tabIndex={-1} role="alert">
          <h2>{t("wrong_heading")}</h2>
          <ul>
            {wrong.map((fault) => (
              <li key={fault.message}>
                <button
                  type="button"
                  class="link"
                  onClick={() => {
                    setAsked(undefined);
                    goTo(fault);
                  }}
                >
                  {fault.message}
                </button>
              </li>
            ))}
          </ul>
          <button type="button" class="link" onClick={() => readable() && asked()}>
            {t(asked === copy ? "copy_anyway" : "save_anyway")}
          </button>
        </div>
      )}
      <div class="line">
        <p class="state">
          <strong>{begun ? timeline.value.sentence : ""}</strong>
          <span>{begun ? standing(wrong) : ""}</span>
        </p>
        <p class="actions">
          <button type="button" class="quiet" onClick={() => attempt(copy)}>
            {t("copy")}
          </button>
          {canChoose() && (
            <button type="button" class="quiet optional" onClick={() => attempt(saveTo)}>
              {t("save_to")}
            </button>
          )}
          <button type="button" class="main" onClick={() => attempt(save)}>
            {t("save")}
          </button>
        </p>
      </div>
    </footer>
  );
}

/** Give the focus to what a fault is about. */
function goTo({ path: [word, place] }: Fault): void {
  if (word === "dagsorden" && typeof place === "number") editing.value = String(place);
  const person = word === "deltagere" && typeof place === "number" && place < plan.value.people.length;
  if (person) shownPerson.value = place;
  requestAnimationFrame(() => {
    const at =
      (editing.value !== null && document.querySelector(`[data-row="${place}"] .editor`)) ||
      (person && document.querySelector(".person")) ||
      document.querySelector(`[data-word~="${word ?? "form"}"]`);
    at?.closest("details")?.setAttribute("open", "");
    at?.querySelector<HTMLElement>("input, textarea, select")?.focus();
  });
}

function standing(wrong: Fault[]): string {
  if (unread.value) return unread.value === 1 ? t("unread_one") : t("unread_many", { count: unread.value });
  if (wrong.length) {
    return wrong.length === 1 ? t("wrong_one") : t("wrong_many", { count: wrong.length });
  }
  return unsaved.value ? `${t("good")}. ${t("unsaved")}` : t("good");
}

/** What was just done; heard by a screen reader, seen for a while. */
function News() {
  const said = news.value;
  return (
    <div class={`news${newsShown.value && said ? " on" : ""}`}>
      <p role="status" aria-live="polite">
        {said?.text}
      </p>
      {newsShown.value && said?.undo && (
        <button
          type="button"
          onClick={() => {
            news.value = null;
            undo();
          }}
        >
          {t("undo")}
        </button>
      )}
    </div>
  );
}

/** The file itself, for those who want to see or copy it. */
export function Text() {
  return (
    <details class="text">
      <summary>{t("text_heading")}</summary>
      <p class="hint">{t("where_text")}</p>
      <pre tabIndex={0} aria-label={t("text_heading")}>
        {text.value}
      </pre>
    </details>
  );
}
