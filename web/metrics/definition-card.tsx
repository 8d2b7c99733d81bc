import { useTranslation } from "../i18n/words.ts";
import { Card } from "../ui/card.tsx";
import { useFormat } from "../ui/format.ts";
import type { Meaning } from "./ask.ts";

/** The definition in full, as the answer was computed with it. */
export function DefinitionCard({ meaning: { definition, variant, unit } }: { meaning: Meaning }) {
  const { t } = useTranslation();
  const format = useFormat();
  // The scale is the metric's own; a variant in another unit has another one.
  const bounds = unit === definition.unit ? definition.scale : null;
  const [from, to] = bounds?.map((bound) => format.metric(bound, unit)) ?? [];
  const scale = bounds ? t("overview.scaleFromTo", { from, to }) : "";
  const rows: [string, string][] = [
    [t("overview.variant"), [variant?.title, variant?.description].filter(Boolean).join(": ")],
    [t("chart.formula"), definition.formula],
    [t("chart.interval"), definition.interval],
    [t("overview.scale"), scale],
    [t("overview.direction"), t(`overview.directions.${definition.direction}`)],
    [t("chart.minimum"), definition.minimumN > 0 ? t("chart.n", { n: definition.minimumN }) : ""],
    [t("chart.source"), definition.source],
    [t("chart.version"), `${definition.metric}@${definition.version}`],
  ];
  return (
    <Card title={t("overview.means")} className="h-full">
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[max-content_1fr]">
        {rows
          .filter(([, value]) => value !== "")
          .map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-faint max-sm:-mb-1.5 max-sm:text-xs">{name}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
      </dl>
    </Card>
  );
}
