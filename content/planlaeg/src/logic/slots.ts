/** How long items may take before a meeting's time is divided; as device/meeting/items/…/fields.py.
 * Kinds that are `plain` or a `round` need nothing here. All times are seconds. */
import { data, reflectionNames } from "./data";
import type { RawKind, Span } from "./data";
import { fittingSize, sizes } from "./groups";
import { either, fold } from "./spelling";
import { ItemFault, MINUTE, changeover, fixed, list, numberAt, plain, roundOf, roundSeconds, sec, slotOf, text, times, timingOf, turnIn, wholeMinutes } from "./slot";
import type { Setting, Slot, Timing } from "./slot";
import { findTopic, nearTopic, suggests } from "./topics";
import type { Topic } from "./topics";
import type { Values } from "./types";

const n = data.numbers;

const opening = (at: Setting) => at.rules.seconds.opening ?? 0;
const turnOf = (fields: Values) => numberAt(fields, "taletid");

/** Each one's time in a speaking round; the meeting's gives way to the round's own. */
function spokenTurn(fields: Values, at: Setting): number | undefined {
  const turn = turnOf(fields);
  return turn === undefined && numberAt(fields, "tid") === undefined ? numberAt(at.header, "taletid") : turn;
}

function interviewTiming(fields: Values, at: Setting): Timing {
  const rounds = numberAt(fields, "runder") ?? 1, size = numberAt(fields, "sammen");
  const count = (sizes(at.people, size ?? fittingSize(at.people))[0] ?? 0) * rounds;
  const before = rounds * n.interviewOpening + count * (n.interviewChange - changeover);
  return { ...timingOf(at, before, turnOf(fields)), people: count };
}

function evaluationTiming(fields: Values, at: Setting): Timing {
  const scored = [list(fields, "udsagn"), list(at.header, "udsagn"), data.questions.statements].find((one) => one.length) ?? [];
  return timingOf(at, (at.rules.seconds.statement ?? 0) * scored.length, turnOf(fields));
}

function pauses(fields: Values): { title: string; pauses: number[] } {
  const questions = list(fields, "spørgsmål"), about = text(fields, "emne");
  if (questions.length) return { title: about ?? "", pauses: questions.map(() => n.ownPause) };
  const key = about === undefined ? Object.keys(data.reflections)[0] : reflectionNames.get(about);
  const found = key === undefined ? undefined : data.reflections[key];
  if (!found) throw new ItemFault("unknown_reflection", "emne", { text: about ?? "", choices: either(reflectionNames.words) });
  return found;
}

function reflectionRound(fields: Values, at: Setting, turn: number): number {
  return fields.runde !== true || at.people < 2 ? 0 : roundSeconds(at.people, n.beforeReflectionRound, turn);
}

export function topicOf(fields: Values, at: Setting): Topic {
  const named = text(fields, "emne"), asked = text(fields, "åbning");
  if (named !== undefined && suggests(named)) return { title: "", opening: "" };
  if (named === undefined) {
    if (at.topic) return at.topic;
    if (asked) return { title: text(fields, "titel") ?? titleOf(at), opening: "" };
    if (at.topicTold) throw new ItemFault("missing_topic", "", {}, true);
    throw new ItemFault("missing_topic", "", { example: Object.keys(data.topics)[0] ?? "" });
  }
  const found = findTopic(named);
  if (found) return found;
  if (asked) return { title: named, opening: "" };
  const close = nearTopic(named);
  if (close) throw new ItemFault("unknown_topic", "emne", { text: named, close });
  return { title: named, opening: data.ownTopic.opening };
}

/** What an item is called where the plan gives it no title. */
export function titleOf(at: Setting): string {
  const titles = Object.entries(at.rules.titles);
  return titles.find(([way]) => fold(way) === fold(at.spelt))?.[1] ?? at.rules.title;
}

function asksByName(at: Setting): boolean {
  return at.rules.asks.some((way) => fold(way) === fold(at.spelt));
}

