import { moneyApi } from "../../../contracts/log/money.ts";
import { type Routes, revisionSeen } from "../../platform/http/routes.ts";
import { getRates, saveRates } from "./rates.ts";

export function moneyRoutes(routes: Routes): void {
  routes.route(moneyApi.getCurrencyRates, (ctx) => getRates(ctx));

  routes.route(moneyApi.updateCurrencyRates, (ctx, { body, request }) =>
    saveRates(ctx, body.rates, revisionSeen(request)),
  );
}
