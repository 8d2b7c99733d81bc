import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { Combobox, MultiCombobox } from "../ui/combobox.tsx";
import { type ComparisonDraft, shapeOf } from "./rule-draft.ts";
import { unitNamesQuery } from "./unit-names.ts";

/** Units offered at once: of more, people type what they look for. */
const MOST_OFFERED = 100;

interface UnitValuesProps {
  part: ComparisonDraft;
  onChange: (keys: string[]) => void;
}

/** The units that a comparison asks for, by name; by key where nobody has drawn them. */
export function UnitValues({ part, onChange }: UnitValuesProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const names = useQuery(unitNamesQuery).data ?? new Map<string, string>();
  const wanted = typed.trim();
  const chosen = part.values.map(String);
  const found = [...names].filter(([key, name]) => `${name} ${key}`.toLowerCase().includes(wanted.toLowerCase()));
  const own = wanted !== "" && !names.has(wanted) ? [wanted] : [];
  const keys = [...new Set([...chosen, ...own, ...found.slice(0, MOST_OFFERED).map(([key]) => key)])];
  const options = keys.map((key) => ({ value: key, label: names.get(key) ?? key, hint: key }));
  const change = (next: string[]) => {
    setTyped("");
    onChange(next);
  };
  const look = { options, onSearch: setTyped, placeholder: t("rule.valuePlaceholder") };
  if (shapeOf(part.op) === "none") return null;
  if (shapeOf(part.op) === "list")
    return <MultiCombobox {...look} label={t("rule.values")} value={chosen} onChange={change} />;
  return (
    <Combobox
      {...look}
      label={t("rule.value")}
      value={chosen[0] ?? null}
      onChange={(key) => change(key === null ? [] : [key])}
    />
  );
}
