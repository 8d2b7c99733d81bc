import type { ProcessAnswer } from "../../../contracts/understand/process.ts";
import { useTranslation } from "../../i18n/words.ts";
import { useFormat } from "../../ui/format.ts";

/** The process in a few numbers. */
export function ProcessFigures({ answer }: { answer: ProcessAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { variants } = answer;
  const figures = [
    {
      name: "traces",
      value: format.count(answer.traces),
      note: t("explore.process.ofEvents", { n: format.count(answer.events) }),
    },
    {
      name: "time",
      value: answer.elapsed.median === null ? "–" : format.duration(answer.elapsed.median),
      note:
        answer.elapsed.p90 === null ? "" : t("explore.process.nineInTen", { p90: format.duration(answer.elapsed.p90) }),
    },
    {
      name: "variants",
      value: format.count(variants.total),
      note: t("explore.process.coverEighty", { n: format.count(variants.coverEightyPercent) }),
    },
    {
      name: "entropy",
      value: variants.entropy === null ? "–" : format.decimal(variants.entropy, 2),
      note: t("explore.process.entropyHelp"),
    },
    {
      name: "rework",
      value: answer.rework === null ? "–" : format.percent(answer.rework, 1),
      note: t("explore.process.reworkHelp"),
    },
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 rounded-lg border border-line bg-surface p-4 sm:grid-cols-3 xl:grid-cols-5">
      {figures.map(({ name, value, note }) => (
        <div key={name} className="min-w-0">
          <dt className="text-muted text-sm">{t(`explore.process.figure_${name}`)}</dt>
          <dd>
            <span className="figures block font-semibold text-xl tracking-tight">{value}</span>
            <span className="block text-faint text-xs">{note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
