import { importQuestions } from "../../server/collect/questions/questions.ts";
import type { Context } from "../../server/platform/context.ts";
import { demoQuestions } from "../records/questions.ts";

/** The library of questions, before the answers that are read by it. What an earlier run began is completed. */
export async function loadQuestions(ctx: Context): Promise<void> {
  const asked = demoQuestions.map((each) => ({
    ...{ ...each, description: "", replaces: null },
    direction: "higher" as const,
  }));
  await importQuestions(ctx, asked, false);
}
