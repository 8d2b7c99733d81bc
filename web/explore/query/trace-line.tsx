import { useState } from "react";
import type { ProcessQuery } from "../../../contracts/understand/process.ts";
import { useTranslation } from "../../i18n/words.ts";
import { FieldPicker } from "../../metrics/field-picker.tsx";
import { useGroupNames } from "../../metrics/group-names.ts";
import { SpanToken } from "./amount-token.tsx";
import { Line } from "./query-line.tsx";
import { ChoiceToken, FormToken } from "./token.tsx";

type TraceBy = ProcessQuery["traceBy"];

const usualGap = 30;

/** What a case is: a person, a session of theirs, or what has the same value of a field. */
export function TraceLine({ traceBy, onChange }: { traceBy: TraceBy; onChange: (traceBy: TraceBy) => void }) {
  const { t } = useTranslation();
  const names = useGroupNames([]);
  // A field has to be named before it can be asked by.
  const [isNaming, setNaming] = useState(false);
  const by = isNaming ? "field" : traceBy.by;
  return (
    <Line lead={t("explore.process.traceLead")}>
      <ChoiceToken
        label={t("explore.process.trace")}
        value={by}
        onChange={(next) => {
          setNaming(next === "field" && traceBy.by !== "field");
          if (next === "person") onChange({ by: "person" });
          if (next === "session") onChange({ by: "session", gapMinutes: usualGap });
        }}
        options={(["person", "session", "field"] as const).map((value) => ({
          value,
          label: t(`explore.process.traceBy_${value}`),
          hint: t(`explore.process.traceHint_${value}`),
        }))}
      />
      {by === "field" ? (
        <FormToken
          label={t("explore.process.field")}
          words={traceBy.by === "field" ? names.fieldInline(traceBy.field) : t("explore.pick")}
          isOpen={traceBy.by !== "field"}
        >
          {(close) => (
            <FieldPicker
              onlyFields
              label={t("explore.process.field")}
              value={traceBy.by === "field" ? traceBy.field : null}
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
      {by === "session" && traceBy.by === "session" ? (
        <>
          <span>{t("explore.process.gapLead")}</span>
          <SpanToken
            label={t("explore.paths.gap")}
            seconds={traceBy.gapMinutes * 60}
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
