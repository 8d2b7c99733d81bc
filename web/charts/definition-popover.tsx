import { Info } from "lucide-react";
import type { Definition } from "../../contracts/understand/metrics.ts";
import { useTranslation } from "../i18n/words.ts";
import { Popover } from "../ui/popover.tsx";

/** What a number means, how it is computed, how sure it is, and which version computed it. On hover, focus and touch. */
export function DefinitionPopover({ definition }: { definition: Definition }) {
  const { t } = useTranslation();
  const rows = [
    [t("chart.formula"), definition.formula],
    [t("chart.interval"), definition.interval],
    [t("chart.minimum"), t("chart.n", { n: definition.minimumN })],
    [t("chart.source"), definition.source],
    [t("chart.version"), `${definition.metric}@${definition.version}`],
  ].filter(([, value]) => value);
  return (
    <Popover
      hover
      title={definition.name}
      trigger={
        <button
          type="button"
          aria-label={t("chart.definitionOf", { name: definition.name })}
          className="-m-1 inline-flex size-6 shrink-0 items-center justify-center rounded-md text-faint transition-colors hover:text-ink data-popup-open:text-ink"
        >
          <Info className="size-3.5" aria-hidden />
        </button>
      }
    >
      <p className="text-muted">{definition.description}</p>
      <dl className="mt-3 flex flex-col gap-2 border-line border-t pt-3 text-xs">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt className="text-faint">{name}</dt>
            <dd className="text-ink">{value}</dd>
          </div>
        ))}
      </dl>
    </Popover>
  );
}
