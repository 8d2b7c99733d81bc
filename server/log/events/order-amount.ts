import { USUAL_CURRENCY } from "../../../contracts/words/currency.ts";
import { type Sql, sql } from "../../platform/analytics/sql.ts";

const text = (key: string) => sql`trimBoth(JSONExtractString(properties, ${key}))`;
// The text "NaN" reads as a number too, and one such order would make nothing of every sum it is in.
const number = (key: string) => sql`if(isFinite(toFloat64OrNull(${text(key)})), toFloat64OrNull(${text(key)}), null)`;

/** What an order brought: its `revenue`, or its `total` where that is not said; null where no number can be read. */
export const orderAmount: Sql = sql`if(${text("revenue")} != '', ${number("revenue")}, ${number("total")})`;

const code = sql`upper(${text("currency")})`;

/**
 * The currency of an order (ISO 4217): EUR where it says none, XXX, "no currency", where what it says is no code.
 */
export const orderCurrency: Sql = sql`multiIf(match(${code}, '^[A-Z]{3}$'), ${code}, ${code} = '', ${USUAL_CURRENCY}, 'XXX')`;
