import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProcessQuestion } from "../../../contracts/understand/process.ts";
import { FieldPicker } from "../../metrics/field-picker.tsx";
import { useGroupNames } from "../../metrics/group-names.ts";
import { SpanToken } from "./amount-token.tsx";
import { Line } from "./question-line.tsx";
import { ChoiceToken, FormToken } from "./token.tsx";

type CaseBy = ProcessQuestion["caseBy"];

const usualGap = 30;

/** What a case is: a person, a session of theirs, or what has the same value of a field. */
export function CaseLine({ caseBy, onChange }: { caseBy: CaseBy; onChange: (caseBy: CaseBy) => void }) {
  const { t } = useTranslation();
  const names = useGroupNames([]);
  // A field has to be named before it can be asked by.
  const [isNaming, setNaming] = useState(false);
  const by = isNaming ? "field" : caseBy.by;
  return (
    <Line lead={t("explore.process.caseLead")}>
      <ChoiceToken
        label={t("explore.process.case")}
        value={by}
        onChange={(next) => {
          setNaming(next === "field" && caseBy.by !== "field");
          if (next === "person") onChange({ by: "person" });
          if (next === "session") onChange({ by: "session", gapMinutes: usualGap });
        }}
        options={(["person", "session", "field"] as const).map((value) => ({
          value,
          label: t(`explore.process.caseBy_${value}`),
          hint: t(`explore.process.caseHint_${value}`),
        }))}
      />
      {by === "field" ? (
        <FormToken
          label={t("explore.process.field")}
          words={caseBy.by === "field" ? names.fieldInline(caseBy.field) : t("explore.pick")}
          isOpen={caseBy.by !== "field"}
        >
          {(close) => (
            <FieldPicker
              onlyFields
              label={t("explore.process.field")}
              value={caseBy.by === "field" ? caseBy.field : null}
              onChange={(field) => {
                if (!field) return;
                onChange({ by: "field", field });
                setNaming(false);
                close();
              }}
            />
          )}
        </FormToken>
      ) : null}
      {by === "session" && caseBy.by === "session" ? (
        <>
          <span>{t("explore.process.gapLead")}</span>
          <SpanToken
            label={t("explore.paths.gap")}
            seconds={caseBy.gapMinutes * 60}
            onChange={(seconds) =>
              onChange({ by: "session", gapMinutes: Math.min(525_600, Math.max(1, Math.round(seconds / 60))) })
            }
          />
          <span>{t("explore.paths.gapRest")}</span>
        </>
      ) : null}
    </Line>
  );
}
