import type { NounExamples } from "../../testing/examples.ts";

export const useExamples: NounExamples = {
  things: async ({ ids }) => ({ uses: ids.touchpoints ?? "" }),
  sayNothing: ["listUses"],
};
