export { moneyRoutes } from "./money.routes.ts";
export { byCurrency, type MoneySql, moneyOf, moneySql, orderAmount } from "./money-sql.ts";
