import { eq } from "drizzle-orm";
import type { QuestionDirection, QuestionKind } from "../../../contracts/words/question-kinds.ts";
import { believed } from "../../platform/believed.ts";
import type { System } from "../../platform/context.ts";
import { questions } from "./questions.tables.ts";

/** How long another process may still believe a library that was changed here, in ms. In this process it is none. */
const BELIEVED = 5_000;
/** How much longer while the records do not answer. */
const GRACE = 30_000;
const MOST_REMEMBERED = 1_000;

/** What answers to a question are read by. */
export interface KnownQuestion {
  key: string;
  kind: QuestionKind;
  low: number;
  high: number;
  direction: QuestionDirection;
}

/** Questions of a workspace by their keys. */
export type QuestionsByKey = ReadonlyMap<string, KnownQuestion>;

/** The library of questions, for answers as they come in. */
export interface KnownQuestions {
  of(workspace: string): Promise<QuestionsByKey>;
  /** Drops what is remembered of a workspace: its library was changed. */
  forget(workspace: string): void;
}

export function createKnownQuestions({ db }: Pick<System, "db">): KnownQuestions {
  const { key, kind, low, high, direction } = questions;
  const known = believed({
    milliseconds: BELIEVED,
    grace: GRACE,
    most: MOST_REMEMBERED,
    async read(workspace): Promise<QuestionsByKey> {
      const rows = await db
        .select({ key, kind, low, high, direction })
        .from(questions)
        .where(eq(questions.workspace, workspace));
      return new Map(rows.map((row) => [row.key, row]));
    },
  });
  return { of: known.get, forget: known.forget };
}
