import { useTranslation } from "../../i18n/words.ts";
import { useGroupNames } from "../../metrics/group-names.ts";
import type { Draft } from "../../saved-queries/saved-queries.ts";
import { NumberToken } from "../query/amount-token.tsx";
import { FilterToken } from "../query/filter-token.tsx";
import { NamingToken } from "../query/naming-token.tsx";
import { Finer, Line } from "../query/query-line.tsx";
import { RepeatsLine } from "../query/repeats-line.tsx";
import { TraceLine } from "../query/trace-line.tsx";

/** The query in one sentence. */
export function useProcessWords(): (draft: Draft<"process">) => string {
  const { t } = useTranslation();
  const names = useGroupNames([]);
  return ({ traceBy, naming }) =>
    t("explore.process.sentence", {
      seen: t(naming.by === "rules" ? "explore.seenByRules" : `explore.naming_${naming.by}`),
      by: traceBy.by === "field" ? names.fieldInline(traceBy.field) : t(`explore.process.traceBy_${traceBy.by}`),
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
      <TraceLine traceBy={draft.traceBy} onChange={(traceBy) => onChange({ traceBy })} />
      <Finer title={t("explore.finer")}>
        <RepeatsLine areMerged={draft.mergeRepeats} onChange={(mergeRepeats) => onChange({ mergeRepeats })} />
        <Line lead={t("explore.process.leastLead")}>
          <NumberToken
            label={t("explore.process.least")}
            words={t("explore.process.traces", { count: draft.minimumTraces, n: draft.minimumTraces })}
            value={draft.minimumTraces}
            least={1}
            most={1_000_000}
            onChange={(minimumTraces) => onChange({ minimumTraces })}
          />
        </Line>
        <Line lead={t("explore.lookingAt")}>
          <FilterToken filter={draft.filter} onChange={(filter) => onChange({ filter })} />
        </Line>
      </Finer>
    </>
  );
}
