import { and, eq, isNotNull, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { SignInEvent } from "../../../contracts/words/sign-ins.ts";
import type { RecordsSystem } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { type ProblemError, problem } from "../../platform/http/problem.ts";
import type { Seal } from "../../platform/seal.ts";
import { hashRecoveryCode, isTimeCode, plainCode, stepOf } from "./codes.ts";
import { recoveryCodes, secondFactors } from "./second-factor.tables.ts";

/** Wrong codes in a row before the next has to wait: a minute, then twice as long each time, a day at most. */
const FREE = 5;
const LONGEST_MINUTES = 24 * 60;

/** A code that is right. It is used up in the transaction of what it is for, by one of two who use it at the same moment. */
interface Passed {
  event: SignInEvent;
  /** @throws 400 `code_used` */
  spend(db: Database): Promise<void>;
}

/**
 * Looks whether a code is right, where the user has a second factor. A code of the app is counted as wrong before it is looked
 * at, so that no number of processes tries more of them; only one that is taken ends the count.
 * @throws 401 `second_factor_needed`, 400 `wrong_code`, 429 `codes_locked`, 409 `second_factor_unreadable`
 */
export async function checkCode(
  system: RecordsSystem,
  seal: Seal,
  userId: string,
  typed: string | undefined,
): Promise<Passed> {
  const [factor] = await system.db
    .select({ userId: secondFactors.userId })
    .from(secondFactors)
    .where(and(eq(secondFactors.userId, userId), isNotNull(secondFactors.confirmedAt)));
  if (!factor) return { event: "signed_in", spend: async () => undefined };
  const code = plainCode(typed ?? "");
  if (code === "") throw problem("second_factor_needed", { path: "code" });
  return isTimeCode(code) ? checkTimeCode(system, seal, userId, code) : checkRecoveryCode(system, userId, code);
}

async function checkTimeCode(system: RecordsSystem, seal: Seal, userId: string, code: string): Promise<Passed> {
  const now = system.now();
  const secret = openSecret(system, seal, userId, await countAttempt(system, userId, now));
  const step = await stepOf(secret, code, now);
  if (step === null) throw wrongCode();
  return {
    event: "signed_in_by_code",
    async spend(db) {
      const taken = await db
        .update(secondFactors)
        .set({ lastStep: step, failures: 0, lockedUntil: null })
        .where(and(eq(secondFactors.userId, userId), lt(secondFactors.lastStep, step)))
        .returning({ userId: secondFactors.userId });
      if (taken.length === 0) throw codeUsed();
    },
  };
}

/** @returns the sealed secret. @throws 429 `codes_locked` */
async function countAttempt({ db }: RecordsSystem, userId: string, now: Date): Promise<string> {
  const { failures, lockedUntil } = secondFactors;
  const wait = sql`least(power(2, least(${failures} + 1 - ${FREE}::int, 20)), ${LONGEST_MINUTES}::int) * interval '1 minute'`;
  const [counted] = await db
    .update(secondFactors)
    .set({
      failures: sql`${failures} + 1`,
      lockedUntil: sql`case when ${failures} + 1 >= ${FREE}::int then ${now.toISOString()}::timestamptz + ${wait} end`,
    })
    .where(and(eq(secondFactors.userId, userId), or(isNull(lockedUntil), lte(lockedUntil, now))))
    .returning({ secret: secondFactors.secret });
  if (counted) return counted.secret;
  const [locked] = await db.select({ until: lockedUntil }).from(secondFactors).where(eq(secondFactors.userId, userId));
  const seconds = Math.max(1, Math.ceil(((locked?.until?.getTime() ?? 0) - now.getTime()) / 1000));
  throw problem("codes_locked", { path: "code", minutes: Math.ceil(seconds / 60) }, { retryAfter: seconds });
}

/** @throws 409 `second_factor_unreadable`, as after a restore under another secret */
export function openSecret({ log }: RecordsSystem, seal: Seal, userId: string, sealed: string): Uint8Array {
  try {
    return Buffer.from(seal.open(sealed, userId), "base64");
  } catch {
    log.error("a second factor was sealed with another secret than this system has");
    throw problem("second_factor_unreadable", { path: "code" });
  }
}

async function checkRecoveryCode({ db }: RecordsSystem, userId: string, code: string): Promise<Passed> {
  const known = and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.hash, hashRecoveryCode(code)));
  if ((await db.$count(recoveryCodes, known)) === 0) throw wrongCode();
  return {
    event: "signed_in_by_recovery_code",
    async spend(tx) {
      const gone = await tx.delete(recoveryCodes).where(known).returning({ hash: recoveryCodes.hash });
      if (gone.length === 0) throw codeUsed();
      // Whoever guessed shall not keep the owner from using the app.
      await tx.update(secondFactors).set({ failures: 0, lockedUntil: null }).where(eq(secondFactors.userId, userId));
    },
  };
}

export function wrongCode(): ProblemError {
  return problem("wrong_code", { path: "code" });
}

function codeUsed(): ProblemError {
  return problem("code_used", { path: "code" });
}
