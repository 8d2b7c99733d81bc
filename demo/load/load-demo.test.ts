import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../server/config.ts";
import { events } from "../../server/log/events/events.ts";
import { openSystem, type RunningSystem } from "../../server/open-system.ts";
import { sql } from "../../server/platform/analytics/sql.ts";
import { freshStores } from "../../server/testing/stores.ts";
import { demoOwner, loadDemo } from "../demo.ts";

const scale = 0.02;
const ORIGIN = "http://throughline.test";
const NOW = "2026-06-17T12:34:56.000Z";
let stores: Awaited<ReturnType<typeof freshStores>>;
let system: RunningSystem;

async function open(now = NOW): Promise<void> {
  const config = readConfig({ data: stores.data, logLevel: "silent" }, { PUBLIC_URL: ORIGIN, ...stores.environment });
  system = await openSystem(config, { now: () => new Date(now) });
}

beforeAll(async () => {
  stores = await freshStores();
  await open();
});
afterAll(async () => {
  await system.close();
  stores.remove();
});

async function count(): Promise<number> {
  const [row] = await system.analytics.ask<{ n: string }>(sql`select count() as n from ${events}`, { tenant: null });
  return Number(row?.n);
}

describe("the demo", () => {
  it("is completed by the next start when it was cut off, each event once", async () => {
    const stopped = new AbortController();
    const cut = loadDemo(system, {
      scale,
      signal: stopped.signal,
      onProgress: (stage) => stage === "retailer" && stopped.abort(new Error("stopped")),
    });
    await expect(cut).rejects.toThrow("stopped");
    const half = await count();
    expect(half).toBeGreaterThan(1000);

    await system.close();
    // Later: what was begun goes on with the history it began with.
    await open("2026-06-19T01:00:00.000Z");
    expect(await loadDemo(system, { scale })).toBe(true);
    const all = await count();
    expect(all).toBeGreaterThan(half);
    const [last] = await system.analytics.ask<{ latest: string }>(
      sql`select toString(max(timestamp)) as latest from ${events}`,
      { tenant: null },
    );
    expect((last?.latest ?? "") <= "2026-06-17 12:00:00.000").toBe(true);

    const [{ n } = { n: "0" }] = await system.analytics.ask<{ n: string }>(
      sql`select uniqExact(message_id) as n from ${events}`,
      { tenant: null },
    );
    expect(Number(n)).toBe(all);
    expect(await loadDemo(system, { scale })).toBe(false);
    expect(await count()).toBe(all);
  });

  it("has two companies with their maps, and an owner who may sign in", async () => {
    const { createApp } = await import("../../server/app.ts");
    const app = await createApp(system);
    const origin = { origin: ORIGIN };
    const signedIn = await app.inject({ method: "POST", url: "/api/v1/session", payload: demoOwner, headers: origin });
    expect(signedIn.statusCode, signedIn.body).toBe(200);
    const cookie = [signedIn.headers["set-cookie"] ?? []]
      .flat()
      .map((each) => each.split(";")[0])
      .join("; ");
    const names = signedIn.json().memberships.map((each: { workspace: { name: string } }) => each.workspace.name);
    expect(names).toEqual(["Brackenfold", "Merrivane Bank"]);
    for (const [index, journeys] of [1, 2].entries()) {
      const headers = { cookie, "x-workspace": signedIn.json().memberships[index].workspace.id };
      const get = async (url: string) => (await app.inject({ url, headers })).json();
      const { items } = await get("/api/v1/journeys");
      expect(items).toHaveLength(journeys);
      for (const journey of items) {
        expect(journey.boundSteps).toBe(journey.steps);
        const { document } = await get(`/api/v1/journeys/${journey.id}`);
        expect(document.cells.length).toBeGreaterThan(journey.steps);
      }
      const { items: segments } = await get("/api/v1/segments");
      expect(segments.length).toBeGreaterThan(5);
      const sizes = [];
      for (const { id } of segments) sizes.push((await get(`/api/v1/segments/${id}/size`)).size);
      // So few people as here leave the rarest of them empty.
      expect(sizes.filter((size) => size > 0).length).toBeGreaterThan(4);
      const { items: personas } = await get("/api/v1/personas");
      const linked = new Set(items.flatMap((journey: { personas: string[] }) => journey.personas));
      expect(new Set(personas.map((each: { id: string }) => each.id))).toEqual(linked);
      for (const { segment, quotes } of personas) {
        expect(segment).toBeTruthy();
        expect(quotes.filter((quote: { source: object | null }) => quote.source).length).toBeGreaterThan(0);
      }
      const { tiles } = await get("/api/v1/overview");
      expect(tiles.length).toBeGreaterThan(10);
      const saved = (await get("/api/v1/saved-queries")).items;
      const shown = tiles.flatMap((tile: { savedQuery?: string }) => tile.savedQuery ?? []);
      expect(saved.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(shown));
      expect(shown).not.toHaveLength(0);
      for (const { id } of saved) {
        const url = `/api/v1/saved-queries/${id}/answer`;
        const asked = await app.inject({ method: "POST", url, payload: {}, headers: { ...headers, ...origin } });
        expect(asked.statusCode, asked.body).toBe(200);
      }
      expect((await get("/api/v1/contacts")).items[0].lastSeenAt.slice(0, 7)).toBe("2026-06");
    }
    await app.close();
  });
});
