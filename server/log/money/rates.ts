import { eq } from "drizzle-orm";
import type { CurrencyRate, CurrencyRates } from "../../../contracts/log/money.ts";
import type { Context } from "../../platform/context.ts";
import { holdName } from "../../platform/db/hold-name.ts";
import { stale } from "../../platform/http/problem.ts";
import { currencyRates } from "./money.tables.ts";

/** The rates of a workspace, by pair and day. */
export async function getRates(ctx: Context, db = ctx.db): Promise<CurrencyRates> {
  const [row] = await db
    .select({ rates: currencyRates.rates, revision: currencyRates.revision })
    .from(currencyRates)
    .where(eq(currencyRates.workspace, ctx.workspace.id));
  return row ?? { rates: [], revision: 0 };
}

const keyOf = ({ from, to, since }: CurrencyRate) => `${from} ${to} ${since}`;

/** @throws 412 when they have changed since `seen` */
export function saveRates(
  ctx: Context,
  given: readonly CurrencyRate[],
  seen: number | undefined,
): Promise<CurrencyRates> {
  return ctx.db.transaction(async (db) => {
    // Where none were given yet, there is no row to hold.
    await holdName(db, `currency rates ${ctx.workspace.id}`);
    const before = await getRates(ctx, db);
    if (seen !== undefined && seen !== before.revision) throw stale();
    const rates = [...given].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const saved = { rates, revision: before.revision + 1, updatedAt: ctx.now() };
    await db
      .insert(currencyRates)
      .values({ workspace: ctx.workspace.id, ...saved })
      .onConflictDoUpdate({ target: currencyRates.workspace, set: saved });
    const fields = { rates: { before: before.rates.length, after: rates.length } };
    await ctx.trail.note(db, { kind: "currency_rate", id: ctx.workspace.id, fields });
    return { rates, revision: saved.revision };
  });
}
