import type { Answer } from "../../../../contracts/understand/metrics.ts";
import { type QuestionKind, questionKindNames, questionKinds } from "../../../../contracts/words/question-kinds.ts";
import { replacementsIn } from "../../../collect/questions/questions.ts";
import type { Context } from "../../../platform/context.ts";
import type { Asked } from "./build-sql.ts";
import type { Span } from "./period.ts";

export type Breaks = NonNullable<Answer["metrics"][number]["breaks"]>;

/** Metrics of more than one kind of question. */
const further: Readonly<Record<string, readonly QuestionKind[]>> = { expectation_gap: ["csat", "expectation"] };

function kindsOf(metric: string): readonly QuestionKind[] {
  return further[metric] ?? questionKindNames.filter((kind) => questionKinds[kind].metric === metric);
}

/** Where the metrics of a query break, by their names; one that does not is not among them. */
export async function breaksOf(ctx: Context, metrics: readonly Asked[], span: Span): Promise<Map<string, Breaks>> {
  const kinds = new Map(metrics.map(({ metric }) => [metric.name, kindsOf(metric.name)]));
  const found = await replacementsIn(ctx, [...new Set([...kinds.values()].flat())], span);
  const breaks = new Map<string, Breaks>();
  for (const [name, own] of kinds) {
    const mine = found.filter(({ kind }) => own.includes(kind));
    if (mine.length > 0)
      breaks.set(
        name,
        mine.map(({ instant, id, name: after, before }) => ({
          instant: instant.toISOString(),
          before,
          after: { id, name: after },
        })),
      );
  }
  return breaks;
}
