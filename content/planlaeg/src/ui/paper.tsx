/** The agenda for the table: one A4 page, only seen in print. */
import * as logic from "../logic";
import { plan, shownTime, timeline } from "./store";
import { capital, listed, t } from "./texts";

const DATE = new Intl.DateTimeFormat("da-DK", { dateStyle: "full", timeZone: "UTC" });

export function Paper() {
  const { form, header, people } = plan.value;
  const { items, end } = timeline.value;
  const { dato, netværk, sted, formål, spilleregler } = header;
  const here = people.filter((one) => !one.absent).map((one) => one.name);
  const away = people.filter((one) => one.absent).map((one) => one.name);
  const when = [
    typeof dato === "string" && capital(DATE.format(new Date(`${dato}T00:00Z`))),
    items[0] && `${shownTime(items[0].start)}–${shownTime(end)}`,
    typeof sted === "string" && sted,
  ].filter(Boolean);
  return (
    <section class="paper" aria-hidden="true" style={{ "--rows": items.length }}>
      <h1>{typeof netværk === "string" ? netværk : capital(form)}</h1>
      <p class="when">
        {typeof netværk === "string" && `${capital(form)}. `}
        {when.join(" · ")}
      </p>
      <table>
        <tbody>
          {items.map((item, at) => (
            <tr key={at}>
              <th>{shownTime(item.start)}</th>
              <td>{item.title}</td>
              <td class="long">{logic.duration(item.seconds)}</td>
            </tr>
          ))}
          <tr class="end">
            <th>{shownTime(end)}</th>
            <td>{t("ends")}</td>
            <td />
          </tr>
        </tbody>
      </table>
      {typeof formål === "string" && (
        <div class="aside">
          <h2>{t("paper_purpose")}</h2>
          <p>{formål}</p>
        </div>
      )}
      {Array.isArray(spilleregler) && (
        <div class="aside">
          <h2>{t("paper_rules")}</h2>
          <ul>
            {spilleregler.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </div>
      )}
      {here.length > 0 && (
        <p class="who">
          {t("paper_people")}: {listed(here)}.{" "}
          {away.length > 0 && `${t("paper_away")}: ${listed(away)}.`}
        </p>
      )}
    </section>
  );
}
