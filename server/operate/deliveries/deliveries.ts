import { api } from "../../../contracts/api.ts";
import type { Routes } from "../../platform/http/routes.ts";
import { dropFirst, listFailing, type Outbox, retry } from "../../platform/outbox/outbox.ts";

/** What of the outbox has failed, for those who look after it. */
export function deliveryRoutes(routes: Routes, outbox: Pick<Outbox, "wake">): void {
  routes.route(api.listDeliveries, (ctx, { query }) => listFailing(ctx, query));

  routes.route(api.retryDelivery, async (ctx, { params }) => {
    await retry(ctx, params.id);
    outbox.wake();
  });

  routes.route(api.dropDelivery, async (ctx, { params }) => {
    await dropFirst(ctx, params.id);
    outbox.wake();
  });
}
