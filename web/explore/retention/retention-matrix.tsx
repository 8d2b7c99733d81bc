import { useState } from "react";
import type { RetentionAnswer } from "../../../contracts/understand/retention.ts";
import { marginWords, valueWords } from "../../charts/measure-words.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { Draft } from "../../saved-queries/saved-queries.ts";
import { useSession } from "../../session/session.ts";
import { Card } from "../../ui/card.tsx";
import { useFormat } from "../../ui/format.ts";
import { Segmented } from "../../ui/segmented.tsx";
import type { Cell as RetentionCell } from "./retention.tsx";
import type { ColumnNames } from "./retention-columns.ts";

interface RetentionMatrixProps {
  answer: RetentionAnswer;
  /** So many columns have a cohort that is old enough. */
  reached: number;
  interval: Draft<"retention">["interval"];
  columns: ColumnNames;
  onPeople: (cell: RetentionCell) => void;
}

/** A cohort a row, an interval a column; the ground grows darker with the share, so that text keeps its contrast. */
export function RetentionMatrix({ answer, reached, interval, columns: names, onPeople }: RetentionMatrixProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [shown, setShown] = useState<"share" | "people">("share");
  const title = t("explore.retention.cohorts");
  const columns = Array.from({ length: reached }, (_, index) => index);
  const cohorts = answer.cohorts.map((cohort, place) => ({ ...cohort, place })).filter(({ size }) => size > 0);
  const nameOf = (start: string) =>
    interval === "month" ? format.month(start, answer.timezone) : format.day(start, answer.timezone);
  const strongest = Math.max(
    0.05,
    ...cohorts.flatMap(({ size, retained }) => retained.slice(1).map((people) => (people ?? 0) / size)),
  );
  return (
    <Card
      flush
      title={title}
      description={t("explore.retention.cohortsHelp")}
      actions={
        <Segmented
          label={t("explore.retention.cellsAs")}
          value={shown}
          onChange={setShown}
          options={(["share", "people"] as const).map((value) => ({
            value,
            label: t(`explore.retention.as_${value}`),
          }))}
        />
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={title} tabIndex={0} className="relative overflow-x-auto">
        <table className="data-table [&_tbody_tr:last-child>th]:border-b-0! [&_:is(td,th):not(:first-child):not(:last-child)]:px-1.5! [&_td]:h-8! [&_td]:py-0.5!">
          <caption className="sr-only">{t("explore.retention.cohorts")}</caption>
          <thead>
            <tr>
              <th scope="col" className="sticky start-0 z-1 bg-surface">
                {t(`explore.retention.cohort_${interval}`)}
              </th>
              <th scope="col" data-align="end">
                {t("explore.people")}
              </th>
              {columns.map((index) => (
                <th key={index} scope="col" data-align="end">
                  <span aria-hidden>{names.short(index)}</span>
                  <span className="sr-only">{names.long(index)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row" className="sticky start-0 z-1 bg-surface !text-ink">
                {t("explore.retention.mean")}
              </th>
              <td data-align="end" className="text-muted">
                {format.count(answer.cohorts.reduce((sum, { size }) => sum + size, 0))}
              </td>
              {columns.map((index) => {
                const result = answer.mean[index];
                return (
                  <td
                    key={index}
                    data-align="end"
                    className="font-medium"
                    title={result ? marginWords(result, "share", format) : undefined}
                  >
                    {result ? valueWords(result, "share", format) : ""}
                  </td>
                );
              })}
            </tr>
            {cohorts.map(({ start, size, retained, place }) => (
              <tr key={start}>
                <th scope="row" className="sticky start-0 z-1 bg-surface !font-normal !text-ink">
                  {nameOf(start)}
                </th>
                <td data-align="end" className="text-muted">
                  {format.count(size)}
                </td>
                {columns.map((index) => (
                  <Cell
                    key={index}
                    people={retained[index] ?? null}
                    size={size}
                    shown={shown}
                    onOpen={() =>
                      onPeople({
                        cohort: place,
                        column: index,
                        start,
                        which: retained[index] === 0 ? "lost" : "retained",
                      })
                    }
                    label={`${nameOf(start)}, ${names.long(index)}`}
                    heat={index === 0 ? 0 : (retained[index] ?? 0) / size / strongest}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}

interface CellProps {
  people: number | null;
  size: number;
  shown: "share" | "people";
  /** Which cell it is. */
  label: string;
  onOpen: () => void;
  /** 0 to 1, against the strongest cell. */
  heat: number;
}

function Cell({ people, size, shown, label, onOpen, heat }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  if (people === null)
    return (
      <td data-align="end" className="text-faint" title={t("explore.retention.running")}>
        <span aria-hidden>·</span>
        <span className="sr-only">{t("explore.retention.running")}</span>
      </td>
    );
  const share = format.percent(people / size, people / size < 0.1 && people > 0 ? 1 : 0);
  const words = t("explore.retention.cellWords", { people: format.count(people), size: format.count(size), share });
  const value = shown === "share" ? share : format.count(people);
  return (
    <td
      data-align="end"
      className="relative"
      title={words}
      style={
        heat > 0
          ? {
              background: `color-mix(in srgb, var(--color-accent) ${Math.round(4 + heat * 32)}%, var(--color-surface))`,
            }
          : undefined
      }
    >
      {can("contacts:read") ? (
        <button
          type="button"
          aria-label={t("explore.openPeople", { n: words, label })}
          onClick={onOpen}
          className="figures rounded-md underline-offset-3 after:absolute after:inset-0 hover:underline focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {value}
        </button>
      ) : (
        value
      )}
    </td>
  );
}
