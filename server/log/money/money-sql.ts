import type { Conversion, CurrencyRate } from "../../../contracts/log/money.ts";
import { joinSql, type Sql, sql, typed } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";
import { getRates } from "./rates.ts";

const text = (key: string) => sql`trimBoth(JSONExtractString(properties, ${key}))`;
// The text "NaN" reads as a number too, and one such order would make nothing of every sum it is in.
const number = (key: string) => sql`if(isFinite(toFloat64OrNull(${text(key)})), toFloat64OrNull(${text(key)}), null)`;

/** What an order brought, as it says: its `revenue`, or its `total` where that is not said; null where no number can be read. */
export const orderAmount: Sql = sql`if(${text("revenue")} != '', ${number("revenue")}, ${number("total")})`;

const code = sql`upper(${text("currency")})`;

/** Parts a key in three: what an amount was converted into, from and by which rate; one that was not is its currency alone. */
const PART = "|";

/** Amounts of money in the currency of a workspace where a rate is given, else in their own. */
export interface MoneySql {
  /** The currency of amounts that name none. */
  usual: string;
  /** What an order brought, converted where it can be. */
  amount: Sql;
  /** By what amounts are added: only those of one key are alike. */
  key: Sql;
}

/** How amounts of a workspace are read; `isPlain` leaves them in the currencies that they were in. */
export async function moneyOf(ctx: Context, isPlain = false): Promise<MoneySql> {
  const { currency: usual, timezone } = ctx.workspace;
  const { rates } = isPlain ? { rates: [] } : await getRates(ctx);
  return moneySql({ usual, timezone, rates: rates.filter(({ to }) => to === usual) });
}

/**
 * The currency of an order (ISO 4217) is the workspace's where it says none, and XXX, "no currency", where what it says is no
 * code.
 */
export function moneySql({
  usual,
  timezone,
  rates,
}: {
  usual: string;
  timezone: string;
  rates: readonly CurrencyRate[];
}): MoneySql {
  const own = sql`multiIf(match(${code}, '^[A-Z]{3}$'), ${code}, ${code} = '', ${usual}, 'XXX')`;
  const froms = [...new Set(rates.map(({ from }) => from))];
  if (froms.length === 0) return { usual, amount: orderAmount, key: own };
  const byFrom = froms.map((from) =>
    rates.filter((rate) => rate.from === from).sort((a, b) => (a.since < b.since ? -1 : 1)),
  );
  const lists = (parts: readonly Sql[]) => sql`[${joinSql(parts, ", ")}]`;
  const days = lists(byFrom.map((list) => sql`${list.map(({ since }) => since)}`));
  const factors = lists(byFrom.map((list) => lists(list.map(({ rate }) => typed.float64(rate)))));
  const place = sql`indexOf(${froms}, ${own})`;
  const known = sql`arrayElement(${days}, ${place})`;
  const day = sql`toString(toDate(timestamp, ${timezone}))`;
  // 0 where no rate is old enough.
  const last = sql`arrayLastIndex(since -> since <= ${day}, ${known})`;
  const factor = sql`arrayElement(arrayElement(${factors}, ${place}), ${last})`;
  const isConverted = sql`(${place} > 0 and ${last} > 0)`;
  return {
    usual,
    amount: sql`if(${isConverted}, ${orderAmount} * ${factor}, ${orderAmount})`,
    key: sql`if(${isConverted}, concat(${`${usual}${PART}`}, ${own}, ${PART}, arrayElement(${known}, ${last}), ${PART}, toString(${factor})), ${own})`,
  };
}

/** Sums by currency, out of sums by key, that of most amounts first. */
export function byCurrency<Sums extends { n: number }>(
  sums: readonly (readonly [key: string, sums: Sums])[],
  add: (a: Sums, b: Sums) => Sums,
): { currency: string; sums: Sums; converted: Conversion[] }[] {
  const found = new Map<string, { currency: string; sums: Sums; converted: Map<string, Conversion> }>();
  for (const [key, each] of sums) {
    const [currency = "", from, since = "", factor] = key.split(PART);
    const before = found.get(currency);
    const one = before ?? { currency, sums: each, converted: new Map() };
    if (before) before.sums = add(before.sums, each);
    found.set(currency, one);
    if (from === undefined) continue;
    const rate = { since, rate: Number(factor) };
    const known = one.converted.get(from) ?? { from, n: 0, first: rate, last: rate };
    one.converted.set(from, {
      from,
      n: known.n + each.n,
      first: rate.since < known.first.since ? rate : known.first,
      last: rate.since > known.last.since ? rate : known.last,
    });
  }
  return [...found.values()]
    .map(({ converted, ...one }) => ({ ...one, converted: [...converted.values()].sort((a, b) => b.n - a.n) }))
    .sort((a, b) => b.sums.n - a.sums.n || (a.currency < b.currency ? -1 : 1));
}
