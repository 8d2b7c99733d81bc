import type { Meaning } from "./ask.ts";

type Translate = (key: string) => string;

/** Numbers whose scale must stand beside them, because the same name is used for others. */
const scaled = new Set([
  "nps.default",
  "csat.top_two_box",
  "csat.top_box",
  "csat.mean",
  "ces.mean",
  "ces.agree",
  "ces.net",
]);

/** What exactly was measured, in one line under the number. */
export function basisOf({ definition, variant }: Meaning, t: Translate): string {
  const name = `${definition.metric}.${variant?.name ?? ""}`;
  if (scaled.has(name)) return t(`overview.basis.${definition.metric}_${variant?.name}`);
  return definition.formula;
}
