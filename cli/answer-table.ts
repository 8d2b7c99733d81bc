import Table from "cli-table3";
import type { Answer, Comparison, Measured, QueryInput, Verdict } from "../contracts/understand/metrics.ts";

const VERDICTS: Record<Verdict, string> = {
  better: "better",
  worse: "worse",
  changed: "changed",
  no_significant_change: "no significant change",
  not_enough_data: "not enough data",
};

/** An answer for people: a line per metric and group with its n, interval and, where asked, the verdict. */
export function answerTable(answer: Answer, query: Pick<QueryInput, "breakdowns" | "compare">): string {
  const breakdowns = query.breakdowns ?? [];
  const compared = answer.comparedWith !== undefined;
  const table = new Table({
    head: ["metric", ...breakdowns, "value", "95 % interval", "n", ...(compared ? ["before", "verdict"] : [])],
    style: { head: [], border: [], compact: true },
  });
  for (const { metric, variant, rows } of answer.metrics)
    for (const { group, isOther, result, leftOut, comparison } of rows)
      table.push([
        variant === "" || variant === metric ? metric : `${metric} (${variant})`,
        ...group.map((value) => (isOther ? "other" : (value ?? "not set"))),
        withCurrency(result),
        result.low === null || result.high === null || result.hidden
          ? ""
          : `${short(result.low)} to ${short(result.high)}`,
        leftOut ? `${result.n} (${leftOut} left out)` : String(result.n),
        ...(compared ? change(comparison) : []),
      ]);
  const { from, to, timezone } = answer.period;
  return `${table.toString()}\n${from} to ${to}, ${timezone}`;
}

function change(comparison: Comparison | undefined): [string, string] {
  return comparison ? [shown(comparison.previous), VERDICTS[comparison.verdict]] : ["", ""];
}

function shown({ value, hidden }: Measured): string {
  return hidden ? "too few" : value === null ? "no data" : short(value);
}

/** An amount with its currency, and what of it was converted. */
function withCurrency(result: Measured): string {
  if (result.currency === undefined || result.value === null || result.hidden) return shown(result);
  const converted = (result.converted ?? []).map(({ from, n, first, last }) =>
    first.since === last.since
      ? `${n} from ${from} at ${last.rate} of ${last.since}`
      : `${n} from ${from} at rates of ${first.since} to ${last.since}`,
  );
  return [`${shown(result)} ${result.currency}`, ...converted].join(", ");
}

/** Four digits that count, and never fewer than the whole part. */
function short(value: number): string {
  return String(Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4)));
}
