import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DiscoveryQueryInput } from "../../../../contracts/understand/discovery.ts";
import { type Caller, startTestApp, type TestApp } from "../../../testing/app.ts";
import { feedback, track } from "../../../testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const START = Date.UTC(2026, 5, 1);
const instant = (minutes: number) => new Date(START + minutes * 60_000).toISOString();
const DAY = 1440;
type Logged = [who: string, minutes: number, event: string, properties?: object];

async function shopOf(...log: Logged[]): Promise<{ owner: Caller; writeKey: string }> {
  const { owner, writeKey } = await t.freshWorkspace();
  await t.track(
    writeKey,
    log.map(([who, minutes, event, properties]) => track(who, event, instant(minutes), properties)),
  );
  return { owner, writeKey };
}
const discover = (owner: Caller, body: DiscoveryQueryInput = {}) =>
  owner.request("POST /api/v1/journeys/discover", { body });
const event = (value: string) => ({ field: "event", op: "eq" as const, value });

/** Search and look on one day, buy and pay on the next, the parcel a week later; some stop early, one looks last. */
const LOG: Logged[] = [
  ["ann", 0, "Search"],
  ["ann", 5, "Look"],
  ["ann", DAY, "Buy"],
  ["ann", DAY + 5, "Pay"],
  ["ann", 8 * DAY, "Parcel"],
  ["ann", 8 * DAY + 10, "Help"],
  ["bob", 0, "Search"],
  ["bob", 7, "Look"],
  ["bob", 30, "Search"],
  ["bob", DAY + 20, "Buy"],
  ["bob", DAY + 30, "Pay"],
  ["bob", 9 * DAY, "Parcel"],
  ["cid", 60, "Search"],
  ["cid", 66, "Look"],
  ["dan", 60, "Look"],
  ["dan", 90, "Search"],
  ["eve", 0, "Search"],
];

