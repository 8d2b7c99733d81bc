import { setMaxListeners } from "node:events";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openTestAnalytics, openTestRecords } from "../../testing/stores.ts";
import { type Analytics, wholeOf } from "./analytics.ts";
import { columns, createTable } from "./ddl.ts";
import { type EventMigration, migrateEvents } from "./migrate.ts";
import { joinSql, render, type Sql, sql } from "./sql.ts";
import { underKey } from "./under-key.ts";

const ANN = "0190a000-0000-7000-8000-00000000000a";
const BOB = "0190a000-0000-7000-8000-00000000000b";
/** Takes far longer than any test: what ends it is a limit or a stop. */
const ENDLESS = sql`select max(cityHash64(number)) as n from numbers(1000000000000)`;

let analytics: Analytics;

const eventsTable: EventMigration = {
  version: 1,
  name: "events",
  statements: (target) => ["events", "copies", "closed"].flatMap((name) => table(target, name)),
};

const table = (target: Analytics, name: string) =>
  createTable(target, {
    name,
    columns: columns(
      sql`workspace UUID`,
      sql`id UInt64`,
      sql`name String`,
      sql`unit LowCardinality(String)`,
      sql`version UInt64`,
    ),
    engine: "ReplacingMergeTree",
    engineArguments: sql`version`,
    orderBy: sql`(workspace, id)`,
    shardBy: sql`id`,
  });

beforeAll(async () => {
  analytics = await openTestAnalytics({ tenantTables: { events: "unit", copies: "whole", closed: "nothing" } });
  await migrateEvents(analytics, [eventsTable]);
  await analytics.insert("events", [
    { workspace: ANN, id: "1", name: "first", version: 1 },
    { workspace: ANN, id: "2", name: "second", version: 1 },
    { workspace: BOB, id: "1", name: "secret", version: 1 },
    { workspace: BOB, id: "3", name: "secret", version: 1 },
  ]);
  await analytics.insert("events", [{ workspace: ANN, id: "1", name: "first, again", version: 2 }]);
});
afterAll(() => analytics.close());

const ask = (query: Sql, tenant: string | null = ANN, more: object = {}) =>
  analytics.ask<{ n: string }>(query, { tenant: tenant === null ? null : wholeOf(tenant), ...more });

/** What an attempt failed with. */
async function failure(asked: Promise<unknown>): Promise<unknown> {
  try {
    await asked;
  } catch (error) {
    return error;
  }
  return "answered";
}

function manyMayListen(): AbortController {
  const controller = new AbortController();
  setMaxListeners(200, controller.signal);
  return controller;
}

/** Queries with this text that the engine works on. One that was stopped stays listed until its session is used again. */
async function running(text: string): Promise<number> {
  const [row] = await ask(
    sql`select count() as n from system.processes where not is_cancelled and query like ${`%${text}%`} and query not like '%system.processes%'`,
    null,
  );
  return Number(row?.n);
}

describe("the progress of a query", () => {
  test("is told by its key while it runs, statement after statement", async () => {
    const key = "00c0ffee00c0ffee";
    const named = underKey(analytics, key);
    named.announce(2);
    named.announce(1);
    await named.ask(sql`select 1`, { tenant: wholeOf(ANN) });
    expect(await analytics.progress(key)).toBeNull();
    const controller = new AbortController();
    const asked = failure(named.ask(ENDLESS, { tenant: wholeOf(ANN), signal: controller.signal }));
    await vi.waitFor(async () => expect((await analytics.progress(key))?.rowsRead).toBeGreaterThan(0), 10_000);
    const progress = await analytics.progress(key);
    expect(progress).toMatchObject({ statement: 2, statements: 3, seconds: expect.any(Number) });
    expect(progress?.rowsTotal).toBeGreaterThan(progress?.rowsRead ?? 0);
    expect(await analytics.progress("00c0ffee")).toBeNull();
    controller.abort(new Error("stopped"));
    expect(await asked).toEqual(new Error("stopped"));
    expect(await analytics.progress(key)).toBeNull();
  });
});

