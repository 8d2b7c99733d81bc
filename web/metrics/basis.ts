import type { Translate } from "../i18n/words.ts";
import type { Meaning } from "./ask.ts";

/** Numbers whose scale must stand beside them, because the same name is used for others. */
const scaled = [
  "nps_default",
  "csat_top_two_box",
  "csat_top_box",
  "csat_mean",
  "ces_mean",
  "ces_agree",
  "ces_net",
] as const;

/** What exactly was measured, in one line under the number. */
export function basisOf({ definition, variant }: Meaning, t: Translate): string {
  const name = `${definition.metric}_${variant?.name ?? ""}`;
  const known = scaled.find((each) => each === name);
  return known ? t(`overview.basis.${known}`) : definition.formula;
}
