import type { NounExamples } from "../../testing/examples.ts";

export const systemExamples: NounExamples = { sayNothing: ["getInfo"] };
