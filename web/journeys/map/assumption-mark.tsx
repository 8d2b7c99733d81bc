import { CircleDashed } from "lucide-react";
import { useTranslation } from "../../i18n/words.ts";
import { cx } from "../../ui/class-names.ts";

/** Says that something was typed by a person and not measured. Dashes mean the same all over the map. */
export function AssumptionMark({ className }: { className?: string }) {
  const { t } = useTranslation();
  return (
    <span title={t("journey.assumption")} className={cx("inline-flex shrink-0 text-faint", className)}>
      <CircleDashed className="size-3" aria-hidden />
      <span className="sr-only">{t("journey.assumption")}</span>
    </span>
  );
}
