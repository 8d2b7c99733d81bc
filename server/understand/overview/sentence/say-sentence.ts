import type { FirstSentence, SentenceChange, SentenceSource } from "../../../../contracts/understand/first-sentence.ts";
import { kindOfBreakdown } from "../../../../contracts/words/units.ts";
import { segmentOfBreakdown } from "../../../../rules/segments-in.ts";
import { type choose, TOUCHPOINT_BREAKDOWN } from "../../metrics/metrics.ts";
import { LEAST_ANSWERS } from "./find-change.ts";

/** From so much of a change on, all of it. */
const ALL = 0.95;

/** In English, for those who read it without a page: what changed, where that comes from, and how many people it rests on. */
export function sayChange(
  { metric, variant }: ReturnType<typeof choose>,
  { result, comparison, touchpoint, people }: SentenceChange,
  from: readonly SentenceSource[],
): string {
  const [usual] = metric.variants;
  const chosen = metric.variants.find(({ name }) => name === variant) ?? usual;
  const unit = chosen.unit ?? metric.unit;
  const value = (of: number | null) => (unit === "share" ? `${(100 * (of ?? 0)).toFixed(1)} %` : (of ?? 0).toFixed(1));
  const size = (of: number) => (unit === "share" ? `${Math.abs(100 * of).toFixed(1)} pp` : Math.abs(of).toFixed(1));
  const delta = comparison.delta ?? 0;
  const name = `${chosen === usual ? metric.title : chosen.title}${touchpoint ? ` at ${touchpoint.name}` : ""}`;
  const moved = `${name} ${delta < 0 ? "fell" : "rose"} ${size(delta)} (from ${value(comparison.previous.value)} to ${value(result.value)}).`;
  const [first, within] = from;
  // A part of a score is too small to be told by its tenths.
  const amount = first && (unit === "score" ? `${(100 * first.share).toFixed(0)} %` : size(first.amount));
  const part = first && (first.share >= ALL ? "All of it" : `About ${amount} of it`);
  const inner = within ? `, and there mostly from ${placeOf(within)}` : "";
  const counted = (from.at(-1) ?? { people }).people ?? 0;
  const rests = `It rests on ${counted} ${counted === 1 ? "person" : "people"}.`;
  return [moved, ...(first ? [`${part} comes from ${placeOf(first)}${inner}.`] : []), rests].join(" ");
}

/** That there is nothing to say, and why. */
export function sayNothing(
  verdict: Exclude<FirstSentence["verdict"], "changed">,
  { compared, tooFew }: FirstSentence["looked"],
): string {
  if (verdict === "too_few")
    return `Too few answers to say what changed: no number has ${LEAST_ANSWERS} in both periods.`;
  const beside = tooFew > 0 ? ` Of ${tooFew} more, too few answers to tell.` : "";
  return `Quiet: of ${compared} numbers none changed beyond chance.${beside}`;
}

function placeOf({ by, name }: SentenceSource): string {
  if (by === TOUCHPOINT_BREAKDOWN) return `${name} (touchpoint)`;
  if (segmentOfBreakdown(by) !== undefined) return `${name} (segment)`;
  return `${name} (${kindOfBreakdown(by)?.kind ?? by.replace(/^(properties|context)\./, "")})`;
}
