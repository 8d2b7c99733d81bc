import { useTranslation } from "../../i18n/words.ts";
import { Line } from "./query-line.tsx";
import { ChoiceToken } from "./token.tsx";

interface RepeatsLineProps {
  areMerged: boolean;
  onChange: (areMerged: boolean) => void;
}

/** Whether what is named alike in a row counts as one. */
export function RepeatsLine({ areMerged, onChange }: RepeatsLineProps) {
  const { t } = useTranslation();
  return (
    <Line lead={t("explore.repeats")}>
      <ChoiceToken
        label={t("explore.repeatsLabel")}
        value={areMerged ? "merged" : "kept"}
        onChange={(value) => onChange(value === "merged")}
        options={(["kept", "merged"] as const).map((value) => ({ value, label: t(`explore.repeats_${value}`) }))}
      />
    </Line>
  );
}
