import type { Condition } from "../../../contracts/log/conditions.ts";
import { useWords } from "../../conditions/rule-builder.tsx";
import { useTranslation } from "../../i18n/words.ts";
import { ConditionForm } from "./step-token.tsx";
import { FormToken } from "./token.tsx";

interface FilterTokenProps {
  filter: Condition | undefined;
  onChange: (filter: Condition | undefined) => void;
}

/** Which events the whole query looks at. */
export function FilterToken({ filter, onChange }: FilterTokenProps) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <FormToken
      label={t("explore.filter")}
      words={filter ? words(filter) : t("explore.allEvents")}
      isOpen={!filter}
      className="w-120"
    >
      {(close) => (
        <ConditionForm
          isFilter
          condition={filter}
          onApply={(next) => {
            onChange(next);
            close();
          }}
        />
      )}
    </FormToken>
  );
}
