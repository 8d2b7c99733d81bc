import { randomBytes } from "node:crypto";
import { and, eq, isNull, ne } from "drizzle-orm";
import type { SecondFactor } from "../../../contracts/access/second-factor.ts";
import type { SignInEvent } from "../../../contracts/words/sign-ins.ts";
import type { UserContext } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { problem } from "../../platform/http/problem.ts";
import type { Seal } from "../../platform/seal.ts";
import { sessions } from "../users/users.tables.ts";
import { mustKnowPassword } from "../users/users.ts";
import { checkCode, openSecret, wrongCode } from "./check-code.ts";
import { hashRecoveryCode, isTimeCode, makeRecoveryCodes, plainCode, setUpWith, stepOf } from "./codes.ts";
import { recoveryCodes, secondFactors } from "./second-factor.tables.ts";

/** As long as the hash is that codes are made with (RFC 4226). */
const SECRET_BYTES = 20;

/** Writes down and tells what became of it, in the transaction that does it. */
export type Telling = (db: Database, event: SignInEvent) => Promise<void>;

interface Proof {
  password: string;
  code: string;
}

export async function getSecondFactor({ db, user }: UserContext): Promise<SecondFactor> {
  const factor = await factorOf(db, user.id);
  return {
    enabledAt: factor?.confirmedAt?.toISOString() ?? null,
    recoveryCodesLeft: factor?.confirmedAt ? await db.$count(recoveryCodes, eq(recoveryCodes.userId, user.id)) : 0,
  };
}

/** Makes what an app is set up with; asked for at sign-in only when a code of it was typed. @throws 400, 409 `second_factor_on` */
export async function beginSecondFactor(ctx: UserContext, seal: Seal, password: string) {
  await mustKnowPassword(ctx, password);
  const { id, email } = ctx.user;
  const secret = randomBytes(SECRET_BYTES);
  const sealed = seal.close(secret.toString("base64"), id);
  await ctx.db.transaction(async (db) => {
    const made = await db
      .insert(secondFactors)
      .values({ userId: id, secret: sealed })
      .onConflictDoUpdate({
        target: secondFactors.userId,
        set: { secret: sealed },
        setWhere: isNull(secondFactors.confirmedAt),
      })
      .returning({ userId: secondFactors.userId });
    if (made.length === 0) throw problem("second_factor_on");
    await ctx.trail.note(db, { kind: "user", id });
  });
  return setUpWith(secret, email);
}

/**
 * Asks for a code at sign-in from now on, and ends every other session: those began without one.
 * @returns the recovery codes, which are nowhere else. @throws 400 `wrong_code`, 409
 */
export async function confirmSecondFactor(
  ctx: UserContext,
  seal: Seal,
  typed: string,
  tell: Telling,
): Promise<string[]> {
  const { id, sessionToken } = ctx.user;
  const factor = await factorOf(ctx.db, id);
  if (factor?.confirmedAt) throw problem("second_factor_on");
  if (!factor) throw problem("second_factor_off");
  const code = plainCode(typed);
  const secret = openSecret(ctx, seal, id, factor.secret);
  const step = isTimeCode(code) ? await stepOf(secret, code, ctx.now()) : null;
  if (step === null) throw wrongCode();
  return ctx.db.transaction(async (db) => {
    const begun = and(eq(secondFactors.userId, id), eq(secondFactors.secret, factor.secret));
    const done = await db
      .update(secondFactors)
      .set({ confirmedAt: ctx.now(), lastStep: step, failures: 0, lockedUntil: null })
      .where(and(begun, isNull(secondFactors.confirmedAt)))
      .returning({ userId: secondFactors.userId });
    if (done.length === 0) throw problem("second_factor_on");
    const codes = await newRecoveryCodes(db, id);
    await db.delete(sessions).where(and(eq(sessions.userId, id), ne(sessions.token, sessionToken)));
    await ctx.trail.note(db, { kind: "user", id, fields: { secondFactor: { before: false, after: true } } });
    await tell(db, "second_factor_on");
    return codes;
  });
}

/** Makes recovery codes in place of those there are. @throws 400, 409 `second_factor_off` */
export async function renewRecoveryCodes(ctx: UserContext, seal: Seal, proof: Proof, tell: Telling): Promise<string[]> {
  return prove(ctx, seal, proof, async (db) => {
    const codes = await newRecoveryCodes(db, ctx.user.id);
    await ctx.trail.note(db, { kind: "user", id: ctx.user.id, fields: { recoveryCodes: {} } });
    await tell(db, "recovery_codes_made");
    return codes;
  });
}

/** @throws 400, 409 `second_factor_off` */
export async function removeSecondFactor(ctx: UserContext, seal: Seal, proof: Proof, tell: Telling): Promise<void> {
  const { id, sessionToken } = ctx.user;
  await prove(ctx, seal, proof, async (db) => {
    await forgetSecondFactor(db, id);
    await db.delete(sessions).where(and(eq(sessions.userId, id), ne(sessions.token, sessionToken)));
    await ctx.trail.note(db, { kind: "user", id, fields: { secondFactor: { before: true, after: false } } });
    await tell(db, "second_factor_off");
  });
}

/** @returns whether there was one */
export async function forgetSecondFactor(db: Database, userId: string): Promise<boolean> {
  await db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  const gone = await db
    .delete(secondFactors)
    .where(eq(secondFactors.userId, userId))
    .returning({ confirmedAt: secondFactors.confirmedAt });
  return gone.some(({ confirmedAt }) => confirmedAt !== null);
}

/** Does what takes both the password and a code: who sits down at somebody's open page has neither. */
async function prove<T>(
  ctx: UserContext,
  seal: Seal,
  { password, code }: Proof,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  await mustKnowPassword(ctx, password);
  if (!(await factorOf(ctx.db, ctx.user.id))?.confirmedAt) throw problem("second_factor_off");
  const passed = await checkCode(ctx, seal, ctx.user.id, code);
  return ctx.db.transaction(async (db) => {
    await passed.spend(db);
    return work(db);
  });
}

async function factorOf(db: Database, userId: string) {
  const [factor] = await db.select().from(secondFactors).where(eq(secondFactors.userId, userId));
  return factor;
}

async function newRecoveryCodes(db: Database, userId: string): Promise<string[]> {
  const codes = makeRecoveryCodes();
  await db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await db.insert(recoveryCodes).values(codes.map((code) => ({ userId, hash: hashRecoveryCode(code) })));
  return codes;
}
