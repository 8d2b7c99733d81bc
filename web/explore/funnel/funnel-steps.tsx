import { ChartFrame } from "../../charts/chart-frame.tsx";
import { marginWords, valueWords } from "../../charts/measure-words.ts";
import { useTranslation } from "../../i18n/words.ts";
import { useFormat } from "../../ui/format.ts";
import { useElapsedWords } from "../elapsed-words.ts";
import { PeopleCount } from "../query/people-count.tsx";
import type { FunnelRow, OpenFunnelPeople } from "./funnel.tsx";
import { FunnelHeadline } from "./funnel-headline.tsx";

interface FunnelStepsProps {
  row: FunnelRow;
  order: "ordered" | "strict" | "unordered";
  onPeople: OpenFunnelPeople;
}

/** Every step as a bar against the first, hatched where people were lost since the step before. */
export function FunnelSteps({ row, order, onPeople }: FunnelStepsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const elapsed = useElapsedWords();
  const last = row.steps.at(-1);
  const most = Math.max(1, row.steps[0]?.people ?? 0);
  const seconds = (value: number | null) => (value === null ? "–" : format.duration(value));
  return (
    <ChartFrame
      title={t("explore.funnel.converted")}
      table={{
        headers: [
          t("explore.funnel.step"),
          t("explore.people"),
          t("explore.funnel.ofFirst"),
          t("chart.margin"),
          t("explore.funnel.ofPrevious"),
          t("explore.funnel.ofPreviousMargin"),
          t("explore.funnel.lost"),
          t("explore.median"),
          t("explore.p90"),
        ],
        rows: row.steps.map((step, index) => ({
          key: String(index),
          cells: [
            step.name,
            format.count(step.people),
            valueWords(step.ofFirst, "share", format),
            index === 0 ? "–" : marginWords(step.ofFirst, "share", format) || "–",
            index === 0 ? "–" : valueWords(step.ofPrevious, "share", format),
            index === 0 ? "–" : marginWords(step.ofPrevious, "share", format) || "–",
            step.droppedOff === null ? "–" : format.count(step.droppedOff),
            seconds(step.elapsed.median),
            seconds(step.elapsed.p90),
          ],
        })),
      }}
    >
      {last ? <FunnelHeadline row={row} /> : null}
      <ol className="mt-5 flex flex-col gap-4">
        {row.steps.map((step, index) => {
          const before = row.steps[index - 1];
          const share = (step.people / most) * 100;
          const was = ((before?.people ?? step.people) / most) * 100;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place, and the same step may stand twice
            <li key={index}>
              <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
                <span className="min-w-0 break-words text-sm">
                  <span className="figures me-2 text-faint">{index + 1}</span>
                  <span className="font-medium">{step.name}</span>
                </span>
                <span className="text-sm">
                  <PeopleCount
                    className="font-medium"
                    people={step.people}
                    label={step.name}
                    onOpen={() => onPeople(row, index, "reached")}
                  />
                  <span className="figures ms-2 inline-block min-w-12 text-end text-muted">
                    {valueWords(step.ofFirst, "share", format)}
                  </span>
                </span>
              </div>
              <div aria-hidden className="relative mt-1 h-6 overflow-hidden rounded-[4px] bg-sunken">
                <span
                  className="hatched absolute inset-y-0"
                  style={{ insetInlineStart: `${share}%`, width: `${Math.max(0, was - share)}%` }}
                />
                <span className="absolute inset-y-0 start-0 bg-series-1" style={{ width: `${share}%` }} />
              </div>
              {before ? (
                <p className="figures mt-1 flex flex-wrap gap-x-3 text-faint text-xs">
                  <span>
                    {t(order === "unordered" ? "explore.funnel.wentOnAny" : "explore.funnel.wentOn", {
                      share: valueWords(step.ofPrevious, "share", format),
                      margin: marginWords(step.ofPrevious, "share", format),
                    })}
                  </span>
                  <span>
                    <PeopleCount
                      people={step.droppedOff ?? 0}
                      label={t("explore.funnel.lostTitle", { name: before.name })}
                      onOpen={() => onPeople(row, index, "droppedOff")}
                    />{" "}
                    {t("explore.funnel.lostBefore")}
                  </span>
                  <span>{elapsed(step.elapsed)}</span>
                </p>
              ) : null}
            </li>
          );
        })}
      </ol>
    </ChartFrame>
  );
}
