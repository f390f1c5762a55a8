/** Ids that no two elements share, whenever they come (preact's useId gives some twice). */
import { useState } from "preact/hooks";

let last = 0;

export function useOwnId(): string {
  return useState(() => `n${++last}`)[0];
}
