/** A topic: one that the box has questions for, or one's own. */
import { useState } from "preact/hooks";
import * as logic from "../logic";
import type { FieldInfo } from "../logic";
import { Labelled, type Set } from "./fields";
import { t } from "./texts";

const OWN = "\n";

interface TopicProps {
  field: FieldInfo;
  label: string;
  value: string | undefined;
  set: Set;
  /** What it means that there is none. */
  none?: string;
  /** Only a topic that the box knows will do. */
  known?: boolean;
}

export function Topic({ field, label, value, set, none, known }: TopicProps) {
  const [own, setOwn] = useState(false);
  const topics = logic.banks().topics;
  const found = topics.find((one) => one.topic === value || one.title === value);
  const suggested = value === logic.suggestion;
  const isOwn = own || (value !== undefined && !found && !suggested);
  return (
    <>
      <Labelled label={label}>
        {(ids) => (
          <select
            {...ids}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              setOwn(chosen === OWN);
              if (chosen !== OWN) set(chosen || undefined);
            }}
          >
            {none !== undefined && (
              <option value="" selected={!isOwn && !found}>
                {none}
              </option>
            )}
            {none === undefined && (
              <option value={logic.suggestion} selected={suggested}>
                {t("topic_usual")}
              </option>
            )}
            {topics.map((one) => (
              <option key={one.topic} value={one.topic} selected={!isOwn && one === found}>
                {one.title}
              </option>
            ))}
            {!known && (
              <option value={OWN} selected={isOwn}>
                {t("topic_own")}
              </option>
            )}
          </select>
        )}
      </Labelled>
      {isOwn && (
        <Labelled label={t("topic_own_label")}>
          {(ids) => (
            <input
              {...ids}
              type="text"
              maxLength={field.mostChars}
              value={found || suggested ? "" : (value ?? "")}
              onInput={(event) => set(event.currentTarget.value || undefined)}
            />
          )}
        </Labelled>
      )}
    </>
  );
}
