/** Dragging a row of the agenda to another place, and its lower edge to another length. */
import { PIXELS_A_MINUTE } from "./row";
import * as actions from "./actions";
import { settle, timeline } from "./store";

const STARTS_AFTER_PX = 5;
const EDGE_PX = 60;
const SCROLL_PX = 12;

/** Follow a pointer from its press to its release. `done(false)`: it was given up. */
function follow(
  press: PointerEvent,
  moved: (event: PointerEvent) => void,
  done: (kept: boolean) => void,
): void {
  const at = press.currentTarget as HTMLElement;
  at.setPointerCapture(press.pointerId);
  const ends = new AbortController();
  const { signal } = ends;
  const end = (kept: boolean) => {
    ends.abort();
    done(kept);
  };
  at.addEventListener("pointermove", moved, { signal });
  at.addEventListener("pointerup", () => end(true), { signal });
  at.addEventListener("pointercancel", () => end(false), { signal });
  window.addEventListener("keydown", (event) => event.key === "Escape" && end(false), { signal });
}

/** Begin to drag the row at `from`; the others make room, and the plan changes at the drop. */
export function dragRow(press: PointerEvent, from: number): void {
  if (press.button !== 0) return;
  const row = (press.currentTarget as HTMLElement).closest("li");
  const list = row?.parentElement;
  if (!row || !list) return;
  const rows = [...list.children].filter((one): one is HTMLElement => one.matches("li[data-row]"));
  const top = press.pageY;
  const boxes = rows.map((one) => {
    const box = one.getBoundingClientRect();
    return { middle: box.top + scrollY + box.height / 2, height: box.height };
  });
  const mine = boxes[from];
  if (!mine) return;
  let to = from;
  let dragging = false;
  let pointer = press.clientY;
  let frame = 0;

  const place = () => {
    const by = pointer + scrollY - top;
    to = boxes.filter((box, at) => at !== from && box.middle < pointer + scrollY).length;
    rows.forEach((one, at) => {
      const shift =
        at === from ? by : at > from && at <= to ? -mine.height : at < from && at >= to ? mine.height : 0;
      one.style.transform = shift ? `translateY(${shift}px)` : "";
    });
  };
  const scroll = () => {
    const over = pointer < EDGE_PX ? -1 : pointer > innerHeight - EDGE_PX * 2 ? 1 : 0;
    if (over) scrollBy(0, over * SCROLL_PX);
    if (over) place();
    frame = requestAnimationFrame(scroll);
  };
  follow(
    press,
    (event) => {
      pointer = event.clientY;
      if (!dragging && Math.abs(event.pageY - top) < STARTS_AFTER_PX) return;
      if (!dragging) {
        dragging = true;
        list.classList.add("dragging");
        row.classList.add("held");
        frame = requestAnimationFrame(scroll);
      }
      place();
    },
    (kept) => {
      cancelAnimationFrame(frame);
      list.classList.remove("dragging");
      row.classList.remove("held");
      rows.forEach((one) => (one.style.transform = ""));
      if (kept && dragging) actions.move(from, to);
    },
  );
}

/** Begin to pull the lower edge of the row at `place`: the times follow at once. */
export function dragEdge(press: PointerEvent, place: number): void {
  const item = timeline.value.items[place];
  if (!item || press.button !== 0) return;
  press.preventDefault();
  settle();
  const top = press.pageY;
  let last = 0;
  follow(
    press,
    (event) => {
      const minutes = Math.round((event.pageY - top) / PIXELS_A_MINUTE);
      if (minutes === last) return;
      last = minutes;
      actions.stretch(place, item.seconds + minutes * 60);
    },
    settle,
  );
}
