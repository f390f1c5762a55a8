/** Values that the page is drawn from. A change draws the page anew, once, before the next frame. */
let draw = (): void => undefined;
let version = 0;
let waiting = false;

export interface Signal<V> {
  value: V;
}

function changed(): void {
  version++;
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => {
    waiting = false;
    draw();
  });
}

/** What is drawn when a value changes. */
export function drawnBy(how: () => void): void {
  draw = how;
}

export function signal<V>(first: V): Signal<V> {
  let now = first;
  return {
    get value() {
      return now;
    },
    set value(next: V) {
      if (next === now) return;
      now = next;
      changed();
    },
  };
}

/** A value made of others, made anew only where something changed. */
export function computed<V>(make: () => V): { readonly value: V } {
  let made = -1;
  let now: V;
  return {
    get value() {
      if (made !== version) {
        now = make();
        made = version;
      }
      return now;
    },
  };
}
