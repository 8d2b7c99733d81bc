import { useState } from "react";
import type { ProcessAnswer } from "../../../contracts/understand/process.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { useFormat } from "../../ui/format.ts";
import { useElapsedWords } from "../elapsed-words.ts";
import { PeopleCount } from "../query/people-count.tsx";
import type { OpenProcessPeople } from "./process.tsx";
import { VariantActivities } from "./variant-activities.tsx";

const atFirst = 8;
const longest = 14;

/** The ways through the process as whole sequences, with how much of all traces they cover together. */
export function ProcessVariants({ answer, onPeople }: { answer: ProcessAnswer; onPeople: OpenProcessPeople }) {
  const { t } = useTranslation();
  const format = useFormat();
  const elapsed = useElapsedWords();
  const [isWhole, setWhole] = useState(false);
  const { items, total } = answer.variants;
  const shown = isWhole ? items : items.slice(0, atFirst);
  let covered = 0;
  return (
    <Card
      title={t("explore.process.variants")}
      description={t("explore.process.variantsHelp", { shown: shown.length, total: format.count(total) })}
    >
      <ol className="flex flex-col">
        {shown.map((variant, index) => {
          covered += variant.traces;
          const share = variant.traces / answer.traces;
          return (
            <li
              key={variant.activities.join("\u0000")}
              className="border-line border-b py-3 first:pt-0 last:border-b-0 last:pb-0"
            >
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <span className="figures text-sm">
                  <span className="me-2 text-faint">{index + 1}</span>
                  <PeopleCount
                    className="font-medium"
                    people={variant.traces}
                    words={t("explore.process.traces", { count: variant.traces, n: format.count(variant.traces) })}
                    label={t("explore.process.nthVariant", { n: index + 1 })}
                    onOpen={() => onPeople({ variant: variant.activities }, index + 1)}
                  />
                  <span className="ms-2 text-muted">{format.percent(share, 1)}</span>
                </span>
                <span className="figures text-faint text-xs">
                  {[
                    variant.activities.length > 1 ? elapsed(variant.elapsed) : "",
                    t("explore.process.covered", { share: format.percent(covered / answer.traces) }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </div>
              <div aria-hidden className="relative my-1.5 h-1.5 overflow-hidden rounded-full bg-sunken">
                <span
                  className="hatched absolute inset-y-0 start-0"
                  style={{ width: `${(covered / answer.traces) * 100}%` }}
                />
                <span
                  className="absolute inset-y-0 start-0 bg-series-1"
                  style={{ width: `${Math.max(share * 100, 0.4)}%` }}
                />
              </div>
              <VariantActivities activities={variant.activities} longest={longest} />
            </li>
          );
        })}
      </ol>
      {items.length > atFirst && !isWhole ? (
        <Button size="sm" className="mt-3" onClick={() => setWhole(true)}>
          {t("explore.process.showVariants", { count: items.length })}
        </Button>
      ) : null}
    </Card>
  );
}
