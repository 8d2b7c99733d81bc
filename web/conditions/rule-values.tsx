import type { ConditionValue } from "../../contracts/log/conditions.ts";
import { useTranslation } from "../i18n/words.ts";
import { MultiCombobox } from "../ui/combobox.tsx";
import { type ComparisonDraft, isFinished, readValue, shapeOf } from "./rule-draft.ts";
import { SuggestInput } from "./suggest-input.tsx";

interface RuleValuesProps {
  part: ComparisonDraft;
  suggestions: readonly string[];
  onChange: (values: ConditionValue[]) => void;
}

/** The value side of a comparison: one, two or a list, as the operator asks. */
export function RuleValues({ part, suggestions, onChange }: RuleValuesProps) {
  const { t } = useTranslation();
  const shape = shapeOf(part.op);
  const text = (index: number) => (part.values[index] === undefined ? "" : String(part.values[index]));
  const read = (typed: string) => readValue(typed, part.op, part.field);
  if (shape === "none") return null;
  if (shape === "list") return <ValueList part={part} suggestions={suggestions} onChange={onChange} />;
  if (shape === "two")
    return (
      <span className="flex items-center gap-2">
        <SuggestInput
          label={t("rule.from")}
          value={text(0)}
          suggestions={[]}
          isInvalid={text(0) === ""}
          onChange={(typed) => onChange([read(typed), part.values[1] ?? ""])}
        />
        <span className="shrink-0 text-muted text-sm">{t("rule.and")}</span>
        <SuggestInput
          label={t("rule.to")}
          value={text(1)}
          suggestions={[]}
          isInvalid={text(1) === ""}
          onChange={(typed) => onChange([part.values[0] ?? "", read(typed)])}
        />
      </span>
    );
  return (
    <SuggestInput
      label={t("rule.value")}
      value={text(0)}
      suggestions={suggestions}
      placeholder={t("rule.valuePlaceholder")}
      isInvalid={part.values.length > 0 && !isFinished(part)}
      onChange={(typed) => onChange([read(typed)])}
    />
  );
}

const asOption = (text: string) => ({ value: text, label: text });

function ValueList({ part, suggestions, onChange }: RuleValuesProps) {
  const { t } = useTranslation();
  return (
    <MultiCombobox
      label={t("rule.values")}
      placeholder={t("rule.valuesPlaceholder")}
      value={part.values.map(String)}
      options={suggestions.map(asOption)}
      own={asOption}
      onChange={(values) => onChange(values.map((value) => readValue(value, part.op, part.field)))}
    />
  );
}
