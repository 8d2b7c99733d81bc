/** Why the figure of another tool and ours are not the same, or that they are as good as the same. */
export const differenceReasons = [
  "nothing_to_compare",
  "within_margin",
  "beyond_margin",
  "other_scale",
  "more_answers",
  "fewer_answers",
  "partials",
  "other_zone",
] as const;
export type DifferenceReason = (typeof differenceReasons)[number];
