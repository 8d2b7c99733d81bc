import { api } from "../../../contracts/api.ts";
import type { Routes } from "../../platform/http/routes.ts";
import { listAccountEvents, listAccountPeople } from "./account-people.ts";
import { listAccounts, showAccount } from "./list-accounts.ts";

export function accountRoutes(routes: Routes): void {
  routes.route(api.listAccounts, (ctx, { query, signal }) => listAccounts(ctx, query, signal));

  routes.route(api.getAccount, (ctx, { params, signal }) => showAccount(ctx, params.id, signal));

  routes.route(api.listAccountPeople, (ctx, { params, query, signal }) =>
    listAccountPeople(ctx, params.id, query, signal),
  );

  routes.route(api.listAccountEvents, (ctx, { params, query, signal }) =>
    listAccountEvents(ctx, params.id, query.limit, signal),
  );
}
