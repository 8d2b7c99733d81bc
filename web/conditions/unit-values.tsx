import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "../i18n/words.ts";
import { Combobox, MultiCombobox } from "../ui/combobox.tsx";
import { type ComparisonDraft, shapeOf } from "./rule-draft.ts";
import { unitNamesQuery } from "./unit-names.ts";

interface UnitValuesProps {
  part: ComparisonDraft;
  onChange: (keys: string[]) => void;
}

/** The units that a comparison asks for, by name; by key where nobody has drawn them. */
export function UnitValues({ part, onChange }: UnitValuesProps) {
  const { t } = useTranslation();
  const names = useQuery(unitNamesQuery).data ?? new Map<string, string>();
  const chosen = part.values.map(String);
  const asOption = (key: string) => ({ value: key, label: names.get(key) ?? key, hint: key });
  const options = [...new Set([...chosen, ...names.keys()])].map(asOption);
  const look = { options, own: asOption, placeholder: t("rule.valuePlaceholder") };
  if (shapeOf(part.op) === "none") return null;
  if (shapeOf(part.op) === "list")
    return <MultiCombobox {...look} label={t("rule.values")} value={chosen} onChange={onChange} />;
  return (
    <Combobox
      {...look}
      label={t("rule.value")}
      value={chosen[0] ?? null}
      onChange={(key) => onChange(key === null ? [] : [key])}
    />
  );
}
