/** How large the tree of units may be, and what its units are called by. */
export const unitLimits = { most: 10_000, depth: 12, key: 64, kind: 40, scope: 200 } as const;

const BREAKDOWN = /^(unit|unit_then)\.(.+)$/;

/** The breakdown by the units of a kind that events happened in, such as by country. */
export function kindBreakdown(name: "unit" | "unit_then", kind: string): string {
  return `${name}.${kind}`;
}

/** The kind that such a breakdown stands for; undefined for another. */
export function kindOfBreakdown(breakdown: string): { name: "unit" | "unit_then"; kind: string } | undefined {
  const [, name, kind = ""] = BREAKDOWN.exec(breakdown) ?? [];
  return name === "unit" || name === "unit_then" ? { name, kind } : undefined;
}
