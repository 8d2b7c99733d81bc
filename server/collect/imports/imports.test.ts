import { utimes } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportItem, Mapping } from "../../../contracts/collect/imports.ts";
import { events } from "../../log/events/events.ts";
import { wholeOf } from "../../platform/analytics/analytics.ts";
import { sql } from "../../platform/analytics/sql.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { heldOf } from "../../testing/import-file.ts";
import { imports } from "./imports.tables.ts";

const ended = (item: ImportItem) => !["queued", "running", "cancelling"].includes(item.status);

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

async function send(who: Caller, name: string, bytes: Buffer | string) {
  return who.inject({
    method: "POST",
    url: `/api/v1/imports?name=${encodeURIComponent(name)}`,
    headers: { "content-type": "application/octet-stream" },
    payload: bytes,
  });
}

async function upload(who: Caller, name: string, bytes: Buffer | string): Promise<ImportItem> {
  const answer = await send(who, name, bytes);
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json<ImportItem>();
}

async function until(who: Caller, id: string, reached: (item: ImportItem) => boolean): Promise<ImportItem> {
  for (;;) {
    const item = await who.request("GET /api/v1/imports/:id", { params: { id } });
    if (reached(item)) return item;
    await wait(25);
  }
}

/** Starts an uploaded file and waits for its end. */
async function run(who: Caller, id: string, mapping: Mapping, dryRun = false): Promise<ImportItem> {
  const started = await who.request("POST /api/v1/imports/:id/start", { params: { id }, body: { mapping, dryRun } });
  expect(started).toMatchObject({ status: "queued", dryRun, mapping });
  return until(who, id, ended);
}

const held = (workspace: string) => heldOf(t, workspace);

const rejectsOf = async (who: Caller, id: string) =>
  (await who.inject({ method: "GET", url: `/api/v1/imports/${id}/rejects` })).body;

const visits: Mapping = {
  contact: { column: "Kunde", kind: "userId" },
  event: { column: "Ereignis" },
  time: { column: "Datum", format: "day-month-year", timezone: "Europe/Berlin" },
  properties: "rest",
  types: { Betrag: "number-comma" },
};
const german = Buffer.from(
  [
    "Kunde;Ereignis;Datum;Betrag;Ort",
    "k1;Bestellung;01.03.2024 10:00;12,50;Köln",
    "k1;Bestellung;01.03.2024 10:00;12,50;Köln",
    "k2;Rückgabe;31.02.2024;1,00;Fürth",
    "k3;Rückgabe;02.03.2024;viel;Fürth",
    ";Rückgabe;02.03.2024;1,00;Fürth",
    "k4;Rückgabe;02.03.2094;1,00;Fürth",
    "k5;Rückgabe;02.03.2024;1,00;Fürth",
  ].join("\r\n"),
  "latin1",
);

