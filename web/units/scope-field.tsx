import { useTranslation } from "../i18n/words.ts";
import { Field } from "../ui/field.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { UnitsPicker } from "./unit-picker.tsx";

interface ScopeFieldProps {
  /** Ids of units; null for the whole workspace. */
  value: string[] | null;
  onChange: (units: string[] | null) => void;
  /** Whether sending was tried. */
  wasSent: boolean;
}

/** What somebody sees: the whole workspace, or some units of it. */
export function ScopeField({ value, onChange, wasSent }: ScopeFieldProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-3">
      <div className="flex">
        <Segmented
          label={t("units.sees")}
          value={value === null ? "whole" : "some"}
          options={[
            { value: "whole", label: t("units.whole") },
            { value: "some", label: t("units.some") },
          ]}
          onChange={(next) => onChange(next === "whole" ? null : (value ?? []))}
        />
      </div>
      {value ? (
        <Field
          label={t("units.choose")}
          help={t("units.chooseHelp")}
          error={wasSent && value.length === 0 ? t("units.chooseMissing") : undefined}
        >
          <UnitsPicker value={value} onChange={onChange} />
        </Field>
      ) : null}
    </div>
  );
}
