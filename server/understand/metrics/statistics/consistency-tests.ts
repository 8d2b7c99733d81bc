import jstat from "jstat";

/** What a test of several groups says. `effect` is 0 for no difference to 1; `small`, `medium`, `large` after Cohen. */
export interface GroupTest {
  test: "chi_squared" | "kruskal_wallis";
  statistic: number;
  degreesOfFreedom: number;
  pValue: number;
  effect: { measure: "cramers_v" | "epsilon_squared"; value: number; size: EffectSize };
}

export type EffectSize = "negligible" | "small" | "medium" | "large";

/** Expected counts below this make χ² unreliable when more than a fifth of the cells have one (Cochran 1954). */
const SMALLEST_EXPECTED = 5;
const FEW_CELLS = 0.2;

/**
 * Pearson's χ² test that shares are alike in all groups: Σ (O − E)²/E over the table of groups × categories, with
 * (groups − 1)(categories − 1) degrees of freedom and E = row total × column total ÷ n. Empty rows and columns are left out.
 * Effect: Cramér's V = √(χ²/(n·(k − 1))), k the smaller side of the table; its size by w = V·√(k − 1) of 0.1, 0.3, 0.5.
 *
 * Where all answers are of one category there is no difference at all: χ² = 0 with no degree of freedom, p = 1.
 *
 * Null when the table has fewer than two rows, or more than a fifth of the expected counts are below 5, or any below 1.
 *
 * Source: Pearson (1900); Cramér (1946), "Mathematical Methods of Statistics", ch. 21; Cochran (1954), "Some methods for
 * strengthening the common χ² tests", Biometrics 10, 417–451; Cohen (1988), "Statistical Power Analysis", ch. 7.
 */
export function chiSquared(table: readonly (readonly number[])[]): GroupTest | null {
  const rows = table.map((row) => sum(row));
  const columns = (table[0] ?? []).map((_, index) => sum(table.map((row) => row[index] ?? 0)));
  const n = sum(rows);
  const [groups, categories] = [rows, columns].map((totals) => totals.filter((total) => total > 0).length);
  if (!groups || !categories || groups < 2) return null;
  let statistic = 0;
  let low = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (const [index, row] of table.entries())
    for (const [column, observed] of row.entries()) {
      const expected = ((rows[index] ?? 0) * (columns[column] ?? 0)) / n;
      if (expected === 0) continue;
      statistic += (observed - expected) ** 2 / expected;
      lowest = Math.min(lowest, expected);
      if (expected < SMALLEST_EXPECTED) low += 1;
    }
  if (lowest < 1 || low > FEW_CELLS * groups * categories) return null;
  const smaller = Math.min(groups, categories) - 1;
  const v = smaller === 0 ? 0 : Math.sqrt(statistic / (n * smaller));
  return {
    test: "chi_squared",
    statistic,
    degreesOfFreedom: (groups - 1) * (categories - 1),
    pValue: upperTail(statistic, (groups - 1) * (categories - 1)),
    effect: { measure: "cramers_v", value: v, size: sizeOf(v * Math.sqrt(smaller), [0.1, 0.3, 0.5]) },
  };
}

/**
 * The Kruskal–Wallis test that scores come from one distribution in all groups, corrected for ties:
 * H = (12/(n(n + 1))·Σ R²/nᵢ − 3(n + 1)) ÷ (1 − Σ(t³ − t)/(n³ − n)), with groups − 1 degrees of freedom. `counts` holds, for
 * each group, how often each value occurs; values are in rising order and the same for all groups.
 * Effect: ε² = H ÷ (n − 1); its size after η² of 0.01, 0.06, 0.14.
 *
 * Where all answers are the same there is no difference at all: H = 0.
 *
 * Null when fewer than two groups have answers, or when a group has fewer than 5 (the distribution of H is not yet near χ²
 * then).
 *
 * Source: Kruskal & Wallis (1952), "Use of ranks in one-criterion variance analysis", JASA 47, 583–621; effect: Kelley (1935)
 * after Tomczak & Tomczak (2014), "The need to report effect size estimates revisited", Trends in Sport Sciences 21, 19–25.
 */
export function kruskalWallis(counts: readonly (readonly number[])[]): GroupTest | null {
  const groups = counts.filter((group) => sum(group) > 0);
  const sizes = groups.map((group) => sum(group));
  const n = sum(sizes);
  if (groups.length < 2 || Math.min(...sizes) < SMALLEST_EXPECTED) return null;
  const rankSums = groups.map(() => 0);
  let before = 0;
  let ties = 0;
  for (const value of groups[0]?.keys() ?? []) {
    const tied = sum(groups.map((group) => group[value] ?? 0));
    const rank = before + (tied + 1) / 2;
    for (const [index, group] of groups.entries())
      rankSums[index] = (rankSums[index] ?? 0) + rank * (group[value] ?? 0);
    before += tied;
    ties += tied ** 3 - tied;
  }
  const correction = 1 - ties / (n ** 3 - n);
  const between = sum(rankSums.map((rank, index) => rank ** 2 / (sizes[index] ?? 1)));
  const isOneValue = correction <= 0;
  const statistic = isOneValue ? 0 : Math.max(0, ((12 / (n * (n + 1))) * between - 3 * (n + 1)) / correction);
  const epsilon = statistic / (n - 1);
  return {
    test: "kruskal_wallis",
    statistic,
    degreesOfFreedom: groups.length - 1,
    pValue: upperTail(statistic, groups.length - 1),
    effect: { measure: "epsilon_squared", value: epsilon, size: sizeOf(epsilon, [0.01, 0.06, 0.14]) },
  };
}

function upperTail(statistic: number, degreesOfFreedom: number): number {
  return statistic <= 0 ? 1 : Math.min(1, Math.max(0, 1 - jstat.jStat.chisquare.cdf(statistic, degreesOfFreedom)));
}

function sizeOf(value: number, [small, medium, large]: readonly [number, number, number]): EffectSize {
  if (value < small) return "negligible";
  if (value < medium) return "small";
  return value < large ? "medium" : "large";
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
