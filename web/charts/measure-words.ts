import type { Conversion } from "../../contracts/log/money.ts";
import type { Comparison, Measured } from "../../contracts/understand/metrics.ts";
import type { Translate } from "../i18n/words.ts";
import type { Format, Unit } from "../ui/format.ts";

/** Where nobody was asked and nothing happened. */
export const nothingMeasured: Measured = { value: null, n: 0, low: null, high: null, hidden: false };

/** The value as it stands on screen; a dash when there is none, so that nobody reads 0. Never rounded more coarsely than it is sure. */
export function valueWords({ value, low, high, hidden, currency }: Measured, unit: Unit, format: Format): string {
  if (value === null || hidden) return "–";
  const margin = low === null || high === null ? Number.POSITIVE_INFINITY : (high - low) / 2;
  if (unit === "count" && margin < stepOfShort(value)) return format.count(value);
  return format.metric(value, unit, currency);
}

/** Which amounts of other currencies are in a number, by which rates: a sentence for each currency. */
export function conversionWords(
  { converted = [] }: Pick<Measured, "converted">,
  format: Format,
  t: Translate,
): string[] {
  const day = (since: string) => format.day(`${since}T12:00:00Z`, "UTC");
  return converted.map(({ from, n, first, last }) =>
    first.since === last.since
      ? t("chart.convertedBy", { count: n, from, rate: format.rate(last.rate), day: day(last.since) })
      : t("chart.convertedBetween", { count: n, from, first: day(first.since), last: day(last.since) }),
  );
}

/** What of several numbers was converted, each currency once. */
export function togetherConverted(results: readonly Pick<Measured, "converted">[]): Conversion[] {
  const found = new Map<string, Conversion>();
  for (const each of results.flatMap(({ converted = [] }) => converted)) {
    const { n, first, last } = found.get(each.from) ?? { ...each, n: 0 };
    found.set(each.from, {
      from: each.from,
      n: n + each.n,
      first: each.first.since < first.since ? each.first : first,
      last: each.last.since > last.since ? each.last : last,
    });
  }
  return [...found.values()];
}

/** What two neighbouring short forms of a count differ by: 18.2K and 18.3K by 100. */
function stepOfShort(value: number): number {
  return 1000 ** Math.floor(Math.log10(Math.max(1, Math.abs(value))) / 3) / 10;
}

/** A value on an axis that several results stand along: in their currency, or in none where they have several. */
export function axisWords(value: number, results: readonly Measured[], unit: Unit, format: Format): string {
  const currencies = new Set(results.flatMap(({ currency }) => currency ?? []));
  const [currency] = currencies;
  return currencies.size > 1 ? format.metric(value, "ratio") : format.metric(value, unit, currency);
}

/** How sure it is: "±7", or both ends where they do not lie evenly around the value. Empty without an interval. */
export function marginWords({ value, low, high, hidden, currency }: Measured, unit: Unit, format: Format): string {
  if (value === null || low === null || high === null || hidden) return "";
  const below = value - low;
  const above = high - value;
  if (Math.abs(below - above) <= 0.15 * Math.max(below, above)) {
    return `±${format.distance((below + above) / 2, unit, currency)}`;
  }
  return `${format.metric(low, unit, currency)} – ${format.metric(high, unit, currency)}`;
}

/** "n 402", or why nothing is shown. */
export function sampleWords(
  { n, hidden, value }: Measured,
  minimumN: number | undefined,
  format: Format,
  t: Translate,
): string {
  if (hidden) return t("chart.hidden", { n: format.count(n), least: format.count(minimumN ?? 0) });
  return value === null && n === 0 ? t("chart.noAnswers") : t("chart.n", { n: format.count(n) });
}

export interface Change {
  arrow: "▲" | "▼" | "";
  words: string;
  tone: "positive" | "negative" | "neutral";
}

/** The change with its verdict. A difference that may be chance carries no arrow. */
export function changeOf(
  { delta, verdict, previous: { currency } }: Comparison,
  unit: Unit,
  format: Format,
  t: Translate,
): Change {
  if (verdict === "not_enough_data" || delta === null)
    return { arrow: "", words: t("chart.notEnough"), tone: "neutral" };
  if (verdict === "no_significant_change") return { arrow: "", words: t("chart.noChange"), tone: "neutral" };
  const size = format.distance(delta, unit, currency);
  // How many is neither good nor bad by itself.
  if (unit === "count")
    return {
      arrow: delta >= 0 ? "▲" : "▼",
      words: t(delta >= 0 ? "chart.more" : "chart.fewer", { size }),
      tone: "neutral",
    };
  return {
    arrow: delta >= 0 ? "▲" : "▼",
    words: t(`chart.${verdict}`, { size }),
    tone: verdict === "better" ? "positive" : verdict === "worse" ? "negative" : "neutral",
  };
}
