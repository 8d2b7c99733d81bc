import type { Tile } from "../../contracts/understand/overview.ts";
import { useTranslation } from "../i18n/words.ts";
import { Segmented } from "../ui/segmented.tsx";

const widths = ["1", "2", "3", "4"] as const;

interface WidthChoiceProps {
  value: Tile["width"];
  onChange: (width: Tile["width"]) => void;
}

/** How many columns of the Overview a tile takes. */
export function WidthChoice({ value, onChange }: WidthChoiceProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-1.5">
      <span aria-hidden className="font-medium text-sm">
        {t("overview.width")}
      </span>
      <Segmented
        label={t("overview.width")}
        value={widths[value - 1] ?? "1"}
        options={widths.map((each) => ({ value: each, label: t(`overview.widths.${each}`) }))}
        onChange={(next) => onChange((widths.indexOf(next) + 1) as Tile["width"])}
      />
    </div>
  );
}
