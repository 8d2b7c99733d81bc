import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PathsAnswer, PathsQueryInput } from "../../../../contracts/understand/paths.ts";
import { type Caller, startTestApp, type TestApp } from "../../../testing/app.ts";
import { track } from "../../../testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const happens = (event: string) => ({ field: "event", op: "eq" as const, value: event });
const step = (event: string) => ({ name: event, condition: happens(event) });
const instant = (minutes: number) => new Date(Date.UTC(2026, 5, 10) + minutes * 60_000).toISOString();

async function shopOf(...log: [who: string, minutes: number, event: string][]): Promise<Caller> {
  const { owner, writeKey } = await t.freshWorkspace("Europe/Berlin");
  await t.track(
    writeKey,
    log.map(([who, minutes, event]) => track(who, event, instant(minutes))),
  );
  return owner;
}
const ask = (owner: Caller, body: PathsQueryInput) => owner.request("POST /api/v1/query/paths", { body });
const drawn = (answer: PathsAnswer) =>
  answer.columns.map(({ nodes }) =>
    nodes.map(({ kind, name, people }) => `${kind === "named" ? name : `(${kind})`} ${people}`),
  );
const refused = async (owner: Caller, url: string, payload: object) => {
  const answer = await owner.inject({ method: "POST", url: `/api/v1/query/${url}`, payload });
  return { status: answer.statusCode, ...answer.json<{ code: string; fields?: { path: string }[] }>() };
};

function expectToAddUp({ people, columns, links }: PathsAnswer): void {
  expect(columns[0]?.reached ?? 0).toBe(people);
  for (const [place, { reached, nodes }] of columns.entries()) {
    const total = nodes.reduce((sum, node) => sum + node.people, 0);
    const left = nodes.find(({ kind }) => kind === "left")?.people ?? 0;
    expect(reached).toBe(total - left);
    if (place > 0) expect(total).toBe(columns[place - 1]?.reached);
    for (const [node, { kind, people: here }] of nodes.entries()) {
      const sum = (side: "from" | "to", column: number) =>
        links
          .filter((link) => link.column === column && link[side] === node)
          .reduce((all, link) => all + link.people, 0);
      if (place > 0) expect(sum("to", place - 1)).toBe(here);
      if (kind !== "left" && place + 1 < columns.length) expect(sum("from", place)).toBe(here);
    }
  }
}