describe("a map from what people really do", () => {
  it("finds steps in their typical order, with phases at the long gaps", async () => {
    const { owner, writeKey } = await shopOf(...LOG);
    await t.track(writeKey, [
      feedback("ann", "csat", 4, instant(DAY + 6)),
      feedback("bob", "csat", 5, instant(DAY + 6)),
    ]);
    const answer = await discover(owner);
    expect(answer).toMatchObject({ definition: "discovery@1", people: 5, traces: 5, truncated: false });
    expect(answer.steps.map(({ name, people, events, share }) => [name, people, events, share])).toEqual([
      ["Search", 5, 6, 1],
      ["Look", 4, 4, 0.8],
      ["Buy", 2, 2, 0.4],
      ["Pay", 2, 2, 0.4],
      ["Parcel", 2, 2, 0.4],
      ["Help", 1, 1, 0.2],
    ]);
    expect(answer.steps[1]?.sinceStart).toEqual({ median: 330, p90: 6.7 * 60 });
    expect(answer.steps[2]).toMatchObject({ rule: event("Buy"), touchpoint: null, isProposed: true });
    expect(answer.file?.journey.name).toBe("Search → Help");
    expect(answer.file?.journey.phases.map(({ name, steps }) => [name, steps.map((step) => step.name)])).toEqual([
      ["Search", ["Search", "Look"]],
      ["Buy", ["Buy", "Pay"]],
      ["Parcel", ["Parcel", "Help"]],
    ]);
    // Rarer things are found, in the phase where they would stand.
    const three = await discover(owner, { steps: 3 });
    expect(three.steps.map(({ name, isProposed, phase }) => [name, isProposed, phase])).toEqual([
      ["Search", true, 0],
      ["Look", true, 0],
      ["Buy", true, 1],
      ["Pay", false, 1],
      ["Parcel", false, 1],
      ["Help", false, 1],
    ]);
  });

  it("looks at the period, the people of a filter and the traces it was asked for", async () => {
    const { owner } = await shopOf(
      ["ann", 0, "Ask", { order: "A", plan: "pro" }],
      ["bob", 10, "Answer", { order: "A" }],
      ["cid", 0, "Answer", { order: "B", plan: "pro" }],
      ["cid", 5, "Ask", { order: "B" }],
      ["dan", 1, "Ask", { order: "C" }],
      ["dan", 2, "Answer", { order: "C" }],
    );
    const orders = await discover(owner, { traceBy: { by: "field", field: "properties.order" } });
    expect(orders).toMatchObject({ people: 4, traces: 3 });
    expect(orders.steps.map(({ name, people }) => [name, people])).toEqual([
      ["Ask", 3],
      ["Answer", 3],
    ]);
    const pro = await discover(owner, { filter: { field: "properties.plan", op: "eq", value: "pro" } });
    expect(pro.steps.map(({ name, people }) => [name, people])).toEqual([
      ["Answer", 1],
      ["Ask", 1],
    ]);
    const nothing = await discover(owner, { period: { from: "2026-01-01", to: "2026-01-31" } });
    expect(nothing).toMatchObject({ people: 0, traces: 0, steps: [], file: null, truncated: false });
  });

  it("takes touchpoints that are there, by their rule", async () => {
    const { owner } = await shopOf(...LOG, ["ann", DAY + 1, "Voucher"], ["bob", DAY + 21, "Voucher"]);
    const make = (name: string, rule: object) =>
      owner.inject({ method: "POST", url: "/api/v1/touchpoints", payload: { name, rule } });
    await make("Checkout", event("Buy"));
    await make("Checkout and voucher", { any: [event("Buy"), event("Voucher")] });
    const byEvent = await discover(owner);
    const found = byEvent.steps.find(({ name }) => name === "Buy");
    expect(found?.touchpoint?.name).toBe("Checkout");
    const made = await owner.request("POST /api/v1/journeys/import", { body: byEvent.file ?? fail() });
    // What is new on this map may now be told of other maps as not on them; there is none yet.
    const fresh = (byEvent.file?.touchpoints.length ?? 0) - 1;
    expect(made.created).toEqual({ touchpoints: fresh, otherMaps: 0 });
    const bound = made.document.phases.flatMap(({ steps }) => steps).find(({ name }) => name === "Checkout");
    expect(bound?.touchpointId).toBe(found?.touchpoint?.id);
    // An event of several touchpoints says when the narrowest was reached; people are counted at each.
    const byTouchpoint = await discover(owner, { naming: { by: "touchpoint" } });
    expect(byTouchpoint.steps.map(({ name, people, events }) => [name, people, events])).toEqual([
      ["Search", 5, 6],
      ["Look", 4, 4],
      ["Checkout", 2, 2],
      ["Voucher", 2, 2],
      ["Pay", 2, 2],
      ["Parcel", 2, 2],
      ["Help", 1, 1],
      ["Checkout and voucher", 2, 4],
    ]);
    expect(byTouchpoint.steps.at(-1)?.sinceStart).toEqual({ median: null, p90: null });
  });

  it("calls a step as its rule says, also where a touchpoint has that rule", async () => {
    const { owner } = await shopOf(...LOG);
    const body = { name: "Checkout", rule: event("Buy") };
    const { id } = await owner.request("POST /api/v1/touchpoints", { body });
    const naming = { by: "rules" as const, rules: [{ name: "Purchase", condition: event("Buy") }] };
    const answer = await discover(owner, { naming });
    const first = [{ id: "p", name: "P", steps: [{ id: "s", name: "S", touchpointId: id }] }];
    for (const phases of [first, []]) await owner.request("POST /api/v1/journeys", { body: { name: "Other", phases } });
    const made = await owner.request("POST /api/v1/journeys/import", { body: answer.file ?? fail() });
    expect(made.created).toEqual({ touchpoints: 0, otherMaps: 0 });
    const byEvent = await discover(owner);
    const another = await owner.request("POST /api/v1/journeys/import", { body: byEvent.file ?? fail() });
    // The map of before and the one just made; the empty one shows nothing.
    expect(another.created).toEqual({ touchpoints: (byEvent.file?.touchpoints.length ?? 0) - 1, otherMaps: 2 });
    expect(made.document.phases[0]?.steps[0]).toMatchObject({ name: "Purchase", touchpointId: id });
  });

  it("refuses rules that no touchpoint can have", async () => {
    const { owner } = await shopOf();
    const rules = [{ name: "Pro", condition: { field: "traits.plan", op: "eq", value: "pro" } }];
    const refusal = await owner.inject({
      method: "POST",
      url: "/api/v1/journeys/discover",
      payload: { naming: { by: "rules", rules } },
    });
    expect([refusal.statusCode, refusal.json<{ code: string }>().code]).toEqual([400, "rule_not_of_events"]);
    expect(refusal.json<{ fields: object[] }>().fields).toMatchObject([{ path: "naming.rules.0.condition.field" }]);
  });

  it("refuses names that no step can have, and rules of one name that are too much for one", async () => {
    const { owner } = await shopOf(...LOG);
    const ask = async (rules: object[]) => {
      const payload = { naming: { by: "rules", rules } };
      const answer = await owner.inject({ method: "POST", url: "/api/v1/journeys/discover", payload });
      return [answer.statusCode, answer.json<{ fields?: { path: string }[] }>().fields?.map(({ path }) => path)];
    };
    const buy = event("Buy");
    const deep = Array.from({ length: 7 }).reduce<object>((rule) => ({ not: rule }), buy);
    const wide = { any: Array.from({ length: 60 }, () => buy) };
    expect(await ask([{ name: "A\0", condition: buy }])).toEqual([400, ["naming.rules.0.name"]]);
    for (const condition of [deep, wide]) {
      expect((await ask([{ name: "A", condition }]))[0]).toBe(200);
      const two = [condition, condition].map((each) => ({ name: "A", condition: each }));
      expect(await ask(two)).toEqual([400, ["naming.rules"]]);
    }
  });

  it("proposes beyond two steps only what a tenth of the people do", async () => {
    const usual = Array.from({ length: 11 }, (_, n): Logged[] => [
      [`p${n}`, 0, "Look"],
      [`p${n}`, 1, "Buy"],
    ]).flat();
    const { owner } = await shopOf(...usual, ["p0", 2, "Return"], ["p1", 2, "Review"], ["p2", 2, "Review"]);
    const { steps } = await discover(owner);
    expect(steps.filter(({ isProposed }) => isProposed).map(({ name }) => name)).toEqual(["Look", "Buy", "Review"]);
    expect(steps.map(({ name }) => name)).toContain("Return");
  });

  it("cuts what is too long for a map, and says that there is more than it looks at", async () => {
    const long = `${"x".repeat(118)}😀😀`;
    const many = Array.from({ length: 33 }, (_, n): Logged => ["ann", n, `Event ${n}`]);
    const { owner } = await shopOf(...many, ["bob", 0, long], ["cid", 0, long]);
    const answer = await discover(owner);
    expect(answer.steps).toHaveLength(30);
    expect(answer.truncated).toBe(true);
    expect(answer.steps.filter(({ isProposed }) => isProposed)).toHaveLength(12);
    const made = await owner.request("POST /api/v1/journeys/import", { body: answer.file ?? fail() });
    expect(made.document.phases.flatMap(({ steps }) => steps).map(({ name }) => name)).toContain(`${"x".repeat(118)}…`);
  });

  it("shows the same people on the map that is made of it", { timeout: 60_000 }, async () => {
    const happened = fc.record({
      who: fc.integer({ min: 0, max: 6 }),
      minutes: fc.integer({ min: 0, max: 10 * DAY }),
      name: fc.constantFrom("A", "B", "C", "D", "E"),
      channel: fc.constantFrom("web", "app"),
    });
    const naming = fc.constantFrom<DiscoveryQueryInput["naming"]>(
      { by: "event" },
      {
        by: "rules",
        rules: [
          { name: "Either", condition: { any: [event("A"), event("B")] } },
          { name: "In the app", condition: { field: "channel", op: "eq", value: "app" } },
          { name: "C", condition: event("C") },
        ],
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(happened, { minLength: 1, maxLength: 40 }), naming, async (log, by) => {
        const { owner } = await shopOf(
          ...log.map(({ who, minutes, name, channel }): Logged => [`p${who}`, minutes, name, { channel }]),
        );
        const { steps, file } = await discover(owner, { naming: by });
        if (!file) return;
        const journey = await owner.request("POST /api/v1/journeys/import", { body: file });
        const numbers = await owner.request("POST /api/v1/journeys/:id/numbers", {
          params: { id: journey.id },
          body: {},
        });
        expect(numbers.steps.map(({ step, people }) => [step, people])).toEqual(
          steps.map(({ id, people }) => [id, people]),
        );
      }),
      { numRuns: 12 },
    );
  });
});

function fail(): never {
  throw new Error("The answer holds no map.");
}
