import type { ReactNode } from "react";
import type { FunnelAnswer } from "../../contracts/understand/funnel.ts";
import { ChartFrame } from "../charts/chart-frame.tsx";
import { marginWords, valueWords } from "../charts/measure-words.ts";
import { FunnelHeadline } from "../explore/explore.ts";
import { useTranslation } from "../i18n/words.ts";
import { useFormat } from "../ui/format.ts";

const mostDrawn = 8;

interface FunnelDrawnProps {
  title: string;
  actions: ReactNode;
  answer: FunnelAnswer;
}

/** A funnel small: how many got through, how sure that is, and a bar for each step. */
export function FunnelDrawn({ title, actions, answer }: FunnelDrawnProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const row = answer.rows[0];
  const steps = row?.steps ?? [];
  const most = Math.max(1, steps[0]?.people ?? 0);
  return (
    <ChartFrame
      title={title}
      description={t("saved.funnelHelp", { count: steps.length })}
      actions={actions}
      table={{
        headers: [
          t("explore.funnel.step"),
          t("explore.people"),
          t("explore.funnel.ofFirst"),
          t("chart.margin"),
          t("explore.funnel.ofPrevious"),
        ],
        rows: steps.map((step, index) => ({
          key: String(index),
          cells: [
            step.name,
            format.count(step.people),
            valueWords(step.ofFirst, "share", format),
            index === 0 ? "–" : marginWords(step.ofFirst, "share", format) || "–",
            index === 0 ? "–" : valueWords(step.ofPrevious, "share", format),
          ],
        })),
      }}
    >
      {row ? <FunnelHeadline row={row} isSmall /> : null}
      <ol className="flex flex-col gap-2">
        {steps.slice(0, mostDrawn).map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place, and the same step may stand twice
          <li key={index}>
            <p className="flex items-baseline justify-between gap-3 text-sm">
              <span className="min-w-0 truncate" title={step.name}>
                {step.name}
              </span>
              <span className="figures shrink-0 text-muted text-xs">
                {format.count(step.people)} · {valueWords(step.ofFirst, "share", format)}
              </span>
            </p>
            <div aria-hidden className="mt-0.5 h-2 overflow-hidden rounded-full bg-sunken">
              <span className="block h-full bg-series-1" style={{ width: `${(step.people / most) * 100}%` }} />
            </div>
          </li>
        ))}
      </ol>
      {steps.length > mostDrawn ? (
        <p className="mt-2 text-faint text-xs">{t("saved.moreSteps", { count: steps.length - mostDrawn })}</p>
      ) : null}
    </ChartFrame>
  );
}
