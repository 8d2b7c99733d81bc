import { useTranslation } from "react-i18next";
import { useGroupNames } from "../../metrics/group-names.ts";
import type { Draft } from "../../saved-questions/saved-questions.ts";
import { NumberToken } from "../question/amount-token.tsx";
import { CaseLine } from "../question/case-line.tsx";
import { FilterToken } from "../question/filter-token.tsx";
import { NamingToken } from "../question/naming-token.tsx";
import { Finer, Line } from "../question/question-line.tsx";
import { RepeatsLine } from "../question/repeats-line.tsx";

/** The question in one sentence. */
export function useProcessWords(): (draft: Draft<"process">) => string {
  const { t } = useTranslation();
  const names = useGroupNames([]);
  return ({ caseBy, naming }) =>
    t("explore.process.sentence", {
      seen: t(naming.by === "rules" ? "explore.seenByRules" : `explore.naming_${naming.by}`),
      by: caseBy.by === "field" ? names.fieldInline(caseBy.field) : t(`explore.process.caseBy_${caseBy.by}`),
    });
}

interface ProcessSentenceProps {
  draft: Draft<"process">;
  onChange: (part: Partial<Draft<"process">>) => void;
}

export function ProcessSentence({ draft, onChange }: ProcessSentenceProps) {
  const { t } = useTranslation();
  return (
    <>
      <Line lead={t("explore.process.follows")}>
        <NamingToken naming={draft.naming} onChange={(naming) => onChange({ naming })} />
      </Line>
      <CaseLine caseBy={draft.caseBy} onChange={(caseBy) => onChange({ caseBy })} />
      <Finer title={t("explore.finer")}>
        <RepeatsLine areMerged={draft.mergeRepeats} onChange={(mergeRepeats) => onChange({ mergeRepeats })} />
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
