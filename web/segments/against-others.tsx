import { useQuery } from "@tanstack/react-query";
import type { Segment } from "../../contracts/know/segments.ts";
import type { Measured, MetricRef } from "../../contracts/understand/metrics.ts";
import { segmentBreakdown } from "../../rules/segments-in.ts";
import { DefinitionPopover } from "../charts/definition-popover.tsx";
import { conversionWords, marginWords, nothingMeasured, sampleWords, valueWords } from "../charts/measure-words.ts";
import { useMetricWords } from "../charts/metric-words.ts";
import { useTranslation } from "../i18n/words.ts";
import { type Meaning, meaningOf, metricsQuery, useAnswer } from "../metrics/ask.ts";
import { type Distance, distanceOf, isBeyondChance } from "../metrics/distance.ts";
import { Card } from "../ui/card.tsx";
import { cx } from "../ui/class-names.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { useView } from "../view/view.ts";

/** What is compared of every segment; what was never asked or done says so in its place. */
const compared: MetricRef[] = [
  { metric: "nps" },
  { metric: "csat", variant: "mean" },
  { metric: "ces", variant: "mean" },
  { metric: "emotion" },
  { metric: "revenue", variant: "per_order" },
  { metric: "purchase_frequency" },
];

/** Numbers of the people in a segment beside those of everybody else, and which differ by more than chance. */
export function AgainstOthers({ segment: { id, name } }: { segment: Segment }) {
  const { t } = useTranslation();
  const { period, timezone } = useView().query;
  const definitions = useMetricWords(useQuery(metricsQuery).data);
  const answer = useAnswer({ metrics: compared, breakdowns: [segmentBreakdown(id)], period, timezone });
  return (
    <Card title={t("segments.against")} description={t("segments.againstHelp")} stale={answer.isPlaceholderData}>
      {answer.isError ? (
        <ErrorState error={answer.error} title={t("segments.againstFailed")} onRetry={() => void answer.refetch()} />
      ) : !answer.data || !definitions ? (
        <SkeletonRows rows={compared.length} />
      ) : (
        <div className="flex flex-col">
          <p aria-hidden className="grid grid-cols-3 gap-x-4 pb-1 text-faint text-xs max-sm:hidden">
            <span />
            <span className="truncate text-end">{name}</span>
            <span className="text-end">{t("segments.others")}</span>
          </p>
          {compared.map((ref, index) => {
            const meaning = meaningOf(definitions, ref);
            const rows = answer.data.metrics[index]?.rows ?? [];
            const inside = rows.find(({ group }) => group[0] !== null)?.result ?? nothingMeasured;
            // Amounts are compared in one currency only.
            const outside = rows.find(({ group, result }) => group[0] === null && result.currency === inside.currency);
            return meaning ? (
              <Line
                key={ref.metric}
                meaning={meaning}
                name={name}
                inside={inside}
                outside={outside?.result ?? nothingMeasured}
              />
            ) : null;
          })}
        </div>
      )}
    </Card>
  );
}

interface LineProps {
  meaning: Meaning;
  name: string;
  inside: Measured;
  outside: Measured;
}

function Line({ meaning: { definition, variant, unit }, name, inside, outside }: LineProps) {
  const { t } = useTranslation();
  const isUsual = variant === undefined || variant === definition.variants[0];
  const distance = distanceOf(inside, outside);
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-1 border-line border-t py-2.5 text-sm sm:grid-cols-3">
      <dt className="flex min-w-0 items-center gap-1.5 font-medium max-sm:col-span-2">
        <span className="truncate">{isUsual ? definition.name : variant.title}</span>
        <DefinitionPopover definition={definition} />
      </dt>
      <Figure label={name} result={inside} unit={unit} least={definition.minimumN} />
      <Figure label={t("segments.others")} result={outside} unit={unit} least={definition.minimumN} />
      <dd className="col-span-full text-xs">
        <Apart distance={distance} unit={unit} direction={definition.direction} />
      </dd>
    </dl>
  );
}

function Figure({
  label,
  result,
  unit,
  least,
}: {
  label: string;
  result: Measured;
  unit: Meaning["unit"];
  least: number;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const about = [
    marginWords(result, unit, format),
    sampleWords(result, least, format, t),
    ...conversionWords(result, format, t),
  ];
  return (
    <dd className="figures min-w-0 sm:text-end">
      <span className="block truncate text-faint text-xs sm:sr-only">{label}</span>
      <span className={cx("font-medium", (result.value === null || result.hidden) && "text-faint")}>
        {valueWords(result, unit, format)}
      </span>
      <span className="block text-faint text-xs">{about.filter(Boolean).join(" · ")}</span>
    </dd>
  );
}

interface ApartProps {
  distance: Distance | null;
  unit: Meaning["unit"];
  direction: Meaning["definition"]["direction"];
}

/** How far apart, in words; a difference that may be chance is called that. */
function Apart({ distance, unit, direction }: ApartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!distance) return <span className="text-faint">{t("segments.notComparable")}</span>;
  if (!isBeyondChance(distance)) return <span className="text-muted">{t("segments.notApart")}</span>;
  const isHigher = distance.value > 0;
  const isGood = direction === "neutral" ? null : (direction === "higher") === isHigher;
  const size = (value: number) => format.distance(value, unit);
  const [near, far] = [distance.low, distance.high].map(Math.abs).sort((a, b) => a - b);
  return (
    <span className={isGood === null ? "text-muted" : isGood ? "text-positive" : "text-negative"}>
      <span aria-hidden>{isHigher ? "▲ " : "▼ "}</span>
      {t(isHigher ? "segments.higher" : "segments.lower", {
        size: size(distance.value),
        low: size(near ?? 0),
        high: size(far ?? 0),
      })}
    </span>
  );
}