describe("a query reads the rows of its tenant only", () => {
  const queries: [string, Sql, number][] = [
    ["plainly", sql`select count() as n from events`, 3],
    ["folding repeats", sql`select count() as n from events final`, 2],
    ["under another name", sql`select count() as n from events as e final where e.id > 0`, 2],
    ["in a subquery", sql`select count() as n from (select * from events final where name != '')`, 2],
    ["in a list", sql`select count() as n from numbers(10) where number in (select id from events)`, 2],
    ["named before", sql`with e as (select * from events final) select count() as n from e`, 2],
    ["joined with itself", sql`select count() as n from events as a final join events as b final on a.id = b.id`, 2],
    [
      "joined from outside",
      sql`select count() as n from numbers(10) as a join events as b final on a.number = b.id`,
      2,
    ],
    [
      "in a union",
      sql`select count() as n from (select id from events final union all select id from events final)`,
      4,
    ],
    ["whatever else it says", sql`select count() as n from events where workspace = ${BOB} or 1 = 1`, 3],
    ["as a scalar", sql`select (select count() from events) as n`, 3],
  ];
  test.each(queries)("%s", async (_how, query, expected) => {
    expect(await ask(query)).toEqual([{ n: String(expected) }]);
  });

  test("and the program's own upkeep reads all", async () => {
    expect(await ask(sql`select count() as n from events final`, null)).toEqual([{ n: "4" }]);
  });

  test("a tenant that is no id is refused before it is asked", async () => {
    for (const tenant of ["", "x", `${ANN}' or 1=1 --`, "' : '1"]) {
      await expect(ask(sql`select count() as n from events`, tenant)).rejects.toThrow(TypeError);
    }
  });
});

describe("a caller who has gone", () => {
  test("stops the engine's work", async () => {
    const gone = new AbortController();
    const asked = failure(ask(sql`${ENDLESS} where 'stop me' != ''`, ANN, { signal: gone.signal }));
    await expect.poll(() => running("stop me"), { timeout: 10_000 }).toBe(1);
    gone.abort(new Error("the caller has gone"));
    expect(String(await asked)).toContain("the caller has gone");
    await expect.poll(() => running("stop me"), { timeout: 10_000 }).toBe(0);
  });

  test("is not asked for at all when gone before", async () => {
    const gone = AbortSignal.abort(new Error("gone"));
    expect(String(await failure(ask(ENDLESS, ANN, { signal: gone })))).toContain("gone");
  });

  test("gives up its place among those who wait", async () => {
    const first = manyMayListen();
    const busy = Array.from({ length: 30 }, () => failure(ask(ENDLESS, ANN, { signal: first.signal })));
    const second = new AbortController();
    const waiting = failure(ask(ENDLESS, BOB, { signal: second.signal }));
    second.abort(new Error("no patience"));
    expect(String(await waiting)).toContain("no patience");
    first.abort(new Error("enough"));
    await Promise.all(busy);
    expect(await ask(sql`select 1 as n`)).toEqual([{ n: 1 }]);
  });
});

describe("limits", () => {
  test("of memory are told as what the caller can change, and storing goes on", async () => {
    const large = sql`select length(groupArray(toString(number))) as n from numbers(20000000)`;
    const error = await failure(ask(large, ANN, { memoryBytes: 50_000_000 }));
    expect(error).toMatchObject({ status: 422, code: "query_too_large" });
    await analytics.insert("events", [{ workspace: BOB, id: "9", name: "stored", version: 1 }]);
    expect(await ask(sql`select count() as n from events where id = 9`, BOB)).toEqual([{ n: "1" }]);
  });

  test("of time too", async () => {
    const error = await failure(ask(ENDLESS, ANN, { seconds: 1 }));
    expect(error).toMatchObject({ status: 422, code: "query_too_slow" });
  });

  test("a query that fails half-way leaves nothing of its answer to the next one, whoever asks", async () => {
    const half = sql`select number as n from numbers(100000) where throwIf(number = 90000) = 0`;
    for (let round = 0; round < 3; round += 1) {
      // Enough for every session to have failed, and to be asked again.
      await Promise.all(Array.from({ length: 12 }, () => failure(analytics.ask(half, { tenant: null }))));
      await Promise.all(Array.from({ length: 12 }, () => failure(ask(half, ANN))));
      const next = (tenant: string | null) => ask(sql`select 'mine' as n`, tenant);
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) => next([null, ANN, BOB][index % 3] ?? null)),
      );
      expect(answers).toEqual(Array.from({ length: 12 }, () => [{ n: "mine" }]));
    }
  });

  test("a query that is longer than the engine takes is explained", async () => {
    const texts = Array.from({ length: 90 }, () => sql`${"x".repeat(100_000)}`);
    const error = await failure(ask(sql`select length(concat(${joinSql(texts, ", ")})) as n`));
    expect(error).toMatchObject({ status: 422, code: "query_too_long" });
  });

  test("an error of the query itself stays an internal one", async () => {
    const error = await failure(ask(sql`select nothing as n from events`));
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toHaveProperty("status");
  });
});

