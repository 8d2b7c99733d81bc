/** What a question of the library asks, with the scales it may have (lowest and highest value) and the metric it feeds. */
export const questionKinds = {
  nps: { scales: [[0, 10]], metric: "nps" },
  csat: {
    scales: [
      [1, 5],
      [1, 7],
      [1, 3],
      [1, 2],
    ],
    metric: "csat",
  },
  ces: {
    scales: [
      [1, 7],
      [1, 5],
    ],
    metric: "ces",
  },
  /** Answered with yes or no. */
  fcr: { scales: [[0, 1]], metric: "fcr_survey" },
  emotion: { scales: [[-2, 2]], metric: "emotion" },
  expectation: { scales: [[1, 5]], metric: "expectation" },
  /** On any scale of its own; no metric compares it with others. */
  rating: { scales: null, metric: null },
} as const satisfies Record<string, { scales: readonly (readonly [number, number])[] | null; metric: string | null }>;

export type QuestionKind = keyof typeof questionKinds;
export const questionKindNames = Object.keys(questionKinds) as [QuestionKind, ...QuestionKind[]];

/** Which end of the scale is the good one. */
export const questionDirections = ["higher", "lower"] as const;
export type QuestionDirection = (typeof questionDirections)[number];

/** How many a workspace may hold, the scale of a rating, and how long the texts may be. */
export const questionLimits = {
  most: 500,
  low: -100,
  high: 100,
  key: 200,
  wording: 500,
  end: 80,
  languages: 40,
} as const;

/** Answers under these ids make the metric of that name, so a question that is called by one asks just that. */
export const spokenKeys: Readonly<Record<string, QuestionKind>> = {
  emotion: "emotion",
  expectation: "expectation",
  resolved: "fcr",
};

/** Whether a kind may be asked on a scale. */
export function mayHaveScale(kind: QuestionKind, low: number, high: number): boolean {
  const { scales } = questionKinds[kind];
  if (scales === null) return low < high && low >= questionLimits.low && high <= questionLimits.high;
  return scales.some(([first, last]) => first === low && last === high);
}