describe("an import", () => {
  it("is recognised, tried out, run, and changes nothing the second time", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const item = await upload(owner, "Besuche.csv", german);
    expect(item).toMatchObject({
      name: "Besuche.csv",
      size: german.length,
      status: "uploaded",
      fileKept: true,
      mapping: null,
      createdBy: "Olive Owner",
      recognised: { format: "csv", delimiter: ";", encoding: "windows-1252", header: true, rowsSeen: 7 },
    });
    expect(item.recognised.preview[0]?.values).toMatchObject({ Ort: "Köln" });
    expect(item.recognised.suggestion).toMatchObject({ event: { column: "Ereignis" }, contact: { column: "Kunde" } });

    const tried = await run(owner, item.id, visits, true);
    expect(tried).toMatchObject({ status: "checked", dryRun: true, fileKept: true });
    expect(await held(workspace.id)).toEqual({ n: 0, people: 0, names: 0 });
    const listed = await rejectsOf(owner, item.id);

    const done = await run(owner, item.id, visits);
    const counts = {
      rows: 7,
      accepted: 4,
      rejected: 3,
      messages: 4,
      cellsLost: 1,
      rejectsListed: 3,
      bytes: german.length,
    };
    expect(done).toMatchObject({ status: "done", dryRun: false, fileKept: false, failure: null, progress: counts });
    expect(tried.progress).toEqual(done.progress);
    expect(await held(workspace.id)).toEqual({ n: 4, people: 3, names: 2 });
    expect(await rejectsOf(owner, item.id)).toBe(listed);
    const lines = listed.trimEnd().split("\n");
    expect(lines.map((line) => line.split(",")[0])).toEqual(["line", "4", "6", "7"]);
    expect(lines[3]).toMatch(/the time lies in the future/);

    const twice = await run(owner, (await upload(owner, "Besuche (1).csv.gz", gzipSync(german))).id, visits);
    expect(twice.progress).toMatchObject({ accepted: 4, rejected: 3 });
    expect(await held(workspace.id)).toEqual({ n: 4, people: 3, names: 2 });

    const { items } = await owner.request("GET /api/v1/events/recent", { query: { limit: 5 } });
    expect(items.find(({ userId }) => userId === "k5")).toMatchObject({
      event: "Rückgabe",
      timestamp: "2024-03-01T23:00:00.000Z",
      receivedAt: "2026-06-17T12:00:00.000Z",
      source: "import:Besuche",
      properties: { Ort: "Fürth", Betrag: 1 },
    });
  });

  it("shows what a layout and a mapping make of the first rows", async () => {
    const { owner } = await t.freshWorkspace();
    const { id } = await upload(owner, "a.csv", german);
    const preview = (body: { layout?: Mapping["layout"]; mapping?: Mapping }) =>
      owner.request("POST /api/v1/imports/:id/preview", { params: { id }, body });
    const mapped = await preview({ mapping: visits });
    expect(mapped.problems).toEqual([]);
    expect(mapped.rows.map(({ line, reason }) => [line, reason === null])).toEqual([
      [2, true],
      [3, true],
      [4, false],
      [5, true],
      [6, false],
      [7, false],
      [8, true],
    ]);
    expect(mapped.rows.map(({ cellsLost }) => cellsLost)).toEqual([0, 0, 0, 1, 0, 0, 0]);
    expect(mapped.rows[0]?.messages[0]).toMatchObject({ userId: "k1", properties: { Betrag: 12.5 } });
    const asOne = await preview({ layout: { delimiter: "|" }, mapping: visits });
    expect(asOne.recognised.columns).toHaveLength(1);
    expect(asOne.problems.map(({ path }) => path)).toContain("contact.column");
    expect(asOne.rows).toEqual([]);
    expect((await preview({ layout: { header: false } })).recognised.rowsSeen).toBe(8);

    const wrong = await owner.inject({
      method: "POST",
      url: `/api/v1/imports/${id}/start`,
      payload: { mapping: { ...visits, event: { column: "Nichts" } } },
    });
    expect([wrong.statusCode, wrong.json().code]).toEqual([400, "invalid_mapping"]);
    expect(wrong.json().fields).toEqual([
      {
        path: "mapping.event.column",
        code: "unknown_column",
        values: { column: "Nichts" },
        reason: expect.stringContaining("Nichts"),
      },
    ]);
  });

  it("takes times without a zone for the workspace's, and the encoding that was chosen", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    await owner.request("PATCH /api/v1/workspace", { body: { timezone: "Europe/Berlin" } });
    const item = await upload(
      owner,
      "visits.csv",
      iconv.encode("user;date;who\nu1;2025-11-10 23:30;田中\n", "shift_jis"),
    );
    expect(item.recognised.suggestion.time).toEqual({ column: "date", format: "iso", timezone: "Europe/Berlin" });
    const { id } = item;
    const done = await run(owner, id, {
      layout: { encoding: "shift_jis" },
      contact: { column: "user", kind: "userId" },
      event: { value: "Visited" },
      time: { column: "date", format: "iso" },
      properties: "rest",
    });
    expect([done.status, done.mapping?.time.timezone]).toEqual(["done", "Europe/Berlin"]);
    expect((await held(workspace.id)).n).toBe(1);
    const { items } = await owner.request("GET /api/v1/events/recent", { query: { limit: 1 } });
    expect(items[0]).toMatchObject({ timestamp: "2025-11-10T22:30:00.000Z", properties: { who: "田中" } });
  });

  it("brings in feedback, and lists what a spreadsheet would run as text", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const { id } = await upload(
      owner,
      "nps.csv",
      "=cmd|who,when,nps,comment\nu1,2025-01-01,10,fine\nu2,2025-01-01,11,no\n,2025-01-02,3,\n",
    );
    const done = await run(owner, id, {
      contact: { column: "=cmd|who", kind: "userId" },
      time: { column: "when", format: "iso", timezone: "UTC" },
      feedback: [{ type: "nps", column: "nps", text: "comment" }],
    });
    expect(done.progress).toMatchObject({ accepted: 1, rejected: 2 });
    expect(await rejectsOf(owner, id)).toMatch(/\n4,"?'=cmd\|who is empty/);
    const [row] = await t.system.analytics.ask<object>(
      sql`select feedback_type, feedback_score, feedback_text from ${events}`,
      { tenant: wholeOf(workspace.id) },
    );
    expect(row).toEqual({ feedback_type: "nps", feedback_score: 10, feedback_text: "fine" });
  });

  it("is suggested its time though a value of it cannot be read, and rejects that row", async () => {
    const { owner } = await t.freshWorkspace();
    const days = Array.from({ length: 12 }, (_, day) => (day === 7 ? "unknown" : `2025-01-${day + 10}`));
    const lines = days.map((day, index) => `u${index},Visited,${day}`);
    const { id, recognised } = await upload(owner, "v.csv", ["user_id,event,timestamp", ...lines].join("\n"));
    expect(recognised.suggestion.time).toMatchObject({ column: "timestamp", format: "iso" });
    const done = await run(owner, id, recognised.suggestion as Mapping);
    expect(done.progress).toMatchObject({ rows: 12, accepted: 11, rejected: 1 });
    expect(await rejectsOf(owner, id)).toMatch(/\n9,.*timestamp.*unknown/);
  });

  it("counts rows of two sources apart though their ids are the same, and rows of one source once", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const answers = (score: number) => `response,when,csat\n1,2025-01-01,${score}\n2,2025-01-02,${score}\n`;
    const mapping: Mapping = {
      time: { column: "when", format: "iso", timezone: "UTC" },
      feedback: [{ type: "csat", column: "csat" }],
      messageId: { columns: ["response"] },
    };
    const stored = async () => {
      await t.settled();
      const rows = await t.system.analytics.ask<{ source: string; n: string; sum: number }>(
        sql`select source, count() as n, sum(feedback_score) as sum from ${events} group by source order by source`,
        { tenant: wholeOf(workspace.id) },
      );
      return rows.map(({ source, n, sum }) => [source, Number(n), sum]);
    };
    const bring = async (name: string, score: number, source?: string) => {
      const { id } = await upload(owner, name, answers(score));
      const item = await run(owner, id, { ...mapping, ...(source ? { source } : {}) });
      expect(item.progress).toMatchObject({ accepted: 2, rejected: 0 });
      return item;
    };
    expect((await upload(owner, "Store.csv", answers(4))).recognised.suggestion.source).toBe("Store");
    expect((await bring("Store.csv", 4)).mapping?.source).toBe("Store");
    await bring("Online.csv", 2);
    const both = [
      ["import:Online", 2, 4],
      ["import:Store", 2, 8],
    ];
    expect(await stored()).toEqual(both);
    await bring("Store.csv", 4);
    await bring("Store (2).csv", 4);
    await bring("export-2025.csv", 4, "Store");
    expect(await stored()).toEqual(both);
  });

  it("that is cancelled keeps what is in; started again, it brings in the rest", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const rows = 100_000;
    const text = ["who,when", ...Array.from({ length: rows }, (_, row) => `p${row % 99},${1_700_000_000 + row}`)].join(
      "\n",
    );
    const { id } = await upload(owner, "long.csv.gz", gzipSync(text));
    const mapping: Mapping = {
      contact: { column: "who", kind: "userId" },
      event: { value: "Visited" },
      time: { column: "when", format: "epoch-seconds", timezone: "UTC" },
    };
    await owner.request("POST /api/v1/imports/:id/start", { params: { id }, body: { mapping } });
    const moving = await until(owner, id, ({ progress }) => progress.rows > 0);
    expect(moving.progress.ratePerSecond).toBeGreaterThan(0);
    expect(moving.progress.secondsLeft).toBeGreaterThan(0);
    const cannot = await owner.inject({ method: "DELETE", url: `/api/v1/imports/${id}` });
    expect([cannot.statusCode, cannot.json().code]).toEqual([409, "import_not_cancelled"]);
    await owner.request("POST /api/v1/imports/:id/cancel", { params: { id } });
    const cancelled = await until(owner, id, ended);
    expect(cancelled).toMatchObject({ status: "cancelled", fileKept: true, progress: { ratePerSecond: null } });
    expect((await held(workspace.id)).n).toBe(cancelled.progress.accepted);
    expect(cancelled.progress.accepted).toBeLessThan(rows);

    expect((await run(owner, id, mapping)).progress).toMatchObject({ rows, accepted: rows, rejected: 0 });
    expect(await held(workspace.id)).toEqual({ n: rows, people: 99, names: 1 });
    const twice = await owner.inject({ method: "POST", url: `/api/v1/imports/${id}/start`, payload: { mapping } });
    expect([twice.statusCode, twice.json().code]).toEqual([409, "import_done"]);
    const nothing = await owner.inject({ method: "POST", url: `/api/v1/imports/${id}/cancel` });
    expect([nothing.statusCode, nothing.json().code]).toEqual([409, "import_not_running"]);
    expect((await owner.inject({ method: "DELETE", url: `/api/v1/imports/${id}` })).statusCode).toBe(204);
    expect((await owner.request("GET /api/v1/imports", {})).items).toEqual([]);
    expect((await held(workspace.id)).n).toBe(rows);
  }, 60_000);

  it("that breaks in mid-file fails with the reason and keeps the rows before", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const lines = Array.from({ length: 20_000 }, (_, row) => `p${row},2025-01-01,${Math.sin(row)}`);
    const whole = gzipSync(["who,when,x", ...lines].join("\n"));
    const { id } = await upload(owner, "cut.csv.gz", whole.subarray(0, Math.floor(whole.length / 2)));
    const failed = await run(owner, id, {
      contact: { column: "who", kind: "userId" },
      event: { value: "Visited" },
      time: { column: "when", format: "iso", timezone: "UTC" },
    });
    expect(failed).toMatchObject({ status: "failed", failure: { code: "gzip_broken" }, fileKept: true });
    expect(failed.progress.accepted).toBeGreaterThan(1000);
    expect((await held(workspace.id)).n).toBe(failed.progress.accepted);
  });

  it("that failed before problems carried values is still read", async () => {
    const { owner } = await t.freshWorkspace();
    const { id } = await upload(owner, "old.csv", german);
    const failure = { code: "gzip_broken", detail: "The gzip file is damaged or cut off", line: 7 };
    await t.system.db.update(imports).set({ status: "failed", failure }).where(eq(imports.id, id));
    const read = await owner.request("GET /api/v1/imports/:id", { params: { id } });
    expect(read.failure).toEqual({ ...failure, values: {} });
    expect((await owner.request("GET /api/v1/imports", {})).items[0]?.failure).toEqual(read.failure);
  });

  it("gives a page of the list at a time", async () => {
    const { owner } = await t.freshWorkspace();
    for (const name of ["a", "b", "c"]) await upload(owner, name, german);
    const first = await owner.request("GET /api/v1/imports", { query: { limit: 2 } });
    expect(first.items.map(({ name }) => name)).toEqual(["c", "b"]);
    const rest = await owner.request("GET /api/v1/imports", { query: { limit: 2, cursor: first.nextCursor ?? "" } });
    expect([rest.items.map(({ name }) => name), rest.nextCursor]).toEqual([["a"], null]);
  });
});