describe("many at once", () => {
  /** As many queries as there are sessions, and more that wait. */
  async function whileBusy(count: number, work: () => Promise<void>): Promise<void> {
    const end = manyMayListen();
    const busy = Array.from({ length: count }, () => failure(ask(ENDLESS, ANN, { signal: end.signal })));
    await expect.poll(() => running("numbers(1000000000000)"), { timeout: 10_000 }).toBeGreaterThan(1);
    try {
      await work();
    } finally {
      end.abort(new Error("enough"));
      await Promise.all(busy);
    }
  }

  test("queries of users hold up neither storing nor upkeep nor a sign of life", async () => {
    await whileBusy(2, async () => {
      await analytics.insert("events", [{ workspace: BOB, id: "10", name: "stored", version: 1 }]);
      expect(await ask(sql`select count() as n from events where id = 10`, null)).toEqual([{ n: "1" }]);
      await analytics.ping();
    });
  });

  test("queries beyond what may wait are told to come back", async () => {
    await whileBusy(100, async () => {
      const more = Array.from({ length: 30 }, () => failure(ask(ENDLESS, ANN, { signal: AbortSignal.timeout(300) })));
      const refused = (await Promise.all(more)).filter((each) => (each as { status?: number }).status === 503);
      expect(refused.length).toBeGreaterThan(0);
      expect(refused[0]).toMatchObject({ code: "too_many_queries", headers: { "retry-after": "2" } });
    });
    expect(await ask(sql`select 1 as n`)).toEqual([{ n: 1 }]);
  });

  test("inserts from everywhere are all stored, once", async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, insert) =>
        analytics.insert(
          "events",
          Array.from({ length: 50 }, (_each, row) => ({
            workspace: BOB,
            id: String(1000 + insert * 50 + row),
            name: "many",
            version: 1,
          })),
        ),
      ),
    );
    expect(await ask(sql`select count() as n from events where name = 'many'`, BOB)).toEqual([{ n: "2000" }]);
    expect(await ask(sql`select uniqExact(id) as n from events where name = 'many'`, BOB)).toEqual([{ n: "2000" }]);
  });

  test("an insert that is refused does not stop those behind it", async () => {
    const bad = failure(analytics.insert("events", [{ workspace: "not a workspace" }]));
    const good = analytics.insert("events", [{ workspace: BOB, id: "11", name: "behind", version: 1 }]);
    expect(await bad).toBeInstanceOf(Error);
    await good;
    expect(await ask(sql`select count() as n from events where name = 'behind'`, BOB)).toEqual([{ n: "1" }]);
  });
});

