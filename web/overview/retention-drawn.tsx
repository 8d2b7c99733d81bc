import type { ReactNode } from "react";
import type { RetentionAnswer } from "../../contracts/understand/retention.ts";
import { RetentionCurve, useColumnNames } from "../explore/explore.ts";
import { useTranslation } from "../i18n/words.ts";
import type { Draft } from "../saved-queries/saved-queries.ts";
import { useFormat } from "../ui/format.ts";

interface RetentionDrawnProps {
  title: string;
  actions: ReactNode;
  answer: RetentionAnswer;
  draft: Draft<"retention"> | null;
}

/** A retention small: its curve. */
export function RetentionDrawn({ title, actions, answer, draft }: RetentionDrawnProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = useColumnNames(draft ?? { kind: "classic", interval: "week", brackets: [] });
  const reached = answer.mean.filter(({ n }) => n > 0).length;
  const people = answer.cohorts.reduce((sum, { size }) => sum + size, 0);
  return (
    <RetentionCurve
      title={title}
      description={t("saved.retentionHelp", { n: format.count(people) })}
      actions={actions}
      mean={answer.mean.slice(0, reached)}
      columns={columns}
    />
  );
}
