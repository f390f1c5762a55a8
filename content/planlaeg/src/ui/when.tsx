/** When the meeting begins, how long it lasts, and so when it ends: two of them make the third. */
import * as logic from "../logic";
import { Read } from "./fields";
import { change, plan, setHeader } from "./store";
import { t } from "./texts";

const HOUR = 3600;
const USUAL: [shown: string, hours: number][] = [
  ["1 time", 1],
  ["1½ time", 1.5],
  ["2 timer", 2],
  ["3 timer", 3],
];
const DAY = 24 * 60;
const LIMITS: Partial<logic.FieldInfo> =
  logic.headerFields().find((field) => field.word === "varighed") ?? {};

/** The length in seconds, if the plan says anything of it. */
function length(): number | undefined {
  const { varighed, start, slut } = plan.value.header;
  if (typeof varighed === "number") return varighed;
  if (typeof start !== "number" || typeof slut !== "number") return undefined;
  const seconds = logic.between(start, slut);
  return typeof seconds === "number" ? seconds : undefined;
}

function setLength(seconds: number | undefined): void {
  const { slut: _, varighed: __, ...rest } = plan.value.header;
  const header = seconds === undefined ? rest : { ...rest, varighed: seconds };
  change({ ...plan.value, header }, "length");
}

/** A new beginning moves the end: the meeting stays as long as it was. */
function setStart(start: number | undefined): void {
  const seconds = length();
  const { start: _, slut, ...rest } = plan.value.header;
  const header = {
    ...rest,
    ...(seconds === undefined && slut !== undefined && { slut }),
    ...(start !== undefined && { start }),
    ...(seconds !== undefined && { varighed: seconds }),
  };
  change({ ...plan.value, header }, "start");
}

function setEnd(end: number | undefined): void {
  const { start } = plan.value.header;
  if (end === undefined || typeof start !== "number") setLength(undefined);
  else setLength(Number(logic.between(start, end)));
}

/** Why a text is no end of the meeting; "" where it is. */
function wrongEnd(begins: number | undefined, text: string): string {
  const end = logic.readClock(text);
  if (begins === undefined || end === null) return t(begins === undefined ? "end_needs_start" : "clock_wrong");
  const seconds = logic.between(begins, end);
  return typeof seconds === "string" ? seconds : "";
}

/** Why a text is no length of a meeting; "" where it is. */
function wrongLength(text: string): string {
  const seconds = logic.readDuration(text, "meeting");
  if (seconds === null) return t("length_wrong");
  const { least = 0, most = seconds } = LIMITS;
  if (seconds >= least && seconds <= most) return "";
  return t("length_limits", { least: logic.duration(least), most: logic.duration(most) });
}

export function When() {
  const { start, slut, dato } = plan.value.header;
  const seconds = length();
  const begins = typeof start === "number" ? start : undefined;
  const ends =
    begins !== undefined && seconds !== undefined ? (begins + seconds / 60) % DAY : (slut as number | undefined);
  return (
    <>
      <div class="row">
        <Read<number>
          label={t("start_label")}
          placeholder={t("start_hint")}
          wrong={t("clock_wrong")}
          value={begins}
          shown={logic.clock}
          read={logic.readClock}
          set={setStart}
        />
        <Read<number>
          label={t("length_label")}
          placeholder={t("length_hint")}
          wrong={wrongLength}
          value={seconds}
          shown={logic.duration}
          read={(text) => (wrongLength(text) ? null : logic.readDuration(text, "meeting"))}
          set={setLength}
        />
        <Read<number>
          label={t("end_label")}
          wrong={(text) => wrongEnd(begins, text)}
          value={ends}
          shown={logic.clock}
          read={(text) => (wrongEnd(begins, text) ? null : logic.readClock(text))}
          set={setEnd}
        />
      </div>
      <div class="chips" role="group" aria-label={t("length_label")}>
        {USUAL.map(([shown, hours]) => (
          <button
            type="button"
            key={shown}
            aria-pressed={seconds === hours * HOUR}
            onClick={() => setLength(seconds === hours * HOUR ? undefined : hours * HOUR)}
          >
            {shown}
          </button>
        ))}
      </div>
      <Read<string>
        label={t("date_label")}
        date
        wrong={t("date_wrong")}
        value={typeof dato === "string" ? dato : undefined}
        shown={(date) => date}
        read={(text) => logic.readDate(text, new Date().toISOString().slice(0, 10))}
        set={(date) => setHeader("dato", date)}
      />
    </>
  );
}
