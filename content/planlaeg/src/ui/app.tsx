/** The page: what there is to decide on the left, the agenda that comes of it on the right. */
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import * as logic from "../logic";
import { choose, isOwn } from "./actions";
import { Agenda } from "./agenda";
import { Bar, Text } from "./bar";
import { useOwnId } from "./ids";
import { More } from "./more";
import { openFile } from "./open";
import { Paper } from "./paper";
import { People } from "./people";
import { canRedo, canUndo, form, plan, redo, setHeader, undo } from "./store";
import { capital, t } from "./texts";
import { Topic } from "./topic";
import { When } from "./when";

export function App() {
  const topic = logic.headerFields().find((field) => field.word === "emne");
  const asksTopic = topic && !isOwn() && form.value?.header.includes("emne");
  return (
    <>
      <Head />
      <main>
        <section class="setup" aria-label={t("region_setup")}>
          <Step heading={t("form_heading")} words="form">
            <Forms />
          </Step>
          <Step heading={t("people_heading")} words="deltagere">
            <People />
          </Step>
          <Step heading={t("when_heading")} words="start slut varighed dato">
            <When />
          </Step>
          {asksTopic && (
            <Step heading={t("topic_heading")} words="emne">
              <Topic
                field={topic}
                label={t("topic_label")}
                value={plan.value.header.emne as string | undefined}
                set={(value) => setHeader("emne", value)}
                none={t(plan.value.form.startsWith("første") ? "topic_none" : "topic_usual")}
                known
              />
            </Step>
          )}
        </section>
        <section class="result" aria-label={t("region_agenda")}>
          <h2>{t("agenda_heading")}</h2>
          <Agenda />
        </section>
        {form.value && <More />}
        {form.value && <Text />}
      </main>
      <Bar />
      <Paper />
    </>
  );
}

function Head() {
  const file = useRef<HTMLInputElement>(null);
  return (
    <header>
      <div>
        <h1>{t("title")}</h1>
        <p>{t("lead")}</p>
      </div>
      <p class="actions">
        <button type="button" onClick={() => file.current?.click()}>
          {t("open")}
        </button>
        <input
          ref={file}
          type="file"
          hidden
          accept=".yaml,.yml,.txt,.mødeform"
          aria-label={t("open")}
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            if (chosen) void openFile(chosen);
            event.currentTarget.value = "";
          }}
        />
        <button type="button" disabled={!canUndo.value} onClick={undo}>
          {t("undo")}
        </button>
        <button type="button" disabled={!canRedo.value} onClick={redo}>
          {t("redo")}
        </button>
        <button type="button" disabled={!plan.value.form} onClick={() => print()}>
          {t("print")}
        </button>
      </p>
    </header>
  );
}

function Step(props: { heading: string; words: string; children: ComponentChildren }) {
  const id = useOwnId();
  return (
    <section class="step" aria-labelledby={id} data-word={props.words}>
      <h2 id={id}>{props.heading}</h2>
      {props.children}
    </section>
  );
}

function Forms() {
  return (
    <div class="forms" role="radiogroup" aria-label={t("form_heading")}>
      {logic.forms().map((one) => (
        <label key={one.form}>
          <input
            type="radio"
            name="form"
            checked={one.form === plan.value.form}
            onChange={() => choose(one.form)}
          />
          <span>
            <b>{capital(one.form)}</b>
            <small>{one.about}</small>
          </span>
        </label>
      ))}
    </div>
  );
}
