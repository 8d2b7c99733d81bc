import { useTranslation } from "../../i18n/words.ts";
import { FieldPicker } from "../../metrics/field-picker.tsx";
import { useGroupNames } from "../../metrics/group-names.ts";
import { Button } from "../../ui/button.tsx";
import { FormToken } from "./token.tsx";

interface BreakdownTokenProps {
  field: string | undefined;
  onChange: (field: string | undefined) => void;
}

/** The field whose values are told apart, or none. */
export function BreakdownToken({ field, onChange }: BreakdownTokenProps) {
  const { t } = useTranslation();
  const names = useGroupNames(field ? [field] : []);
  return (
    <FormToken
      label={t("explore.breakdown")}
      words={field ? names.fieldInline(field) : t("explore.byNothing")}
      isOpen={!field}
    >
      {(close) => {
        const choose = (next: string | undefined) => {
          onChange(next);
          close();
        };
        return (
          <div className="flex flex-col gap-3">
            <FieldPicker
              withSegments
              label={t("explore.breakdown")}
              value={field ?? null}
              onChange={(next) => choose(next ?? undefined)}
            />
            {field ? (
              <Button size="sm" className="self-start" onClick={() => choose(undefined)}>
                {t("explore.noBreakdown")}
              </Button>
            ) : null}
          </div>
        );
      }}
    </FormToken>
  );
}
