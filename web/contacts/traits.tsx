import { valueText } from "../activity/activity.ts";
import { useTranslation } from "../i18n/words.ts";
import { Card } from "../ui/card.tsx";
import { useFormat } from "../ui/format.ts";

export function Traits({ traits }: { traits: Record<string, unknown> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const known = flatTraits(traits);
  return (
    <Card title={t("customers.traits")}>
      {known.length === 0 ? <p className="text-faint text-sm">{t("customers.noTraits")}</p> : null}
      <dl className="flex flex-col text-sm">
        {known.map(([name, value]) => (
          <div
            key={name}
            className="flex justify-between gap-4 border-line border-b py-1.5 first:pt-0 last:border-0 last:pb-0"
          >
            <dt className="shrink-0 text-muted">{name}</dt>
            <dd className="min-w-0 break-words text-end">{valueText(value, format)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** Nested traits by their path, as conditions name them. */
export function flatTraits(traits: Record<string, unknown>, prefix = ""): [string, unknown][] {
  return Object.entries(traits).flatMap(([name, value]): [string, unknown][] =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? flatTraits(value as Record<string, unknown>, `${prefix}${name}.`)
      : [[prefix + name, value]],
  );
}