it("is for those who may, in their own workspace", async () => {
  const { id } = await upload(t.owner, "a.csv", german);
  const viewer = await t.member("viewer");
  const analyst = await t.member("analyst");
  const writeKey = await t.key("write");
  const { owner: stranger } = await t.freshWorkspace();
  const status = async (who: Caller, method: "GET" | "POST" | "DELETE", path: string, payload?: object) =>
    (await who.inject({ method, url: `/api/v1/imports${path}`, ...(payload ? { payload } : {}) })).statusCode;

  expect((await send(t.anonymous, "a.csv", german)).statusCode).toBe(401);
  expect(await status(viewer, "GET", "")).toBe(403);
  expect(await status(writeKey, "GET", "")).toBe(403);
  expect((await send(writeKey, "a.csv", german)).statusCode).toBe(403);
  expect(await status(analyst, "GET", `/${id}`)).toBe(200);
  expect(await status(analyst, "GET", `/${id}/rejects`)).toBe(200);
  expect((await send(analyst, "a.csv", german)).statusCode).toBe(403);
  expect(await status(analyst, "DELETE", `/${id}`)).toBe(403);
  expect(await status(stranger, "GET", `/${id}`)).toBe(404);
  expect(await status(stranger, "GET", `/${id}/rejects`)).toBe(404);
  expect(await status(stranger, "POST", `/${id}/preview`, {})).toBe(404);
  expect(await status(stranger, "POST", `/${id}/start`, { mapping: visits })).toBe(404);
  expect(await status(stranger, "POST", `/${id}/cancel`)).toBe(404);
  expect(await status(stranger, "DELETE", `/${id}`)).toBe(404);
  expect(await status(t.owner, "GET", `/${id}`)).toBe(200);
});

it("removes files nobody finished for a week", async () => {
  const { owner } = await t.freshWorkspace();
  const { id } = await upload(owner, "old.csv", german);
  t.clock.advance(8 * 86_400_000);
  await t.system.imports.tidy();
  expect(await t.system.imports.uploads.has(id)).toBe(false);
  const start = await owner.inject({
    method: "POST",
    url: `/api/v1/imports/${id}/start`,
    payload: { mapping: visits },
  });
  expect([start.statusCode, start.json().code]).toEqual([409, "file_removed"]);
});

it("removes a file that was to go when the program was killed", async () => {
  const { owner } = await t.freshWorkspace();
  const { id } = await upload(owner, "left.csv", german);
  const { id: waiting } = await upload(owner, "waiting.csv", german);
  const { uploads } = t.system.imports;
  await t.system.db.update(imports).set({ fileKept: false }).where(eq(imports.id, id));
  const old = new Date(t.clock.now().getTime() - 2 * 86_400_000);
  for (const each of [id, waiting]) await utimes(uploads.file(each), old, old);
  await t.system.imports.tidy();
  expect([await uploads.has(id), await uploads.has(waiting)]).toEqual([false, true]);
});
