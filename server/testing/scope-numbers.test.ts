import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Caller, startTestApp, type TestApp } from "./app.ts";
import { feedback, track } from "./messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const TREE = [
  { key: "de", kind: "country", parent: "" },
  { key: "south", kind: "region", parent: "de" },
  { key: "munich", kind: "shop", parent: "south" },
  { key: "north", kind: "region", parent: "de" },
  { key: "kiel", kind: "shop", parent: "north" },
  { key: "fr", kind: "country", parent: "" },
  { key: "paris", kind: "shop", parent: "fr" },
].map((unit) => ({ ...unit, name: unit.key }));
const parentOf = new Map(TREE.map(({ key, parent }) => [key, parent]));
/** Whether a unit is one of some or below one of them, by hand. */
const isWithin = (unit: string, roots: readonly string[]): boolean =>
  unit !== "" && (roots.includes(unit) || isWithin(parentOf.get(unit) ?? "", roots));

const period = { from: "2026-06-01", to: "2026-06-17" };
const event = (value: string) => ({ condition: { field: "event", op: "eq", value } });
const steps = [event("Seen"), event("Order Completed")];
const metrics = ["volume", "people", "revenue", "orders", "nps", "csat", "responses", "fcr", "retention"];
const bought = { did: { event: "Order Completed", atLeast: 2 } };
const numbers: Record<string, object> = Object.fromEntries([
  ...metrics.map((metric) => [`query ${metric}`, { metrics: [{ metric }], period }]),
  ...["unit", "unit.shop", "unit_then.shop", "channel"].map((name) => [
    `query by ${name}`,
    {
      metrics: [{ metric: "volume" }, { metric: "people" }],
      breakdowns: [name],
      period,
      interval: "week",
      compare: "previous_period",
    },
  ]),
  ["query filtered", { metrics: [{ metric: "people" }], filter: { field: "unit", op: "eq", value: "de" }, period }],
  ["query/funnel", { steps, period, breakdown: "channel" }],
  ["query/retention", { period, interval: "week", intervals: 2 }],
  ["query/paths", { anchor: { from: event("Seen") }, naming: { by: "event" }, period }],
  ["query/process", { naming: { by: "event" }, period }],
  ["journeys/discover", { period }],
  ["segments/preview", { condition: { not: bought } }],
  ["segments/preview of buyers", { condition: { all: [bought, { field: "traits.plan", op: "ne", value: "pro" }] } }],
  ["events/preview", { rule: { field: "unit", op: "exists" } }],
]);

/** Numbers of an answer without who is behind them: people have other ids in another workspace. */
const withoutPeople = (text: string): unknown =>
  JSON.parse(text, (key, value: unknown) => (["items", "asOf", "requestId"].includes(key) ? undefined : value));

async function answersTo(caller: Caller): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const [name, payload] of Object.entries(numbers)) {
    const answer = await caller.inject({ method: "POST", url: `/api/v1/${name.split(" ")[0]}`, payload });
    expect(answer.statusCode, `${name}: ${answer.body}`).toBe(200);
    answers[name] = withoutPeople(answer.body);
  }
  for (const path of ["contacts", "accounts", "events/names", "events/recent"]) {
    const { items, events, total } = (await caller.inject({ method: "GET", url: `/api/v1/${path}` })).json();
    answers[path] = { count: items?.length, events, total };
  }
  return answers;
}

const happening = fc.record({
  user: fc.constantFrom("ann", "bob", "cem", "dia"),
  what: fc.constantFrom("Seen", "Order Completed", "nps", "csat", "identify", "group", "visit"),
  unit: fc.constantFrom("munich", "kiel", "paris", "south", "de", "undrawn", ""),
  hour: fc.nat(15 * 24),
  score: fc.integer({ min: 1, max: 5 }),
});

function messageOf(
  { user, what, unit, hour, score }: typeof happening extends fc.Arbitrary<infer T> ? T : never,
  n: number,
) {
  const timestamp = new Date(Date.UTC(2026, 5, 1, hour)).toISOString();
  const more = { messageId: `m${n}`, context: { ...(unit ? { unit } : {}), channel: score > 3 ? "web" : "store" } };
  if (what === "nps" || what === "csat")
    return { ...feedback(user, what, score, timestamp, { submission_id: `s${n}` }), ...more };
  if (what === "identify")
    return { type: "identify", userId: user, timestamp, traits: { plan: score > 2 ? "pro" : "free" }, ...more };
  if (what === "group") return { type: "group", userId: user, groupId: `company ${score}`, timestamp, ...more };
  // Before somebody signs in, a device is nobody.
  if (what === "visit") return { type: "track", event: "Seen", anonymousId: `device of ${user}`, timestamp, ...more };
  return track(user, what, timestamp, { total: String(score), order_id: `o${n}` }, more);
}

test("a number for some units is the number over their events, as if nothing else had happened", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 15, maxLength: 60 }),
      fc.subarray(["munich", "south", "north", "fr", "paris"], { minLength: 1, maxLength: 2 }),
      async (happenings, roots) => {
        const [all, mine] = [await t.freshWorkspace(), await t.freshWorkspace()];
        for (const { owner } of [all, mine])
          await owner.request("POST /api/v1/units/import", { body: { units: TREE } });
        const { items: units } = await all.owner.request("GET /api/v1/units", {});
        const ids = units.flatMap(({ key, id }) => (roots.includes(key) ? id : []));
        const scoped = await t.member("admin", all.workspace.id, ids);
        await t.track(all.writeKey, happenings.map(messageOf));
        const within = happenings.flatMap((each, n) => (isWithin(each.unit, roots) ? [messageOf(each, n)] : []));
        if (within.length > 0) await t.track(mine.writeKey, within);
        expect(await answersTo(scoped)).toEqual(await answersTo(mine.owner));
      },
    ),
    { numRuns: 4 },
  );
}, 240_000);
