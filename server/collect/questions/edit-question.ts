import type { NewQuestion, QuestionChange, Wording } from "../../../contracts/collect/questions.ts";
import { questionLimits, spokenKeys } from "../../../contracts/words/question-kinds.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { holdName } from "../../platform/db/hold-name.ts";
import { namedRecords } from "../../platform/db/named-records.ts";
import type { UsedKind } from "../../platform/db/uses.ts";
import { problem } from "../../platform/http/problem.ts";
import { answersUnder, type Given } from "./answers.ts";
import { questions } from "./questions.tables.ts";

type Row = typeof questions.$inferSelect;
type Fields = Omit<Row, "workspace" | "id" | "nameKey" | "revision" | "createdAt" | "updatedAt">;

/** What a question uses is the one that it took the place of, which is why that cannot be deleted. */
const before: UsedKind = { kind: "question", hold: (place, db, ids) => records.hold(place, db, ids) };

export const records = namedRecords<typeof questions, Fields>(questions, {
  kind: "question",
  nouns: "questions",
  most: questionLimits.most,
  kept: ["key", "kind", "low", "high", "direction", "wordings", "corrections", "replaces", "replacesFrom"],
  usesOf: ({ replaces }) => (replaces === null ? [] : [{ of: before, id: replaces, path: "replaces" }]),
});

/** @throws 409 for a key, name or replaced question that is taken, or answers that say otherwise; 400 for one that is not there */
export async function createQuestion(ctx: Context, fields: NewQuestion): Promise<string> {
  mustFitAnswers([fields], await answersUnder(ctx, [fields.key]));
  return ctx.db.transaction(async (db) => {
    await holdLibrary(ctx, db);
    const there = await records.list(ctx, undefined, db);
    if (there.some(({ key }) => key === fields.key)) throw problem("key_in_use", { path: "key", key: fields.key });
    mustFitLibrary([fields], there);
    return records.create(ctx, storedOf(ctx, fields), db);
  });
}

/** Adds the questions that the library lacks, by key. @throws as in creating */
export async function importQuestions(ctx: Context, all: readonly NewQuestion[], dryRun: boolean) {
  const keys = all.map(({ key }) => key);
  const answers = await answersUnder(ctx, keys);
  return ctx.db.transaction(async (db) => {
    await holdLibrary(ctx, db);
    const there = await records.list(ctx, undefined, db);
    const known = new Set(there.map(({ key }) => key));
    const lacking = all.filter(({ key }) => !known.has(key) && known.add(key));
    mustFitAnswers(lacking, answers);
    mustFitLibrary(lacking, there);
    if (!dryRun) for (const each of lacking) await records.create(ctx, storedOf(ctx, each), db);
    return { created: lacking.length, unchanged: all.length - lacking.length };
  });
}

/** @throws 404, 412 when it has changed since `seen`, 409 for what its answers forbid */
export async function updateQuestion(
  ctx: Context,
  id: string,
  { isCorrection, ...next }: QuestionChange,
  seen: number | undefined,
): Promise<void> {
  const row = await records.get(ctx, id);
  const changed = (["kind", "low", "high", "direction"] as const).find((field) => row[field] !== next[field]);
  const language = Object.keys(row.wordings).find((each) => saysOtherwise(row.wordings[each], next.wordings[each]));
  const answers = changed || language !== undefined ? await countAnswers(ctx, row.key) : 0;
  if (changed && answers > 0) throw problem("question_scale_fixed", { path: changed, answers });
  if (language !== undefined && answers > 0 && !isCorrection)
    throw problem("question_wording_fixed", { path: `wordings.${language}`, answers });
  const { key, replaces, replacesFrom, revision } = row;
  if (changed) mustMeanKind({ ...next, key });
  const corrections = row.corrections + Number(language !== undefined && answers > 0);
  // What was looked at is what is changed.
  await records.update(ctx, id, { ...next, key, replaces, replacesFrom, corrections }, seen ?? revision);
}

/** @throws 404, 409 once it has answers or while another replaces it */
export async function removeQuestion(ctx: Context, id: string): Promise<void> {
  const { key } = await records.get(ctx, id);
  const answers = await countAnswers(ctx, key);
  if (answers > 0) throw problem("question_answered", { answers });
  await records.remove(ctx, id);
}

/** Where the library has no question yet, there is no row to hold. */
const holdLibrary = (ctx: Context, db: Database) => holdName(db, `questions ${ctx.workspace.id}`);

async function countAnswers(ctx: Context, key: string): Promise<number> {
  return (await answersUnder(ctx, [key])).reduce((sum, { answers }) => sum + answers, 0);
}

function storedOf(ctx: Context, { replacesFrom, ...fields }: NewQuestion): Fields {
  const from = fields.replaces === null ? null : replacesFrom === undefined ? ctx.now() : new Date(replacesFrom);
  return { ...fields, replacesFrom: from, corrections: 0 };
}

/** @throws 409 where another replaces the same */
function mustFitLibrary(fresh: readonly NewQuestion[], there: readonly Row[]): void {
  const replaced = new Map(there.map(({ replaces, name }) => [replaces, name]));
  for (const each of fresh) {
    const name = each.replaces === null ? undefined : replaced.get(each.replaces);
    if (name !== undefined) throw problem("question_replaced", { path: "replaces", name });
    replaced.set(each.replaces, each.name);
  }
}

/** @throws 409 where answers under a key mean something else, or always will */
function mustFitAnswers(fresh: readonly NewQuestion[], given: readonly Given[]): void {
  for (const { key, kind, high, direction } of fresh) {
    mustMeanKind({ key, kind });
    const other = given.find(
      (one) =>
        one.key === key &&
        !(isTakenFor(key, kind, one.type) && (one.scale === 0 || one.scale === high) && direction === "higher"),
    );
    if (!other) continue;
    const points = other.scale > 0 ? ` (${other.scale})` : "";
    throw problem("question_answered_otherwise", {
      ...{ path: "key", key, answers: other.answers },
      given: `${other.type}${points}`,
    });
  }
}

/** Whether answers of a type count as those of a kind already: by their type, or by a key that a metric knows. */
function isTakenFor(key: string, kind: string, type: string): boolean {
  return type === kind || (spokenKeys[key] === kind && type === (kind === "fcr" ? "boolean" : "rating"));
}

/** @throws 409 for another kind under a key that a metric knows */
function mustMeanKind({ key, kind }: Pick<NewQuestion, "key" | "kind">): void {
  const wanted = Object.hasOwn(spokenKeys, key) ? spokenKeys[key] : undefined;
  if (wanted !== undefined && wanted !== kind) throw problem("key_means_kind", { path: "kind", key, wanted });
}

/** Whether a language says something else than it did: what was left open may be filled in. */
function saysOtherwise(said: Wording | undefined, now: Wording | undefined): boolean {
  if (!said) return false;
  return (["text", "low", "high"] as const).some((part) => said[part] !== "" && said[part] !== now?.[part]);
}
