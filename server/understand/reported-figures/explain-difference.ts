import type { Measured } from "../../../contracts/understand/metrics.ts";
import type { ReportedFigure } from "../../../contracts/understand/reported-figures.ts";
import type { DifferenceReason } from "../../../contracts/words/difference-reasons.ts";

type Told = Pick<
  ReportedFigure,
  "scale" | "n" | "countsPartials" | "timezone" | "ours" | "onOurScale" | "inItsZone" | "name"
>;

/** What makes the difference, first how large it is, then why. */
export function reasonsOf(
  { ours, onOurScale, scale, n, countsPartials, inItsZone }: Told,
  own: readonly [number, number],
) {
  const reasons: DifferenceReason[] = [];
  if (ours.value === null) reasons.push("nothing_to_compare");
  else reasons.push(isWithin(ours, onOurScale) ? "within_margin" : "beyond_margin");
  if (scale && (scale[0] !== own[0] || scale[1] !== own[1])) reasons.push("other_scale");
  if (n !== null && n > ours.n) reasons.push("more_answers");
  if (n !== null && n < ours.n) reasons.push("fewer_answers");
  if (countsPartials) reasons.push("partials");
  if (inItsZone && (inItsZone.value !== ours.value || inItsZone.n !== ours.n)) reasons.push("other_zone");
  return reasons;
}

/** Whether the tool's figure may be ours: it lies within our interval, or where that has none is the same. */
function isWithin({ value, low, high }: Measured, other: number): boolean {
  if (low === null || high === null) return value === other;
  return other >= low && other <= high;
}

/** The reasons in English. */
export function explain(told: Told, reasons: readonly DifferenceReason[]): string {
  const { name, ours, onOurScale, n, timezone, inItsZone } = told;
  const apart = short(Math.abs((ours.value ?? 0) - onOurScale));
  const say: Record<DifferenceReason, string> = {
    nothing_to_compare: "There are too few answers here to compare with.",
    within_margin: `They are ${apart} apart, which is within the margin of so many answers.`,
    beyond_margin: `They are ${apart} apart, which is more than the margin of so many answers.`,
    other_scale: `On our scale the figure of ${name} is ${short(onOurScale)}.`,
    more_answers: `${name} counts ${(n ?? 0) - ours.n} answers more.`,
    fewer_answers: `${name} counts ${ours.n - (n ?? 0)} answers less.`,
    partials: `${name} counts responses that were not finished as well.`,
    other_zone: `Over the days of ${timezone ?? "its zone"}, ours is ${inItsZone?.value == null ? "too few answers" : short(inItsZone.value)} of ${inItsZone?.n ?? 0} answers.`,
  };
  return reasons.map((reason) => say[reason]).join(" ");
}

const short = (value: number): string => String(Number(value.toPrecision(4)));
