/** One item of the agenda: when it begins, what it is, how long it lasts. */
import * as logic from "../logic";
import type { Scheduled } from "../logic";
import * as actions from "./actions";
import { dragEdge, dragRow } from "./drag";
import { ItemEditor } from "./editor";
import { editing, plan, shownTime, wrongWith } from "./store";
import { t } from "./texts";

/** How tall a row is: a line, and so much for each minute. */
export const PIXELS_A_MINUTE = 1.6;
const MINUTE = 60;
const GROUPED: { [kind: string]: [word: string, size: number] } = {
  interview: ["sammen", 2],
  sparring: ["grupper", 3],
};
const SIZES: { [said: string]: number } = { to: 2, tre: 3, fire: 4 };

export const minutes = (seconds: number): number => Math.round((seconds / MINUTE) * 10) / 10;

export function Row({ item, at }: { item: Scheduled; at: number }) {
  const { title } = item;
  const key = actions.keyOf(item);
  const open = editing.value === key;
  const small = [item.each && t("each", { time: logic.duration(item.each) }), groups(item)]
    .filter(Boolean)
    .join(" · ");
  const keys = (event: KeyboardEvent) => {
    const onHandle = (event.target as Element).matches(".handle");
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (by && (event.altKey || onHandle)) {
      event.preventDefault();
      if (actions.move(at, at + by)) focusSoon(at + by);
    } else if (onHandle && (event.key === "+" || event.key === "-")) {
      event.preventDefault();
      actions.stretchBy(at, event.key === "+" ? 1 : -1);
    }
  };
  return (
    <li
      data-row={at}
      class={`item ${tone(item)}${open ? " open" : ""}`}
      style={{ "--minutes": item.seconds / MINUTE }}
      onKeyDown={keys}
    >
      <time>{shownTime(item.start)}</time>
      <div class="card">
        <button
          type="button"
          class="handle"
          aria-label={t("move_label", { title })}
          aria-describedby="agenda-keys"
          onPointerDown={(event) => dragRow(event, at)}
        >
          <i aria-hidden="true" />
        </button>
        <div
          class="what"
          onPointerDown={(event) => event.pointerType === "mouse" && dragRow(event, at)}
        >
          <strong>{title}</strong>
          {small && <small>{small}</small>}
          {wrongWith("dagsorden", item.place).map((message) => (
            <small key={message} class="wrong">
              {message}
            </small>
          ))}
        </div>
        <div class={`length${item.given === undefined ? "" : " own"}`}>
          <button
            type="button"
            class="tick"
            aria-label={t("less_time", { title })}
            onClick={() => actions.stretchBy(at, -1)}
          >
            −
          </button>
          <label>
            <span class="vh">{t("minutes_label", { title })}</span>
            <input
              type="number"
              inputMode="decimal"
              min={1}
              step="any"
              value={minutes(item.seconds)}
              onChange={(event) => {
                const given = event.currentTarget.valueAsNumber;
                actions.stretch(at, Number.isNaN(given) ? null : given * MINUTE);
              }}
            />
            <span aria-hidden="true">{t("minutes")}</span>
          </label>
          <button
            type="button"
            class="tick"
            aria-label={t("more_time", { title })}
            onClick={() => actions.stretchBy(at, 1)}
          >
            +
          </button>
        </div>
        <button
          type="button"
          class="edit"
          aria-expanded={open}
          aria-label={t("edit_label", { title })}
          onClick={() => (editing.value = open ? null : key)}
        >
          <i aria-hidden="true" />
        </button>
        {open && <ItemEditor item={item} at={at} />}
        <div class="edge" title={t("stretch_label", { title })} onPointerDown={(event) => dragEdge(event, at)} />
      </div>
    </li>
  );
}

/** Which of the page's few colours an item has. */
function tone(item: Scheduled): string {
  if (item.kind === "pause" || item.kind === "stilhed") return "rest";
  if (item.kind in GROUPED) return "groups";
  return item.each === undefined ? "all" : "turns";
}

/** How the people who come are divided, where they are. */
function groups(item: Scheduled): string {
  const [word, usual] = GROUPED[item.kind] ?? [];
  const count = plan.value.people.filter((one) => !one.absent).length;
  if (!word || !usual || count < usual) return "";
  const fields = item.place === undefined ? plan.value.header : plan.value.agenda[item.place]?.fields;
  const said = String(fields?.[word] ?? "").split(" ")[0] ?? "";
  const sizes = logic.groups(count, SIZES[said] ?? usual);
  if (sizes.length < 2) return t("groups_one");
  const [first] = sizes;
  return sizes.every((size) => size === first)
    ? t("groups_even", { count: sizes.length, size: first ?? 0 })
    : t("groups_line", { count: sizes.length, sizes: sizes.join(", ") });
}

/** The moved row's handle has the focus, once the page is drawn anew. */
function focusSoon(at: number): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`li[data-row="${at}"] .handle`)?.focus(),
  );
}
