/** Fields with several lines, and fields with a few answers to choose from. */
import { useState } from "preact/hooks";
import * as logic from "../logic";
import type { FieldInfo } from "../logic";
import { Labelled, type Set } from "./fields";
import { capital, t } from "./texts";

/** What the banks have for a list, by the list's word. */
function bank(word: string): string[] {
  const banks = logic.banks();
  switch (word) {
    case "spilleregler":
      return banks.groundRules;
    case "udsagn":
      return banks.statements;
    case "spørgsmål":
      return banks.questions;
    default:
      return [];
  }
}

interface ListProps {
  field: FieldInfo;
  label: string;
  hint?: string | undefined;
  value: string[] | undefined;
  set: Set;
}

/** Several lines of one's own, with those of a bank to choose from. */
export function List({ field, label, hint, value, set }: ListProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const lines = value ?? [];
  const offered = bank(field.word);
  const take = (next: string[]) => set(next.length ? next : undefined);
  const written = (text: string) => {
    setDraft(text);
    take(text.split("\n").map((line) => line.trim()).filter(Boolean));
  };
  return (
    <div class="list">
      <Labelled label={label} hint={hint}>
        {(ids) => (
          <textarea
            {...ids}
            rows={Math.max(2, lines.length + 1)}
            value={draft ?? lines.join("\n")}
            onInput={(event) => written(event.currentTarget.value)}
            onBlur={() => setDraft(null)}
          />
        )}
      </Labelled>
      {offered.length > 0 && (
        <details class="bank">
          <summary>
            {t("choose_from")}
            <span class="vh"> – {label}</span>
          </summary>
          <ul>
            {offered.map((line) => (
              <li key={line}>
                <label>
                  <input
                    type="checkbox"
                    checked={lines.includes(line)}
                    disabled={!lines.includes(line) && lines.length >= (field.mostLines ?? 99)}
                    onChange={(event) =>
                      take(
                        event.currentTarget.checked
                          ? [...lines, line]
                          : lines.filter((one) => one !== line),
                      )
                    }
                  />
                  {line}
                </label>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

interface ChoicesProps {
  field: FieldInfo;
  label: string;
  hint?: string | undefined;
  value: string | undefined;
  set: Set;
}

/** One of a few. */
export function Choices({ field, label, hint, value, set }: ChoicesProps) {
  return (
    <Labelled label={label} hint={hint}>
      {(ids) => (
        <select {...ids} onChange={(event) => set(event.currentTarget.value || undefined)}>
          <option value="" selected={value === undefined}>
            {t("usual")}
          </option>
          {field.choices?.map((choice) => (
            <option key={choice} value={choice} selected={choice === value}>
              {capital(choice)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
