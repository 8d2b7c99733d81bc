import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Condition } from "../../../../contracts/log/conditions.ts";
import { DAY, HOUR } from "../../../../contracts/words/durations.ts";
import { type Caller, startTestApp, type TestApp } from "../../../testing/app.ts";
import { feedback, track } from "../../../testing/messages.ts";
import { recountSegments } from "../segments.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

const conditions: Record<string, Condition> = {
  bought: { did: { event: "buy" } },
  "bought twice": { did: { event: "buy", atLeast: 2 } },
  "never left": { not: { did: { event: "leave" } } },
  unhappy: { last: { type: "nps", op: "lte", value: 4 } },
  "bought lately": { did: { event: "buy", withinDays: 1 } },
  pro: { field: "traits.plan", op: "eq", value: "pro" },
};

async function makeSegments(owner: Caller): Promise<void> {
  for (const [name, condition] of Object.entries(conditions))
    await owner.request("POST /api/v1/segments", { body: { name, condition } });
}

/** How many are in each segment as the counter has it, and as the log says when it is asked. */
async function sizes(owner: Caller) {
  const { items } = await owner.request("GET /api/v1/segments", {});
  const counted: Record<string, number | null> = {};
  const asked: Record<string, number> = {};
  for (const { id, name, size } of items) {
    counted[name] = size;
    asked[name] = (await owner.request("GET /api/v1/segments/:id/size", { params: { id } })).size;
  }
  return { counted, asked };
}

/** The job that finds whom time moved. */
const recount = () => recountSegments(t.system, t.system.access.systemContext, new AbortController().signal);

async function historyOf(owner: Caller, wanted: string, interval: "hour" | "day" = "hour") {
  const { items } = await owner.request("GET /api/v1/segments", {});
  const id = items.find(({ name }) => name === wanted)?.id ?? "";
  return (await owner.request("GET /api/v1/segments/:id/history", { params: { id }, query: { interval } })).items;
}

