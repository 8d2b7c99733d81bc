import type { Condition } from "../../contracts/log/conditions.ts";
import type { QueryInput } from "../../contracts/understand/metrics.ts";
import { segmentsIn } from "../../rules/segments-in.ts";
import { useWords } from "../conditions/rule-builder.tsx";
import { useTranslation } from "../i18n/words.ts";
import { useGroupNames } from "./group-names.ts";

type Narrowing = Pick<QueryInput, "filter" | "touchpointId" | "metrics">;

/** All that is there, as one condition; undefined where nothing narrows. */
export function joined(...conditions: (Condition | undefined)[]): Condition | undefined {
  const given = conditions.filter((each) => each !== undefined);
  return given.length > 1 ? { all: given } : given[0];
}

/** What narrows a query, in words; empty where nothing does. */
export function useNarrowingWords({ filter, touchpointId, metrics }: Narrowing): string {
  const { t } = useTranslation();
  const conditions = [filter, metrics[0]?.where].filter((each) => each !== undefined);
  const inWords = useWords(conditions.some((each) => segmentsIn(each).length > 0));
  const names = useGroupNames(touchpointId ? ["touchpoint_rule"] : []);
  const words = conditions.map((condition) => inWords(condition));
  if (touchpointId) words.push(t("overview.atTouchpoint", { name: names.touchpoint(touchpointId) }));
  return words.join("; ");
}
