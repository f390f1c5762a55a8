/** The agenda as a timeline. */
import { useState } from "preact/hooks";
import * as logic from "../logic";
import * as actions from "./actions";
import { Row } from "./row";
import { saveForm } from "./save";
import { plan, shownTime, timeline } from "./store";
import { of, t } from "./texts";

export function Agenda() {
  const { items, leftOut, end, sentence, lateBy } = timeline.value;
  if (!plan.value.form) return <p class="empty">{t("agenda_empty")}</p>;
  return (
    <>
      {lateBy !== 0 && <p class={`ending${lateBy > 0 ? " late" : ""}`}>{sentence}</p>}
      <ol class="agenda">
        {items.map((item, at) => (
          <Row key={actions.keyOf(item)} item={item} at={at} />
        ))}
        <li class="finish">
          <time>{shownTime(end)}</time>
          <span>{t("ends")}</span>
        </li>
      </ol>
      {leftOut.length > 0 && (
        <div class="left-out">
          <h3>{t("left_out")}</h3>
          <ul>
            {leftOut.map(({ word, title, why }) => (
              <li key={word}>
                <span>
                  {title} <small>{of("left_out_why", why)}</small>
                </span>
                {why === "plan" && (
                  <button type="button" onClick={() => actions.takeIn(word)}>
                    {t("take_in")}
                    <span class="vh"> {title}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {actions.isOwn() ? <Add /> : null}
      <p class="hint">
        {t("agenda_hint")} <span id="agenda-keys">{t("agenda_keys")}</span>
      </p>
      <p class="actions">
        {!actions.isOwn() && (
          <button type="button" onClick={actions.makeOwn} title={t("own_hint")}>
            {t("own_it")}
          </button>
        )}
        <button type="button" onClick={saveForm} title={t("save_form_hint")}>
          {t("save_form")}
        </button>
      </p>
    </>
  );
}

function Add() {
  const [open, setOpen] = useState(false);
  return (
    <div class="add">
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t("add_close") : t("add")}
      </button>
      {open && (
        <div class="kinds">
          {logic.kinds().map((one) => (
            <button
              type="button"
              key={one.kind}
              onClick={() => {
                setOpen(false);
                actions.add(one.kind);
              }}
            >
              {one.title}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
