import type { ConformanceAnswer } from "../../../contracts/understand/conformance.ts";
import type { Measured } from "../../../contracts/understand/metrics.ts";
import { marginWords, sampleWords, valueWords } from "../../charts/measure-words.ts";
import { useTranslation } from "../../i18n/words.ts";
import { useFormat } from "../../ui/format.ts";
import { signed } from "./lane-scores.tsx";
import { useMap } from "./map-model.ts";

/** Whether those who went another way are less satisfied, in one sentence, with the numbers it rests on. */
export function ObservedSatisfaction({ satisfaction }: { satisfaction: ConformanceAnswer["satisfaction"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { definitions } = useMap();
  const { deviated, asDesigned, delta, deltaLow, deltaHigh, verdict } = satisfaction;
  const minimumN = definitions.get(satisfaction.definition)?.minimumN;
  const rows: [string, Measured][] = [
    [t("journey.observed.ofDeviated"), deviated],
    [t("journey.observed.ofDesigned"), asDesigned],
  ];
  return (
    <section>
      <h3 className="font-medium text-muted text-sm">{t("journey.observed.satisfaction")}</h3>
      <p className="mt-1 text-sm">{t(`journey.observed.verdict_${verdict}`)}</p>
      <dl className="mt-2 flex flex-col gap-1 text-sm">
        {rows.map(([label, measured]) => (
          <div key={label} className="flex flex-wrap items-baseline justify-between gap-x-3">
            <dt className="text-muted">{label}</dt>
            <dd className="figures">
              {measured.value === null ? null : (
                <>
                  <span className="font-semibold">{valueWords(measured, "score", format)}</span>{" "}
                  <span className="text-muted text-xs">{marginWords(measured, "score", format)}</span>{" "}
                </>
              )}
              <span className="text-faint text-xs">{sampleWords(measured, minimumN, format, t)}</span>
            </dd>
          </div>
        ))}
      </dl>
      {delta !== null && deltaLow !== null && deltaHigh !== null ? (
        <p className="figures mt-1 text-muted text-xs">
          {t("journey.observed.difference", {
            delta: signed(delta, format),
            low: signed(deltaLow, format),
            high: signed(deltaHigh, format),
          })}
        </p>
      ) : null}
      <p className="mt-2 text-faint text-xs">{t("journey.observed.satisfactionHelp")}</p>
    </section>
  );
}
