import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RetentionQueryInput } from "../../../../contracts/understand/retention.ts";
import { type Caller, startTestApp, type TestApp } from "../../../testing/app.ts";
import { track } from "../../../testing/messages.ts";

// The clock of the tests stands at Wednesday, 17 June 2026, noon.
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

async function workspaceWith(messages: object[]): Promise<Caller> {
  const { owner, writeKey } = await t.freshWorkspace();
  await t.track(writeKey, messages);
  return owner;
}

const ask = (owner: Caller, body: RetentionQueryInput) => owner.request("POST /api/v1/query/retention", { body });
const weeks = { interval: "week", intervals: 3, period: { from: "2026-05-25", to: "2026-06-14" } } as const;

describe("cohort retention", () => {
  let owner: Caller;
  beforeAll(async () => {
    owner = await workspaceWith([
      track("a", "Seen", "2026-05-25T08:00:00Z", { plan: "pro" }),
      track("a", "Seen", "2026-06-02T08:00:00Z", { plan: "free" }),
      track("b", "Seen", "2026-05-26T08:00:00Z", { plan: "free" }),
      track("b", "Seen", "2026-06-09T08:00:00Z", { plan: "free" }),
      track("c", "Seen", "2026-06-03T08:00:00Z"),
      track("c", "Seen", "2026-06-16T08:00:00Z"),
    ]);
  });
  const cells = async (more: RetentionQueryInput) =>
    (await ask(owner, { ...weeks, ...more })).cohorts.map((each) => each.retained);

  it("counts classic, rolling and cumulative, complete weeks only", async () => {
    expect(await cells({ kind: "classic" })).toEqual([
      [2, 1, 1, null],
      [1, 0, null, null],
      [0, null, null, null],
    ]);
    expect(await cells({ kind: "rolling" })).toEqual([
      [2, 2, 1, null],
      [1, 1, null, null],
      [0, null, null, null],
    ]);
    expect(await cells({ kind: "cumulative" })).toEqual([
      [2, 1, 2, null],
      [1, 0, null, null],
      [0, null, null, null],
    ]);
  });

  it("gathers units in brackets, each complete when its last unit is", async () => {
    expect(await cells({ kind: "bracket", brackets: [2, 3] })).toEqual([
      [2, 2, null],
      [1, null, null],
      [0, null, null],
    ]);
  });

  it("puts people into every cohort they began in, when asked", async () => {
    expect(await cells({ starts: "any" })).toEqual([
      [2, 1, 1, null],
      [2, 0, null, null],
      [1, null, null, null],
    ]);
  });

  it("begins with the period, also within a unit", async () => {
    const found = await ask(owner, { ...weeks, period: { from: "2026-05-26", to: "2026-06-14" } });
    // The one of 25 May is not in the period's first, broken week; what is seen first of them is in the next.
    expect(found.cohorts.map((each) => each.retained)).toEqual([
      [1, 0, 1, null],
      [2, 0, null, null],
      [0, null, null, null],
    ]);
  });

  it("tells start from return", async () => {
    const start = { field: "properties.plan", op: "eq", value: "free" } as const;
    expect((await cells({ start }))[0]).toEqual([1, 0, 1, null]);
    expect((await cells({ return: start }))[0]).toEqual([2, 1, 1, null]);
  });

  it("breaks down by the event with which somebody began", async () => {
    const { groups } = await ask(owner, { ...weeks, breakdown: "properties.plan" });
    expect(groups.map(({ group, isOther, size }) => [group, isOther, size])).toEqual([
      ["free", false, 1],
      ["pro", false, 1],
      [null, false, 1],
    ]);
  });

  it("gathers the groups beyond the twenty largest", async () => {
    const many = await workspaceWith(
      Array.from({ length: 25 }, (_, n) => track(`p${n}`, "Seen", "2026-05-26T08:00:00Z", { n: `${n}` })),
    );
    const { groups, cohorts } = await ask(many, { ...weeks, breakdown: "properties.n" });
    expect(groups).toHaveLength(21);
    expect(groups.at(-1)).toMatchObject({ isOther: true, size: 5 });
    expect(cohorts[0]?.size).toBe(25);
  });

  it("takes periods of long ago by small units: only what the answer shows counts", async () => {
    const long = await workspaceWith([
      track("a", "Seen", "2022-01-01T08:00:00Z"),
      track("a", "Seen", "2022-01-03T08:00:00Z"),
      track("b", "Seen", "2022-01-30T08:00:00Z"),
      track("b", "Seen", "2026-06-16T08:00:00Z"),
      track("c", "Seen", "1997-02-03T08:00:00Z"),
      track("c", "Seen", "1997-02-10T08:00:00Z"),
    ]);
    const january = { interval: "day", intervals: 2, period: { from: "2022-01-01", to: "2022-01-31" } } as const;
    const daily = async (kind: "classic" | "rolling" | "cumulative") =>
      (await ask(long, { ...january, kind })).cohorts.flatMap((each) => (each.size > 0 ? [each.retained] : []));
    expect(await daily("classic")).toEqual([
      [1, 0, 1],
      [1, 0, 0],
    ]);
    expect(await daily("cumulative")).toEqual([
      [1, 0, 1],
      [1, 0, 0],
    ]);
    // Years later is later than any day.
    expect(await daily("rolling")).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
    const brackets = await ask(long, { ...january, kind: "bracket", brackets: [1, 366] });
    expect(brackets.cohorts[0]?.retained).toEqual([1, 0, 1]);
    const old = { interval: "week", intervals: 1, period: { from: "1997-01-01", to: "1997-12-31" } } as const;
    expect((await ask(long, old)).cohorts[5]?.retained).toEqual([1, 1]);
    const cell = { query: { ...january, kind: "rolling" as const }, cohort: 29, column: 2 };
    const { items } = await long.request("POST /api/v1/query/retention/people", { body: cell });
    expect(items.map(({ name }) => name)).toEqual(["b"]);
  });

  it("lists the people of a cell, and those who are not in it", async () => {
    const people = async (column: number, which: "retained" | "lost", kind: "classic" | "rolling" | "cumulative") => {
      const body = { query: { ...weeks, kind }, cohort: 0, column, which };
      const { items, total } = await owner.request("POST /api/v1/query/retention/people", { body });
      expect(total).toBe(items.length);
      return items.map((each) => each.name);
    };
    expect(await people(0, "retained", "classic")).toEqual(["b", "a"]);
    expect(await people(1, "retained", "classic")).toEqual(["a"]);
    expect(await people(1, "lost", "classic")).toEqual(["b"]);
    expect(await people(1, "retained", "rolling")).toEqual(["b", "a"]);
    expect(await people(2, "retained", "rolling")).toEqual(["b"]);
    expect(await people(2, "retained", "cumulative")).toEqual(["b", "a"]);
  });

  it("does not name customers to who may not read them", async () => {
    const viewer = await t.member("viewer");
    for (const breakdown of ["user_id", "anonymous_id", "properties.email", "context.traits.name", "traits.phone"]) {
      await expect(ask(viewer, { breakdown }), breakdown).rejects.toMatchObject({ problem: { status: 403 } });
      const steps = ["Seen", "Paid"].map((value) => ({ condition: { field: "event", op: "eq" as const, value } }));
      const funnel = viewer.request("POST /api/v1/query/funnel", { body: { steps, breakdown } });
      await expect(funnel, breakdown).rejects.toMatchObject({ problem: { status: 403 } });
    }
    expect((await ask(viewer, { breakdown: "properties.name" })).groups).toEqual([]);
  });

  it("refuses nonsense, and says what would be right", async () => {
    await expect(ask(owner, { kind: "bracket", brackets: [3, 3] })).rejects.toMatchObject({
      problem: { status: 400, code: "invalid_brackets", fields: [{ path: "brackets" }] },
    });
    await expect(ask(owner, { period: { from: "2027-01-01", to: "2027-02-01" } })).rejects.toMatchObject({
      problem: { status: 400, code: "period_in_future" },
    });
    await expect(ask(owner, { breakdown: "nope" })).rejects.toMatchObject({
      problem: { status: 400, fields: [{ path: "breakdown" }] },
    });
    const tooMany = { interval: "day", intervals: 52, period: { last: 1000, unit: "day" } } as const;
    await expect(ask(owner, { ...tooMany, breakdown: "channel" })).rejects.toMatchObject({
      problem: { status: 400, code: "too_many_cohorts" },
    });
    const cell = { query: weeks, cohort: 9, column: 0 };
    await expect(owner.request("POST /api/v1/query/retention/people", { body: cell })).rejects.toMatchObject({
      problem: { status: 400, fields: [{ path: "cohort" }] },
    });
  });
});