type Ways = { [timing: string]: (fields: Values, at: Setting) => Slot };

/** By the kind's `timing`, as device/planfile/page.py has it. Each throws ItemFault. */
const SLOTS: Ways = {
  plain,
  round: (fields, at) => roundOf(fields, at, timingOf(at, opening(at), turnOf(fields)), turnOf(fields)),
  talerunde(fields, at) {
    if (!list(fields, "spørgsmål").length && !asksByName(at)) throw new ItemFault("missing_question", "", { spelt: at.spelt });
    return roundOf(fields, at, timingOf(at, opening(at), spokenTurn(fields, at)), turnOf(fields));
  },
  interview(fields, at) {
    if ((numberAt(fields, "sammen") ?? 0) > n.interviewLargest) throw new ItemFault("interview_large", "sammen");
    return roundOf(fields, at, interviewTiming(fields, at), turnOf(fields), "interview_tight");
  },
  evaluering(fields, at) {
    const timing = evaluationTiming(fields, at);
    if (fields.runde === false) return fixed(numberAt(fields, "tid") ?? wholeMinutes(timing.before));
    return roundOf(fields, at, timing, turnOf(fields));
  },
  stemmer(fields, at) {
    const seconds = at.rules.seconds;
    return fixed(numberAt(fields, "tid") ?? wholeMinutes(opening(at) + at.people * (seconds.each ?? 0)));
  },
  dialog(fields, at) {
    topicOf(fields, at);
    return plain(fields, at);
  },
  "runde før dialog"(fields, at) {
    topicOf(fields, at);
    const turns = at.rules.turn_seconds as Span, seconds = at.rules.seconds, turn = turnOf(fields), length = numberAt(fields, "tid");
    const around = (one: number) => roundSeconds(at.people, n.beforeDialogueRound, one);
    if (length !== undefined) {
      const needed = around(turn ?? n.leastTurn) + n.leastDialogue;
      if (at.peopleKnown && length < needed) throw new ItemFault("round_first_tight", "tid", { length: sec(length), needed: sec(wholeMinutes(needed)) });
      return fixed(length);
    }
    const usual = around(turn ?? turns.usual);
    return slotOf(
      wholeMinutes(around(turn ?? turns.least) + (seconds.least_dialogue ?? 0)),
      wholeMinutes(usual + (seconds.dialogue ?? 0)), wholeMinutes(usual + (seconds.most_dialogue ?? 0)));
  },
  "1-2-4-alle"(fields, at) {
    if (!text(fields, "spørgsmål") && !at.topic?.opening) throw new ItemFault("missing_thought", "", { spelt: at.spelt });
    return plain(fields, at);
  },
  oplæg(fields, at) {
    const length = numberAt(fields, "tid"), asked = numberAt(fields, "spørgetid") ?? 0, slot = plain(fields, at);
    if (length !== undefined) {
      if (length - asked < n.leastTalk) throw new ItemFault("questions_long", "tid", { length: sec(length), needed: sec(asked + n.leastTalk) });
      return slot;
    }
    return slotOf(slot.least + asked, slot.usual + asked, slot.most + asked);
  },
  refleksion(fields, at) {
    const found = pauses(fields), turn = turnOf(fields), length = numberAt(fields, "tid");
    const turns = reflectionRound(fields, at, turn ?? n.reflectionTurn);
    if (length !== undefined) {
      const needed = n.read + n.leastPause + reflectionRound(fields, at, turn ?? n.leastTurn);
      if (at.peopleKnown && length < needed) throw new ItemFault("reflection_tight", "tid", { length: sec(length), needed: sec(wholeMinutes(needed)) });
      return fixed(length);
    }
    const all = found.pauses.reduce((sum, pause) => sum + n.read + pause, 0);
    const [least, usual, most] = at.rules.length ? times(at.rules.length, MINUTE) : [all / 2, all, 2 * all];
    return slotOf(wholeMinutes(turns + least), wholeMinutes(turns + usual), wholeMinutes(turns + most));
  },
  sparring(fields, at) {
    if (fields.grupper === 2) throw new ItemFault("sparring_pairs", "grupper");
    const parted = fields.variant !== "hele gruppen" && at.people > n.sparringAlone;
    const around = parted ? n.sparringAround : 0, least = n.sparringLeast;
    const length = numberAt(fields, "tid"), rounds = numberAt(fields, "runder");
    const needed = wholeMinutes(around + (rounds ?? 1) * least);
    if (length !== undefined) {
      if (length < needed && at.peopleKnown)
        throw new ItemFault((rounds ?? 1) > 1 ? "sparring_tight" : "sparring_short", "tid",
          { length: sec(length), rounds: rounds ?? 1, least: sec(least), needed: sec(needed) });
      return fixed(length);
    }
    if (rounds === undefined) {
      const slot = plain(fields, at), low = Math.max(slot.least, needed);
      return slotOf(low, Math.max(low, slot.usual), Math.max(low, slot.most));
    }
    const of = (seconds: number) => wholeMinutes(around + rounds * seconds);
    return slotOf(of(least), of(n.sparringUsual), of(n.sparringMost));
  },
};