describe("migrations", () => {
  test("run once, in order, whoever starts at the same time", async () => {
    const records = await openTestRecords();
    const steps: string[] = [];
    const step = (version: number): EventMigration => ({
      version,
      name: `step ${version}`,
      statements: (target) => {
        steps.push(`step ${version}`);
        return createTable(target, {
          name: `step_${version}`,
          columns: columns(sql`n UInt8`),
          engine: "MergeTree",
          orderBy: sql`n`,
          shardBy: sql`n`,
        });
      },
    });
    const migrations = [eventsTable, step(2), step(3)];
    const start = () => records.exclusively(() => migrateEvents(analytics, migrations));
    if (records.kind === "pglite") for (let each = 0; each < 3; each += 1) await start();
    else await Promise.all([start(), start(), start()]);
    await records.close();
    expect(steps).toEqual(["step 2", "step 3"]);
    const applied = await ask(
      sql`select concat(toString(version), ' ', name) as n from schema_migrations order by version`,
      null,
    );
    expect(applied.map((row) => row.n)).toEqual(["1 events", "2 step 2", "3 step 3"]);
    await expect(migrateEvents(analytics, [eventsTable])).rejects.toThrow(
      "The events were written by a newer version of Throughline: they have 3 changes of their tables, this version knows 1. Nothing was touched.",
    );
  });
});

test("on a cluster a table is replicated on every node and distributed over them", async () => {
  const target = { ...analytics, kind: "clickhouse", database: "cx", cluster: "main" } as const;
  const statements = eventsTable.statements(target);
  await expect(`${statements.map((each) => render(each).replaceAll(/\s+/g, " ")).join(";\n")};\n`).toMatchFileSnapshot(
    "golden/cluster-table.sql",
  );
});

describe("who sees some units only", () => {
  const CEM = "0190a000-0000-7000-8000-00000000000c";
  const seen = async (scope: readonly string[] | null) => {
    const tenant = { workspace: { id: CEM }, scope };
    const rows = await analytics.ask<{ name: string }>(sql`select name from events final order by id`, { tenant });
    return rows.map(({ name }) => name);
  };
  const row = (id: string, name: string, unit: string, version = 1) => ({ workspace: CEM, id, name, unit, version });
  beforeAll(() =>
    analytics.insert("events", [
      row("1", "north", "north"),
      row("2", "south", "it's south"),
      row("3", "nowhere", ""),
      row("4", "moved", "north", 1),
    ]),
  );

  test("is given the rows of these, by whatever statement", async () => {
    expect(await seen(null)).toEqual(["north", "south", "nowhere", "moved"]);
    expect(await seen(["it's south", "east"])).toEqual(["south"]);
    expect(await seen([])).toEqual([]);
    expect(await seen(["') or 1 --", "north\\"])).toEqual([]);
    const tenant = { workspace: { id: CEM }, scope: ["it's south"] };
    const joined = sql`select (select count() from events) + uniqExact(one.id) as n from events as one
      join (select id from events) as other using (id) where one.id in (select id from events)`;
    expect(await analytics.ask(joined, { tenant })).toEqual([{ n: "2" }]);
    await analytics.insert("copies", [{ workspace: CEM, id: "0", name: "none", unit: "", version: 1 }]);
    await analytics.fill("copies", ["workspace", "id", "name", "unit", "version"], sql`select * from events`, {
      tenant,
    });
    expect(await analytics.ask(sql`select count() as n from copies`, { tenant: null })).toEqual([{ n: "2" }]);
  });

  test("is given what a row says now, not what it said before it was sent again", async () => {
    await analytics.insert("events", [row("4", "moved", "it's south", 2)]);
    expect(await seen(["north"])).toEqual(["north"]);
    expect(await seen(["it's south"])).toEqual(["south", "moved"]);
  });

  test("may see as many as there can be", async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `${index} ${"'".repeat(58)}`);
    expect(await seen([...many, "north"])).toEqual(["north"]);
  });

  test("is given nothing of a table that cannot be told apart, and all of one that says nothing of it", async () => {
    const tenant = { workspace: { id: CEM }, scope: ["north"] };
    const count = async (table: "closed" | "copies") => {
      const from = table === "closed" ? sql`closed` : sql`copies`;
      return analytics.ask<{ n: string }>(sql`select count() as n from ${from}`, { tenant });
    };
    await analytics.insert("closed", [row("1", "kept", "north")]);
    expect(await count("closed")).toEqual([{ n: "0" }]);
    expect(await count("copies")).toEqual([{ n: "2" }]);
  });
});
