import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Caller, startTestApp, type TestApp } from "../../../testing/app.ts";
import { northAndSouth } from "../../../testing/scope.fixture.ts";
import { contacts } from "../contacts.tables.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(async () => {
  await t.system.db.delete(contacts).where(eq(contacts.workspace, t.workspace.id));
  await t.close();
});

it("a search that fits very many in other units says so to who sees them", async () => {
  const { manager, key } = await northAndSouth(t);
  await t.system.db.execute(
    sql`insert into contacts (workspace, id, founder, name, name_search, traits, trait_times, first_seen)
        select ${t.workspace.id}, (1000000000000 + each)::text, 'crowd', 'Pat ' || each, 'pat ' || each, '{}', '{}', now()
        from generate_series(1, 50001) as each`,
  );
  const ask = async (caller: Caller) =>
    (await caller.inject({ method: "GET", url: "/api/v1/contacts?search=pat" })).json();
  expect(await ask(t.owner)).toMatchObject({ code: "search_too_wide" });
  for (const caller of [manager, key])
    expect(await ask(caller)).toMatchObject({ items: [{ name: "Pat north" }], nextCursor: null });
});
