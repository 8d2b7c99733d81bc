import type { ConformanceAnswer } from "../contracts/understand/conformance.ts";
import type { ConsistencyAnswer } from "../contracts/understand/consistency.ts";
import type { JourneyDocument } from "../contracts/understand/journeys.ts";
import { during, percent, share, table } from "./explore-table.ts";

/** A line for each group, and what the test says of them. */
export function consistencyTable({ words, test, effect, groups, period }: ConsistencyAnswer): string {
  const number = (value: number | null) => (value === null ? "" : String(Number(value.toPrecision(4))));
  const lines = groups.map(({ name, result, tested }) => [
    name,
    result.hidden ? "too few" : number(result.value),
    result.hidden || result.low === null ? "" : `${number(result.low)} to ${number(result.high)}`,
    String(result.n),
    tested ? "yes" : "no",
  ]);
  const how = test
    ? `${test.name === "chi_squared" ? "χ²" : "Kruskal–Wallis H"} ${number(test.statistic)}, ${test.degreesOfFreedom} degrees of freedom, p ${number(test.pValue)}`
    : "";
  const size = effect ? `difference ${effect.size} (${number(effect.value)})` : "";
  const said = [words, [how, size].filter(Boolean).join(", ")].filter(Boolean).join("\n");
  return `${table(["group", "value", "95 % interval", "n", "tested"], lines)}\n${said}\n${during(period)}`;
}

/** A line for each step of the map, then what people did that is not on it. */
export function conformanceTable(answer: ConformanceAnswer, { phases }: Pick<JourneyDocument, "phases">): string {
  const { people, asDesigned, steps, reversed, unexpected, fitness, satisfaction, period } = answer;
  const nameOf = new Map(phases.flatMap((phase) => phase.steps.map((step) => [step.id, step.name] as const)));
  const name = (step: string) => nameOf.get(step) ?? step;
  const count = (deviation: { people: number } | null) => (deviation ? String(deviation.people) : "no touchpoint");
  const lines = steps.map(({ step, skipped, repeated }) => [name(step), count(skipped), count(repeated)]);
  const other = [
    ...reversed.map((each) => [`${name(each.from)} → ${name(each.to)}`, "reversed", String(each.people)]),
    ...unexpected.items.map((each) => [each.name, "unexpected", String(each.people)]),
  ];
  const kept = people === 0 ? "" : ` (${percent(asDesigned / people)})`;
  return [
    table(["step", "skipped", "repeated"], lines),
    ...(other.length > 0 ? [table(["what", "how", "people"], other)] : []),
    `${asDesigned} of ${people} people went as designed${kept}; fitness ${fitness.mean === null ? "–" : fitness.mean.toFixed(2)}`,
    `satisfied: ${share(satisfaction.asDesigned) || "no data"} of those as designed, ${share(satisfaction.deviated) || "no data"} of the others; ${satisfaction.verdict.replaceAll("_", " ")}`,
    during(period),
  ].join("\n");
}
