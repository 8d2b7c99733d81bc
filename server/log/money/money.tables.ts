import { integer, json, pgTable, text } from "drizzle-orm/pg-core";
import type { CurrencyRate } from "../../../contracts/log/money.ts";
import { instant } from "../../platform/db/instant-column.ts";

/** The rates that the amounts of a workspace are converted with. */
export const currencyRates = pgTable("currency_rates", {
  workspace: text("workspace").primaryKey(),
  rates: json("rates").$type<CurrencyRate[]>().notNull(),
  revision: integer("revision").notNull(),
  updatedAt: instant("updated_at").notNull(),
});