/** The time that an item may take. Throws ItemFault. */
export function slot(fields: Values, at: Setting): Slot {
  const way = SLOTS[at.rules.timing];
  if (!way) throw new Error(`the page can't reckon the time of ${at.spelt}`);
  return way(fields, at);
}

/** Whether the page knows how long items of `timing` take. */
export function isReckoned(timing: string): boolean {
  return timing in SLOTS;
}

/** Whether the plan settles how long an item takes. */
export function hasTime(fields: Values, rules: RawKind): boolean {
  if (numberAt(fields, "tid") !== undefined) return true;
  if (rules.timing === "evaluering") return turnOf(fields) !== undefined && fields.runde !== false;
  if (rules.timing === "sparring") return numberAt(fields, "runder") !== undefined;
  return rules.turn_seconds !== undefined && rules.timing !== "runde før dialog" && turnOf(fields) !== undefined;
}

/** An item's title with so much said of it. */
export function titled(fields: Values, at: Setting): string {
  const own = text(fields, "titel");
  if (own) return own;
  const timing = at.rules.timing;
  if (timing === "dialog" || timing === "runde før dialog") return topicOf(fields, at).title || titleOf(at);
  if (timing === "refleksion") return pauses(fields).title || titleOf(at);
  if (timing === "oplæg") return text(fields, "emne") ?? titleOf(at);
  const tool = text(fields, "værktøj");
  return (tool && Object.entries(at.rules.titles).find(([way]) => fold(way) === fold(tool))?.[1]) || titleOf(at);
}

/** Seconds that each has the word in an item of so many; undefined where it is no round. */
export function each(seconds: number, fields: Values, at: Setting): number | undefined {
  const fives = (timing: Timing) =>
    Math.max(5, Math.min(timing.most, Math.floor(turnIn(seconds, timing.people, timing.before) / 5) * 5));
  const turn = turnOf(fields);
  switch (at.rules.timing) {
    case "round": return turn ?? fives(timingOf(at, opening(at), undefined));
    case "talerunde": return spokenTurn(fields, at) ?? fives(timingOf(at, opening(at), undefined));
    case "evaluering": return fields.runde === false ? undefined : turn ?? fives(evaluationTiming(fields, at));
    case "interview": {
      const able = fives(interviewTiming(fields, at)), step = able >= 120 ? 30 : 15;
      return turn ?? Math.max(30, Math.floor(able / step) * step);
    }
    case "runde før dialog": {
      const able = Math.floor(turnIn(seconds / 2, at.people, n.beforeDialogueRound) / 5) * 5;
      return turn ?? Math.max(n.leastTurn, Math.min(at.rules.turn_seconds?.usual ?? 0, able));
    }
    case "refleksion": return fields.runde === true && at.people > 1 ? turn : undefined;
  }
  return undefined;
}
