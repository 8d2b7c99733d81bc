import { useQuery } from "@tanstack/react-query";
import type { Condition } from "../../contracts/log/conditions.ts";
import type { Definition } from "../../contracts/understand/metrics.ts";
import type { Persona } from "../../contracts/understand/personas.ts";
import { conversionWords, marginWords, nothingMeasured, sampleWords, valueWords } from "../charts/measure-words.ts";
import { useMetricWords } from "../charts/metric-words.ts";
import { NumberTile, NumberTileSkeleton } from "../charts/number-tile.tsx";
import { useTranslation } from "../i18n/words.ts";
import { type Meaning, meaningOf, metricsQuery, useAnswer } from "../metrics/ask.ts";
import { basisOf } from "../metrics/basis.ts";
import { intervalFor } from "../metrics/interval.ts";
import { cx } from "../ui/class-names.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { useView } from "../view/view.ts";

type Kpi = Persona["kpis"][number];

interface Asked {
  kpis: readonly Kpi[];
  /** Whose numbers they are. */
  filter: Condition;
}

/** Metrics of some people in one query, for the period of the page. */
function useKpis({ kpis, filter }: Asked, withSeries: boolean) {
  const view = useView();
  const definitions = useMetricWords(useQuery(metricsQuery).data);
  const answer = useAnswer(
    {
      metrics: [...kpis],
      filter,
      ...view.query,
      ...(withSeries ? { interval: intervalFor(view.days, "week") } : { compare: undefined }),
    },
    kpis.length > 0,
  );
  return {
    answer,
    rows: kpis.map((kpi, index) => ({
      kpi,
      meaning: definitions && meaningOf(definitions, kpi),
      row: answer.data?.metrics[index]?.rows[0],
    })),
  };
}

/** Every number with its margin, its change and its course. */
export function KpiTiles(asked: Asked) {
  const { t } = useTranslation();
  const format = useFormat();
  const { answer, rows } = useKpis(asked, true);
  if (answer.isError)
    return <ErrorState error={answer.error} title={t("personas.kpisFailed")} onRetry={() => void answer.refetch()} />;
  return (
    <div
      aria-busy={answer.isPlaceholderData}
      className={cx(
        "grid grid-cols-[repeat(auto-fit,minmax(12rem,1fr))] gap-3",
        answer.isPlaceholderData && "opacity-60",
      )}
    >
      {rows.map(({ kpi, meaning, row }) =>
        meaning && answer.data ? (
          <NumberTile
            key={keyOf(kpi)}
            title={titleOf(meaning)}
            unit={meaning.unit}
            definition={meaning.definition}
            result={row?.result ?? nothingMeasured}
            comparison={row?.comparison}
            series={row?.series}
            basis={[...conversionWords(row?.result ?? {}, format, t), basisOf(meaning, t)].join(" · ")}
          />
        ) : (
          <NumberTileSkeleton key={keyOf(kpi)} />
        ),
      )}
    </div>
  );
}

/** Numbers in a line each, for a card. */
export function KpiLines(asked: Asked) {
  const { t } = useTranslation();
  const format = useFormat();
  const { answer, rows } = useKpis(asked, false);
  if (answer.isError) return <p className="text-faint text-xs">{t("personas.kpisFailed")}</p>;
  return (
    <dl
      aria-busy={answer.isPlaceholderData}
      className={cx("flex flex-col gap-1 text-sm", answer.isPlaceholderData && "opacity-60")}
    >
      {rows.map(({ kpi, meaning, row }) => {
        if (!meaning || !answer.data) return <Skeleton key={keyOf(kpi)} className="h-5 w-full" />;
        const result = row?.result ?? nothingMeasured;
        const { minimumN } = meaning.definition;
        const about = [marginWords(result, meaning.unit, format), sampleWords(result, minimumN, format, t)];
        return (
          <div key={keyOf(kpi)} className="flex items-baseline justify-between gap-3">
            <dt className="min-w-0 truncate text-muted">{titleOf(meaning)}</dt>
            <dd className="figures shrink-0 text-end">
              <span className="font-medium">{valueWords(result, meaning.unit, format)}</span>{" "}
              <span className="text-faint text-xs">{about.filter(Boolean).join(" · ")}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

export function keyOf({ metric, variant }: Kpi): string {
  return `${metric}.${variant ?? ""}`;
}

/** The metric's name; where another than its usual variant is meant, the variant's. */
export function titleOf({ definition, variant }: Meaning): string {
  return variant && variant !== definition.variants[0] ? variant.title : definition.name;
}

/** Every metric and its variants, to choose from. */
export function kpiOptions(definitions: readonly Definition[]) {
  return definitions.flatMap((definition) =>
    definition.variants.map((variant, index) => {
      const kpi: Kpi = { metric: definition.metric, ...(index === 0 ? {} : { variant: variant.name }) };
      return {
        value: keyOf(kpi),
        label: index === 0 ? definition.name : `${definition.name}: ${variant.title}`,
        kpi,
      };
    }),
  );
}
