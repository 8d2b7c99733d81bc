import { ChartNoAxesColumn } from "lucide-react";
import type { Measured } from "../../contracts/understand/metrics.ts";
import { useTranslation } from "../i18n/words.ts";

export function isDrawable({ value, hidden }: Measured): boolean {
  return value !== null && !hidden;
}

/** In place of a chart that would be axes without anything between them. */
export function NothingDrawn({ results, height }: { results: readonly (Measured | undefined)[]; height: number }) {
  const { t } = useTranslation();
  const isAnswered = results.some((result) => result && result.n > 0);
  return (
    <div
      className="flex flex-col items-center justify-center gap-2 rounded-md bg-sunken px-4 text-center text-muted text-sm"
      style={{ minHeight: height }}
    >
      <ChartNoAxesColumn className="size-5 text-faint" aria-hidden />
      {t(isAnswered ? "chart.tooFew" : "chart.noAnswers")}
    </div>
  );
}
