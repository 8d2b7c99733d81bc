import type { ReactNode } from "react";
import type { ProcessAnswer } from "../../contracts/understand/process.ts";
import { ChartFrame } from "../charts/chart-frame.tsx";
import { NothingDrawn } from "../charts/nothing-drawn.tsx";
import { VariantActivities } from "../explore/explore.ts";
import { useTranslation } from "../i18n/words.ts";
import { useFormat } from "../ui/format.ts";

const mostDrawn = 3;
const longest = 6;

interface ProcessDrawnProps {
  title: string;
  actions: ReactNode;
  answer: ProcessAnswer;
}

/** A process small: its figures and the variants that most traces take. */
export function ProcessDrawn({ title, actions, answer }: ProcessDrawnProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { traces, elapsed, rework, variants } = answer;
  const figures = [
    { name: "traces", value: format.count(traces) },
    { name: "time", value: elapsed.median === null ? "–" : format.duration(elapsed.median) },
    { name: "rework", value: rework === null ? "–" : format.percent(rework, 1) },
  ] as const;
  const share = (count: number) => format.percent(traces === 0 ? 0 : count / traces, 1);
  return (
    <ChartFrame
      title={title}
      description={t("saved.processHelp", { n: format.count(traces), variants: format.count(variants.total) })}
      actions={actions}
      table={{
        headers: [t("saved.variant"), t("saved.traces"), t("saved.share"), t("explore.median")],
        rows: variants.items.map((variant, index) => ({
          key: String(index),
          cells: [
            variant.activities.join(" → "),
            format.count(variant.traces),
            share(variant.traces),
            variant.elapsed.median === null ? "–" : format.duration(variant.elapsed.median),
          ],
        })),
      }}
    >
      {traces === 0 ? (
        <NothingDrawn results={[]} height={160} />
      ) : (
        <>
          <dl className="-mt-2 grid grid-cols-3 gap-x-4">
            {figures.map(({ name, value }) => (
              <div key={name} className="min-w-0">
                <dt className="truncate text-faint text-xs">{t(`explore.process.figure_${name}`)}</dt>
                <dd className="figures font-semibold text-lg tracking-tight">{value}</dd>
              </div>
            ))}
          </dl>
          <ol className="mt-3 flex flex-col gap-3">
            {variants.items.slice(0, mostDrawn).map((variant, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a variant is its place
              <li key={index}>
                <p className="figures text-muted text-xs">
                  {t("explore.process.traces", { count: variant.traces, n: format.count(variant.traces) })} ·{" "}
                  {share(variant.traces)}
                </p>
                <VariantActivities isSmall activities={variant.activities} longest={longest} />
              </li>
            ))}
          </ol>
        </>
      )}
    </ChartFrame>
  );
}
