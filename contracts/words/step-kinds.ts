/**
 * How a step stands to the way through a journey. `forward` is on it: those who went on are counted from one to the next.
 * The others lie beside it and are counted from the forward step before them: `side` may be left out, such as a page of help;
 * `exit` is a way out; `failure` is what nobody should meet, and fewer is better.
 */
export const stepKinds = ["forward", "side", "exit", "failure"] as const;
export type StepKind = (typeof stepKinds)[number];

interface OfKind {
  kind?: StepKind | undefined;
}

/** A step that says nothing of its kind is on the way. */
export function stepKindOf({ kind = "forward" }: OfKind): StepKind {
  return kind;
}

/** Place of the forward step that each step is counted from; -1 where there is none before it. */
export function originsOf(steps: readonly OfKind[]): number[] {
  let last = -1;
  return steps.map((step, index) => {
    const origin = last;
    if (stepKindOf(step) === "forward") last = index;
    return origin;
  });
}
