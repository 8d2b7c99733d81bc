import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldPicker } from "../overview/field-picker.tsx";
import { useGroupNames } from "../overview/group-names.ts";
import { NumberToken, SpanToken } from "./amount-token.tsx";
import { FilterToken } from "./filter-token.tsx";
import { NamingToken } from "./naming-token.tsx";
import { Finer, Line } from "./question-line.tsx";
import type { Draft } from "./question-url.ts";
import { ChoiceToken, FormToken } from "./token.tsx";

/** The question in one sentence. */
export function useProcessWords(): (draft: Draft<"process">) => string {
  const { t } = useTranslation();
  const names = useGroupNames([]);
  return ({ caseBy, naming }) =>
    t("explore.process.sentence", {
      seen: t(`explore.naming_${naming.by}`),
      by: caseBy.by === "field" ? names.fieldInline(caseBy.field) : t(`explore.process.caseBy_${caseBy.by}`),
    });
}

interface ProcessSentenceProps {
  draft: Draft<"process">;
  onChange: (part: Partial<Draft<"process">>) => void;
}

const usualGap = 30;

export function ProcessSentence({ draft, onChange }: ProcessSentenceProps) {
  const { t } = useTranslation();
  const names = useGroupNames([]);
  const { caseBy } = draft;
  // A field has to be named before it can be asked by.
  const [isNaming, setNaming] = useState(false);
  const by = isNaming ? "field" : caseBy.by;
  return (
    <>
      <Line lead={t("explore.process.follows")}>
        <NamingToken naming={draft.naming} onChange={(naming) => onChange({ naming })} />
      </Line>
      <Line lead={t("explore.process.caseLead")}>
        <ChoiceToken
          label={t("explore.process.case")}
          value={by}
          onChange={(next) => {
            setNaming(next === "field" && caseBy.by !== "field");
            if (next === "person") onChange({ caseBy: { by: "person" } });
            if (next === "session") onChange({ caseBy: { by: "session", gapMinutes: usualGap } });
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
                label={t("explore.process.field")}
                value={caseBy.by === "field" ? caseBy.field : null}
                onChange={(field) => {
                  if (!field) return;
                  onChange({ caseBy: { by: "field", field } });
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
                onChange({
                  caseBy: { by: "session", gapMinutes: Math.min(525_600, Math.max(1, Math.round(seconds / 60))) },
                })
              }
            />
            <span>{t("explore.paths.gapRest")}</span>
          </>
        ) : null}
      </Line>
      <Finer title={t("explore.finer")}>
        <Line lead={t("explore.repeats")}>
          <ChoiceToken
            label={t("explore.repeatsLabel")}
            value={draft.mergeRepeats ? "merged" : "kept"}
            onChange={(value) => onChange({ mergeRepeats: value === "merged" })}
            options={(["kept", "merged"] as const).map((value) => ({ value, label: t(`explore.repeats_${value}`) }))}
          />
        </Line>
        <Line lead={t("explore.process.leastLead")}>
          <NumberToken
            label={t("explore.process.least")}
            words={t("explore.process.cases", { count: draft.minimumCases, n: draft.minimumCases })}
            value={draft.minimumCases}
            least={1}
            most={1_000_000}
            onChange={(minimumCases) => onChange({ minimumCases })}
          />
        </Line>
        <Line lead={t("explore.lookingAt")}>
          <FilterToken filter={draft.filter} onChange={(filter) => onChange({ filter })} />
        </Line>
      </Finer>
    </>
  );
}