describe("cohort retention of random logs", () => {
  const DAY = 86_400_000;
  const FIRST = Date.UTC(2026, 5, 1);
  const DAYS = 16;
  const COHORTS = 8;
  const INTERVALS = 6;
  const BRACKETS = [2, 3, 6];

  /** Slow, and plainly right: looks at each person, cohort and column on its own. `days` are those a person was seen on. */
  function expected(people: readonly number[][], query: RetentionQueryInput): (number | null)[][] {
    const columns = query.kind === "bracket" ? BRACKETS.length : INTERVALS;
    return Array.from({ length: COHORTS }, (_, cohort) =>
      Array.from({ length: columns + 1 }, (_, column) => {
        const last = query.kind === "bracket" ? (BRACKETS[column - 1] ?? 0) : column;
        const members = people.filter((days) =>
          query.starts === "any" ? days.includes(cohort) : Math.min(...days) === cohort,
        );
        if (column === 0) return members.length;
        // The 17th of June is not over.
        if (cohort + last > DAYS - 1) return null;
        return members.filter((days) =>
          days.some((day) => {
            const after = day - cohort;
            if (query.kind === "rolling") return after >= column;
            if (query.kind === "cumulative") return after >= 1 && after <= column;
            if (query.kind === "bracket") return after > (BRACKETS[column - 2] ?? 0) && after <= last;
            return after === column;
          }),
        ).length;
      }),
    );
  }

  it("agrees with looking at every person, cohort and column", { timeout: 60_000 }, async () => {
    const days = fc.uniqueArray(fc.nat(DAYS), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(days, { minLength: 1, maxLength: 25 }), async (people) => {
        const owner = await workspaceWith(
          people.flatMap((own, who) =>
            own.map((day) => track(`p${who}`, "Seen", new Date(FIRST + day * DAY + 3_600_000).toISOString())),
          ),
        );
        for (const kind of ["classic", "rolling", "cumulative", "bracket"] as const)
          for (const starts of ["first", "any"] as const) {
            const query: RetentionQueryInput = {
              kind,
              starts,
              brackets: BRACKETS,
              interval: "day",
              intervals: INTERVALS,
              period: { from: "2026-06-01", to: "2026-06-08" },
            };
            const { cohorts } = await ask(owner, query);
            expect(cohorts.map((each) => each.retained)).toEqual(expected(people, query));
          }
      }),
      { numRuns: 8 },
    );
  });
});