describe("paths", () => {
  it("show the ways from an event with what is rare as other, and who left", async () => {
    const owner = await shopOf(
      ...["ann", "bob", "cid", "dan", "eve"].map((who): [string, number, string] => [who, 0, "Look"]),
      ["ann", 1, "Add"],
      ["bob", 3, "Add"],
      ["cid", 1, "Ask"],
      ["dan", 1, "Ask"],
      ["eve", 1, "Rate"],
      ["ann", 2, "Buy"],
      ["fay", 2, "Buy"],
    );
    const answer = await ask(owner, { anchor: { from: step("Look") }, columns: 3, nodes: 2 });
    expect(answer.people).toBe(5);
    expect(drawn(answer)).toEqual([["Look 5"], ["Add 2", "Ask 2", "(other) 1"], ["Buy 1", "(left) 4"]]);
    expect(answer.links[0]).toEqual({ column: 0, from: 0, to: 0, people: 2, elapsed: { median: 120, p90: 168 } });
    const leaving = answer.links.filter(({ column, to }) => answer.columns[column + 1]?.nodes[to]?.kind === "left");
    expect(leaving.map(({ people }) => people).toSorted()).toEqual([1, 1, 2]);
    expect(leaving.every(({ elapsed }) => elapsed.median === null && elapsed.p90 === null)).toBe(true);
    expectToAddUp(answer);
  });

  it("name events by touchpoints or by rules, the first that is met, and leave out what none names", async () => {
    const owner = await shopOf(["ann", 0, "Look"], ["ann", 1, "Noise"], ["ann", 2, "Order Paid"], ["ann", 3, "Call"]);
    for (const [name, event] of [
      ["Shop", "Look"],
      ["Desk", "Call"],
    ])
      await owner.request("POST /api/v1/touchpoints", { body: { name: name ?? "", rule: happens(event ?? "") } });
    const { items } = await owner.request("GET /api/v1/touchpoints", {});
    const touchpointId = items.find(({ name }) => name === "Shop")?.id ?? "";
    const byTouchpoint = await ask(owner, { anchor: { from: { touchpointId } }, naming: { by: "touchpoint" } });
    expect(drawn(byTouchpoint)).toEqual([["Shop 1"], ["Desk 1"], ["(left) 1"]]);
    const rules = [
      { name: "Order", condition: { field: "event", op: "starts_with" as const, value: "Order" } },
      { name: "Anything", condition: { not: happens("Noise") } },
    ];
    const byRules = await ask(owner, { anchor: { from: step("Look") }, naming: { by: "rules", rules } });
    expect(drawn(byRules)).toEqual([["Look 1"], ["Order 1"], ["Anything 1"], ["(left) 1"]]);
    const filtered = await ask(owner, { anchor: { from: step("Look") }, filter: { not: happens("Noise") } });
    expect(drawn(filtered)).toEqual([["Look 1"], ["Order Paid 1"], ["Call 1"], ["(left) 1"]]);
  });

  it("lead to an end and between two, over a stitched visitor and the change of the clocks", async () => {
    const { owner, writeKey } = await t.freshWorkspace("Europe/Berlin");
    const anonymous = { type: "track", anonymousId: "a-1", messageId: "clock-1", event: "Look" };
    await t.track(writeKey, [
      { ...anonymous, timestamp: "2026-03-29T00:50:00Z" },
      { type: "identify", anonymousId: "a-1", userId: "ann", messageId: "clock-2", timestamp: "2026-03-29T00:51:00Z" },
      track("ann", "Add", "2026-03-29T00:59:00Z"),
      track("ann", "Buy", "2026-03-29T01:20:00Z"),
    ]);
    const period = { from: "2026-03-29", to: "2026-03-29" };
    const to = await ask(owner, { anchor: { to: step("Buy") }, period });
    expect(drawn(to)).toEqual([["Buy 1"], ["Add 1"], ["Look 1"], ["(left) 1"]]);
    expect(to.links.map(({ elapsed }) => elapsed.median)).toEqual([1260, 540, null]);
    expect(to.period).toEqual({
      from: "2026-03-28T23:00:00.000Z",
      to: "2026-03-29T22:00:00.000Z",
      timezone: "Europe/Berlin",
    });
    const between = await ask(owner, { anchor: { from: step("Look"), to: step("Add") }, period });
    expect(drawn(between)).toEqual([["Look 1"], ["Add 1"], ["(left) 1"]]);
  });

  it("list the people behind a node and a link, page by page", async () => {
    const owner = await shopOf(
      ["ann", 0, "Look"],
      ["bob", 5, "Look"],
      ["cid", 9, "Look"],
      ["ann", 3, "Add"],
      ["bob", 7, "Add"],
    );
    const query = { anchor: { from: step("Look") }, columns: 3 };
    const names = async (body: object) => {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await owner.request("POST /api/v1/query/paths/people", {
          body: { query, limit: 1, cursor, ...body } as never,
        });
        found.push(...page.items.map(({ lastAt }) => `${lastAt.slice(14, 16)} of ${page.total}`));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return found;
    };
    const named = (name: string) => ({ kind: "named", name });
    const left = { kind: "left", name: "left" };
    expect(await names({ column: 0, node: named("Look") })).toEqual(["09 of 3", "05 of 3", "00 of 3"]);
    expect(await names({ column: 0, node: named("Look"), next: named("Add") })).toEqual(["07 of 2", "03 of 2"]);
    expect(await names({ column: 0, node: named("Look"), next: left })).toEqual(["09 of 1"]);
    expect(await names({ column: 2, node: left })).toEqual(["07 of 2", "03 of 2"]);
    expect(await names({ column: 1, node: { kind: "other", name: "other" } })).toEqual([]);
    expect(await names({ column: 1, node: named("Unheard of") })).toEqual([]);
  });

  it("refuse what cannot be, and say where", async () => {
    const owner = await shopOf(["ann", 0, "Look"]);
    const anchor = { from: step("Look") };
    const fault = async (url: string, body: object) => {
      const { status, code, fields } = await refused(owner, url, body);
      return `${status} ${code} ${fields?.map(({ path }) => path).join() ?? ""}`;
    };
    expect(await fault("paths", { anchor: { from: { touchpointId: "nope" } } })).toBe(
      "400 step_without_touchpoint anchor.from.touchpointId",
    );
    expect(await fault("paths", { anchor, columns: 2 })).toMatch(/^4\d\d \w+ columns$/);
    expect(await fault("paths", { anchor, columns: 21 })).toMatch(/columns$/);
    expect(await fault("paths", { anchor, gapMinutes: 0 })).toMatch(/gapMinutes$/);
    expect(await fault("paths", { anchor, naming: { by: "rules", rules: [] } })).toMatch(/^4\d\d/);
    expect(await fault("paths", { anchor, filter: { field: "traits.plan", op: "exists" } })).toMatch(/^400 condition/);
    const people = { query: { anchor, columns: 3 }, node: { kind: "named", name: "Look" } };
    expect(await fault("paths/people", { ...people, column: 3 })).toBe("400 no_such_column column");
    expect(await fault("paths/people", { ...people, column: 0, node: { kind: "left", name: "left" } })).toBe(
      "400 no_such_node node.kind",
    );
    expect(await fault("paths/people", { ...people, column: 0, cursor: "x" })).toMatch(/^400 invalid_cursor/);
  });

  it("add up in every column and agree with a strict funnel over the same steps, on random logs", {
    timeout: 60_000,
  }, async () => {
    const events = ["a", "b", "c"];
    const happened = fc.tuple(
      fc.integer({ min: 1, max: 9 }).map((who) => `u${who}`),
      fc.integer({ min: 0, max: 20 }),
      fc.constantFrom(...events),
    );
    const logs = fc.sample(fc.array(happened, { minLength: 30, maxLength: 50, size: "max" }), { numRuns: 3, seed: 3 });
    for (const log of logs) {
      const owner = await shopOf(...log);
      const answer = await ask(owner, { anchor: { from: step("a") }, gapMinutes: 60, columns: 4 });
      expectToAddUp(answer);
      expectToAddUp(await ask(owner, { anchor: { from: step("a") }, gapMinutes: 2, nodes: 2, mergeRepeats: true }));
      expectToAddUp(await ask(owner, { anchor: { to: step("b") }, gapMinutes: 3, nodes: 2, columns: 3 }));
      expectToAddUp(await ask(owner, { anchor: { from: step("a"), to: step("c") }, gapMinutes: 5, nodes: 2 }));
      const funnel = async (...names: string[]) => {
        const { rows } = await owner.request("POST /api/v1/query/funnel", {
          body: { steps: names.map(step), order: "strict", counting: "first" },
        });
        return rows[0]?.steps.map(({ people }) => people) ?? [];
      };
      const peopleAt = (column: number, name: string) =>
        answer.columns[column]?.nodes.find((node) => node.kind === "named" && node.name === name)?.people ?? 0;
      for (const second of events) {
        expect(await funnel("a", second)).toEqual([answer.people, peopleAt(1, second)]);
        const third = await Promise.all(events.map((first) => funnel("a", first, second)));
        expect(third.reduce((sum, [, , people]) => sum + (people ?? 0), 0)).toBe(peopleAt(2, second));
      }
    }
  });
});