describe("the count of a segment", () => {
  it("is what the log says, on random logs with merges, late events and hours between", {
    timeout: 60_000,
  }, async () => {
    const deed = fc.record({
      who: fc.integer({ min: 0, max: 4 }),
      what: fc.constantFrom("buy", "leave", "look", "answer", "plan"),
      hoursAgo: fc.integer({ min: 0, max: 200 }),
      score: fc.integer({ min: 0, max: 10 }),
    });
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.array(deed, { minLength: 1, maxLength: 6 }) },
      { weight: 1, arbitrary: fc.constant("merge" as const) },
      { weight: 1, arbitrary: fc.constant("hours" as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
        const { owner, writeKey } = await t.freshWorkspace();
        await makeSegments(owner);
        for (const each of steps) {
          if (each === "hours") t.clock.advance(5 * HOUR);
          else if (each === "merge") await mergeTwo(owner);
          else
            await t.track(
              writeKey,
              each.map(({ who, what, hoursAgo, score }) => {
                const instant = new Date(t.clock.now().getTime() - hoursAgo * HOUR).toISOString();
                const plan = score > 5 ? "pro" : "free";
                if (what === "answer") return feedback(`p${who}`, "nps", score, instant);
                if (what === "plan")
                  return {
                    ...track(`p${who}`, "", instant),
                    type: "identify",
                    event: undefined,
                    properties: {},
                    traits: { plan },
                  };
                return track(`p${who}`, what, instant);
              }),
            );
          await t.settled();
          // Whom only time moves is found by the hour.
          if (each === "hours") await recount();
          const { counted, asked } = await sizes(owner);
          expect(counted).toEqual(asked);
        }
        for (const name of Object.keys(conditions)) {
          const points = await historyOf(owner, name);
          let size = 0;
          for (const point of points) {
            if (!point.redefined) expect(point.size).toBe(size + point.entered - point.gone);
            size = point.size;
          }
        }
      }),
      { numRuns: 3 },
    );
  });

  it("follows a unit that is moved, where it asks for units as they are today", async () => {
    const { owner, writeKey } = await t.freshWorkspace();
    const draw = (key: string, parentId: string | null = null) =>
      owner.request("POST /api/v1/units", { body: { key, name: key, kind: "site", parentId } });
    const [north, south] = [await draw("north"), await draw("south")];
    const shop = await draw("shop", north.id);
    for (const field of ["unit", "unit_then"]) {
      const condition = { did: { event: "visit", where: { field, op: "eq" as const, value: "north" } } };
      await owner.request("POST /api/v1/segments", { body: { name: field, condition } });
    }
    await t.track(writeKey, [{ ...track("p1", "visit", t.clock.now().toISOString()), context: { unit: "shop" } }]);
    expect((await sizes(owner)).counted).toEqual({ unit: 1, unit_then: 1 });
    const body = { name: "shop", kind: "site", parentId: south.id };
    await owner.request("PUT /api/v1/units/:id", { params: { id: shop.id }, body });
    await t.settled();
    expect(await sizes(owner)).toEqual({ counted: { unit: 0, unit_then: 1 }, asked: { unit: 0, unit_then: 1 } });
  });

  it("tells who came in by news from who came in by history, by a merge, by time and by another condition", async () => {
    const { owner, writeKey } = await t.freshWorkspace();
    // From noon on, wherever the random hours before have ended: the days below are counted.
    t.clock.advance((36 * HOUR - (t.clock.now().getTime() % DAY)) % DAY);
    await makeSegments(owner);
    await t.settled();
    t.clock.advance(HOUR);
    const ago = (milliseconds: number) => new Date(t.clock.now().getTime() - milliseconds).toISOString();
    await t.track(writeKey, [
      track("ann", "buy", ago(0)),
      track("bob", "buy", ago(30 * DAY)),
      track("cem", "look", ago(0)),
    ]);
    expect((await historyOf(owner, "bought")).at(-1)).toMatchObject({
      ...{ size: 2, entered: 2, gone: 0, byNews: { entered: 1, gone: 0 }, redefined: false },
    });
    expect((await historyOf(owner, "bought lately")).at(-1)).toMatchObject({
      size: 1,
      byNews: { entered: 1, gone: 0 },
    });

    t.clock.advance(2 * DAY);
    await recount();
    expect((await historyOf(owner, "bought lately")).at(-1)).toMatchObject({
      ...{ size: 0, entered: 0, gone: 1, byNews: { entered: 0, gone: 0 }, redefined: false },
    });

    t.clock.advance(HOUR);
    await mergeTwo(owner, ["ann", "bob"]);
    await t.settled();
    expect((await historyOf(owner, "bought")).at(-1)).toMatchObject({
      size: 1,
      gone: 1,
      byNews: { entered: 0, gone: 0 },
    });
    expect((await historyOf(owner, "bought twice")).at(-1)).toMatchObject({
      ...{ size: 1, entered: 1, byNews: { entered: 0, gone: 0 } },
    });

    const { items } = await owner.request("GET /api/v1/segments", {});
    const bought = items.find(({ name }) => name === "bought");
    const body = { name: "bought", condition: { did: { event: "look" } } };
    t.clock.advance(HOUR);
    await owner.request("PUT /api/v1/segments/:id", { params: { id: bought?.id ?? "" }, body });
    await t.settled();
    expect((await historyOf(owner, "bought")).at(-1)).toMatchObject({ size: 1, entered: 0, gone: 0, redefined: true });
    // The size at the end of each day, also of days on which nothing moved.
    expect((await historyOf(owner, "bought", "day")).map(({ size }) => size)).toEqual([2, 2, 1]);
  });

  it("is forgotten with the segment", async () => {
    const { owner, writeKey } = await t.freshWorkspace();
    await makeSegments(owner);
    await t.track(writeKey, [track("ann", "buy", t.clock.now().toISOString())]);
    for (const { id } of (await owner.request("GET /api/v1/segments", {})).items)
      await owner.request("DELETE /api/v1/segments/:id", { params: { id } });
    await t.settled();
    await makeSegments(owner);
    await t.settled();
    const { counted, asked } = await sizes(owner);
    expect(counted).toEqual(asked);
    expect(await historyOf(owner, "bought")).toHaveLength(1);
  });
});

/** Makes two known people one: these, or the first two there are. */
async function mergeTwo(owner: Caller, names: readonly string[] = []): Promise<void> {
  const { items } = await owner.request("GET /api/v1/contacts", { query: { sort: "name" } });
  const known = items.filter(({ name }) => names.length === 0 || names.includes(name));
  const [into, merged] = known;
  if (!into || !merged) return;
  const body = { merged: merged.id, reason: "the same person" };
  await owner.request("POST /api/v1/contacts/:id/merge", { params: { id: into.id }, body });
}
