import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ImportItem, mapping as importMapping, type Mapping } from "../../../../contracts/collect/imports.ts";
import type { ProcessPeopleQuery, ProcessQueryInput } from "../../../../contracts/understand/process.ts";
import { type Caller, startTestApp, type TestApp } from "../../../testing/app.ts";
import { exampleMapping } from "../../../testing/import-file.ts";
import { permitLog } from "../../../testing/look-alikes.ts";
import { track } from "../../../testing/messages.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const instant = (minutes: number) => new Date(Date.UTC(2026, 5, 10) + minutes * 60_000).toISOString();
type Logged = [who: string, minutes: number, event: string, properties?: object];

async function shopOf(...log: Logged[]): Promise<Caller> {
  const { owner, writeKey } = await t.freshWorkspace();
  await t.track(
    writeKey,
    log.map(([who, minutes, event, properties]) => track(who, event, instant(minutes), properties)),
  );
  return owner;
}
const ask = (owner: Caller, body: ProcessQueryInput = {}) => owner.request("POST /api/v1/query/process", { body });
const file = (caller: Caller, format: string, payload: object = {}) =>
  caller.inject({ method: "POST", url: `/api/v1/query/process/export?format=${format}`, payload });

const LOG: Logged[] = [
  ["ann", 0, "Ask"],
  ["ann", 10, "Answer"],
  ["ann", 20, "Ask"],
  ["ann", 50, "Answer"],
  ["bob", 0, "Ask"],
  ["bob", 20, "Answer"],
  ["cid", 0, "Ask"],
  ["cid", 40, "Answer"],
  ["dan", 0, "Leave"],
];

describe("the process view", () => {
  it("counts activities, what follows what, variants and repeats", async () => {
    const owner = await shopOf(...LOG);
    const answer = await ask(owner);
    expect(answer).toMatchObject({
      definition: "directly_follows@1",
      traces: 4,
      events: 9,
      rework: 0.25,
      truncated: false,
    });
    expect(answer.elapsed).toEqual({ median: 1800, p90: 2820 });
    expect(answer.activities).toEqual([
      { name: "Answer", events: 4, traces: 3, starts: 0, ends: 3, repeats: 1 },
      { name: "Ask", events: 4, traces: 3, starts: 3, ends: 0, repeats: 1 },
      { name: "Leave", events: 1, traces: 1, starts: 1, ends: 1, repeats: 0 },
    ]);
    expect(answer.edges).toEqual([
      { from: "Ask", to: "Answer", count: 4, traces: 3, elapsed: { median: 1500, p90: 2220 }, shareOfTime: 100 / 110 },
      { from: "Answer", to: "Ask", count: 1, traces: 1, elapsed: { median: 600, p90: 600 }, shareOfTime: 10 / 110 },
    ]);
    expect(answer.variants.items[0]).toEqual({
      activities: ["Ask", "Answer"],
      traces: 2,
      elapsed: { median: 1800, p90: 2280 },
    });
    expect(answer.variants).toMatchObject({ total: 3, coverEightyPercent: 3 });
    // Shares of ½, ¼ and ¼: 1.5 bits of log2(3).
    expect(answer.variants.entropy).toBeCloseTo(1.5 / Math.log2(3), 10);
    // Over four traces, as other tools divide it; a single variant then has none.
    expect((await ask(owner, { entropyOver: "traces" })).variants.entropy).toBeCloseTo(1.5 / 2, 10);
    expect((await ask(owner, { entropyOver: "traces", minimumTraces: 2 })).variants.entropy).toBe(0);
    expect((await ask(owner, { minimumTraces: 2 })).variants).toMatchObject({
      total: 1,
      entropy: null,
      coverEightyPercent: 1,
    });
    expect(await ask(await shopOf())).toMatchObject({
      ...{ traces: 0, events: 0, activities: [], edges: [], rework: null, truncated: false },
      ...{ elapsed: { median: null, p90: null }, variants: { total: 0, entropy: null, items: [] } },
    });
  });

  it("takes sessions or the values of a field for traces", async () => {
    const owner = await shopOf(
      ["ann", 0, "Ask", { order: "A" }],
      ["bob", 1, "Pay", { order: "A" }],
      ["ann", 40, "Ask", { order: "B" }],
      ["ann", 41, "Leave"],
    );
    const sessions = await ask(owner, { traceBy: { by: "session", gapMinutes: 30 } });
    expect(sessions).toMatchObject({ traces: 3, events: 4 });
    const orders = await ask(owner, { traceBy: { by: "field", field: "properties.order" } });
    expect(orders).toMatchObject({ traces: 2, events: 3 });
    expect(orders.edges.map(({ from, to, count }) => `${from}>${to} ${count}`)).toEqual(["Ask>Pay 1"]);
    const refusal = await owner.inject({
      method: "POST",
      url: "/api/v1/query/process",
      payload: { traceBy: { by: "field", field: "nonsense" } },
    });
    expect([refusal.statusCode, refusal.json<{ code: string }>().code]).toEqual([400, "unknown_field"]);
  });

  it("draws at most a hundred activities and says that there are more", async () => {
    const many = Array.from({ length: 104 }, (_, n): Logged => ["ann", n, `Event ${n}`]);
    const answer = await ask(await shopOf(...many, ["ann", 200, "Event 7"]));
    expect(answer.activities).toHaveLength(100);
    expect(answer.activities[0]).toMatchObject({ name: "Event 7", events: 2 });
    expect(answer.truncated).toBe(true);
    expect(answer.variants.items[0]?.activities).toHaveLength(100);
  });
});

const nasty = `<b>"x" & 'y'</b>\u0001 #1; ]]> = \`code\` \n--> end`;

describe("the people behind the process", () => {
  type Of = ProcessPeopleQuery["of"];
  const peopleOf = async (caller: Caller, of: Of, query: ProcessQueryInput = {}) => {
    const { items, total } = await caller.request("POST /api/v1/query/process/people", { body: { query, of } });
    expect(items).toHaveLength(total);
    return items.map(({ name, lastAt }) => `${name} ${(Date.parse(lastAt) - Date.parse(instant(0))) / 60_000}`);
  };

  it("are those of an activity, a connection, a beginning, an end or a variant", async () => {
    const owner = await shopOf(...LOG);
    expect((await peopleOf(owner, { activity: "Ask" })).sort()).toEqual(["ann 20", "bob 0", "cid 0"]);
    expect(await peopleOf(owner, { from: "Ask", to: "Answer" })).toEqual(["ann 50", "cid 40", "bob 20"]);
    expect(await peopleOf(owner, { from: "Answer", to: "Ask" })).toEqual(["ann 20"]);
    expect(await peopleOf(owner, { start: "Leave" })).toEqual(["dan 0"]);
    expect(await peopleOf(owner, { end: "Answer" })).toEqual(["ann 50", "cid 40", "bob 20"]);
    expect(await peopleOf(owner, { variant: ["Ask", "Answer"] })).toEqual(["cid 40", "bob 20"]);
    expect(await peopleOf(owner, { activity: "Nothing" })).toEqual([]);
    const csv = await owner.inject({
      method: "POST",
      url: "/api/v1/people/csv",
      payload: { of: { process: { query: {}, of: { activity: "Leave" } } } },
    });
    expect([csv.statusCode, csv.body.trim().split("\n").length, csv.body.includes("dan")]).toEqual([200, 2, true]);
    // A trace that is left out has nobody.
    expect(await peopleOf(owner, { activity: "Ask" }, { minimumTraces: 2 })).toHaveLength(2);
  });

  it("are as many as the traces of every number, where a trace is a person", async () => {
    const owner = await shopOf(...LOG, ["eve", 3, "other"], ["eve", 4, "Ask"], ["eve", 5, "Ask"], ["fay", 9, "Ask"]);
    for (const mergeRepeats of [false, true]) {
      const answer = await ask(owner, { mergeRepeats });
      const all: [Of, number][] = [
        ...answer.activities.map(({ name, traces }): [Of, number] => [{ activity: name }, traces]),
        ...answer.activities.map(({ name, starts }): [Of, number] => [{ start: name }, starts]),
        ...answer.activities.map(({ name, ends }): [Of, number] => [{ end: name }, ends]),
        ...answer.edges.map(({ from, to, traces }): [Of, number] => [{ from, to }, traces]),
        ...answer.variants.items.map(({ activities, traces }): [Of, number] => [{ variant: activities }, traces]),
      ];
      for (const [of, traces] of all)
        expect(await peopleOf(owner, of, { mergeRepeats }), JSON.stringify(of)).toHaveLength(traces);
    }
  });

  it("are all who had a part in the trace, where it is no person", async () => {
    const owner = await shopOf(
      ["ann", 0, "Ask", { order: "A" }],
      ["bob", 1, "Pay", { order: "A" }],
      ["cid", 5, "Ask", { order: "B" }],
      ["ann", 90, "Leave"],
    );
    const orders: ProcessQueryInput = { traceBy: { by: "field", field: "properties.order" } };
    expect((await peopleOf(owner, { activity: "Pay" }, orders)).sort()).toEqual(["ann 1", "bob 1"]);
    const sessions: ProcessQueryInput = { traceBy: { by: "session", gapMinutes: 30 } };
    expect(await peopleOf(owner, { start: "Leave" }, sessions)).toEqual(["ann 90"]);
    expect(await peopleOf(owner, { variant: ["Ask"] }, sessions)).toEqual(["cid 5", "ann 0"]);
  });

  it("are not for viewers", async () => {
    const viewer = await t.member("viewer");
    const refused = await viewer.inject({
      method: "POST",
      url: "/api/v1/query/process/people",
      payload: { query: {}, of: { activity: "Ask" } },
    });
    expect(refused.statusCode).toBe(403);
    const both = await t.owner.inject({
      method: "POST",
      url: "/api/v1/query/process/people",
      payload: { query: {}, of: { activity: "Ask", start: "Ask" } },
    });
    expect(both.statusCode).toBe(400);
  });
});

describe("files of the process", () => {
  it("XES is read again by the import, with the same traces", async () => {
    const owner = await shopOf(...LOG, ["dan", 5, nasty]);
    const before = await ask(owner);
    const xes = await file(owner, "xes");
    expect(xes.headers["content-type"]).toContain("application/xml");
    expect(xes.headers["content-disposition"]).toBe('attachment; filename="process.xes"');
    const { workspace, owner: other } = await t.freshWorkspace();
    expect(workspace.id).not.toBe(owner.headers["x-workspace"]);
    await importAll(other, "process.xes", xes.body);
    const after = await ask(other);
    const clean = (text: string) => JSON.parse(JSON.stringify(text).replaceAll("\\u0001", "\ufffd")) as unknown;
    expect(after.activities).toEqual(before.activities.map((each) => ({ ...each, name: clean(each.name) })));
    expect(after).toMatchObject({ traces: before.traces, events: before.events, elapsed: before.elapsed });
    expect(after.variants.entropy).toBe(before.variants.entropy);
    expect(after.edges.map(({ count, elapsed }) => [count, elapsed])).toEqual(
      before.edges.map(({ count, elapsed }) => [count, elapsed]),
    );
  });

  it("CSV has a row for each event; a spreadsheet runs none of it", async () => {
    const owner = await shopOf(["ann", 0, "=1+1"], ["ann", 1, 'Say "hi", then go']);
    const { body, headers } = await file(owner, "csv", { traceBy: { by: "session" } });
    expect(headers["content-type"]).toContain("text/csv");
    const lines = body.trimEnd().split("\n");
    expect(lines[0]).toBe("case:concept:name,concept:name,time:timestamp");
    expect(lines[1]).toMatch(/^\d+-1,'=1\+1,2026-06-10T00:00:00\.000Z$/);
    const hostile = await shopOf(
      ["ann", 0, "\n=1+1"],
      ["ann", 1, "\ufeff=1+1"],
      ["ann", 2, "\u00a0＝1"],
      ["ann", 3, "a;=1"],
    );
    const written = (await file(hostile, "csv", { traceBy: { by: "session" } })).body;
    for (const guarded of ["\"'\n'=1+1\"", "'\ufeff=1+1", "'\u00a0＝1", '"a;\'=1"']) expect(written).toContain(guarded);
    expect(lines[2]).toMatch(/^\d+-1,"Say ""hi"", then go",2026-06-10T00:01:00\.000Z$/);
  });

  it("Mermaid and SVG hold names without letting them out of their place", async () => {
    const owner = await shopOf(...LOG, ["dan", 5, nasty], ["dan", 7, nasty]);
    const { body: mermaid } = await file(owner, "mermaid");
    const lines = mermaid.trimEnd().split("\n");
    expect(lines[0]).toBe("flowchart TD");
    expect(lines.filter((line) => !/^ {2}n\d+(\(\[".*"\]\)|\[".*"\]| -->\|"\d+"\| n\d+)$/.test(line))).toEqual([
      "flowchart TD",
    ]);
    for (const line of lines) expect(line.replace("<br/>", "").match(/[<>`]/g)?.join("") ?? "").toMatch(/^>?$/);
    expect(mermaid).toContain('-->|"4"|');
    const svg = await file(owner, "svg");
    expect(svg.headers["content-type"]).toContain("image/svg+xml");
    expect(svg.body).toContain('role="img" aria-labelledby="title description"');
    expect(svg.body).toContain('<title id="title">');
    expect(svg.body).not.toContain("<b>");
    expect(svg.body).toContain("&lt;b&gt;&quot;x&quot; &amp; &apos;y&apos;");
    expect(svg.body).not.toMatch(/NaN|undefined|<script/);
    expect((await file(await shopOf(), "svg")).body).toContain("0 activities of 0 traces");
  });

  it("of the log are for those who may see contacts only", async () => {
    const viewer = await t.member("viewer");
    expect((await file(viewer, "mermaid")).statusCode).toBe(200);
    expect((await file(viewer, "xes")).statusCode).toBe(403);
    expect((await file(viewer, "csv")).statusCode).toBe(403);
    expect((await file(t.owner, "pdf")).statusCode).toBe(400);
  });
});

async function importAll(owner: Caller, name: string, content: string, given?: Mapping): Promise<void> {
  const uploaded = await owner.inject({
    method: "POST",
    url: `/api/v1/imports?name=${name}`,
    headers: { "content-type": "application/octet-stream" },
    payload: content,
  });
  const { id, recognised } = uploaded.json<ImportItem>();
  // What stands in the file is taken as it was recognised; only whose events they are is told.
  const { event, time } = recognised.suggestion;
  const contact = { column: "case:concept:name", kind: "userId" };
  const mapping = given ?? importMapping.parse({ contact, event, time, properties: "rest" });
  await owner.request("POST /api/v1/imports/:id/start", { params: { id }, body: { mapping, dryRun: false } });
  const item = () => owner.request("GET /api/v1/imports/:id", { params: { id } });
  await expect.poll(async () => (await item()).status, { timeout: 20_000 }).toBe("done");
  expect((await item()).progress.rejected).toBe(0);
  await t.settled();
}

it("shows an imported log of permits as it is", async () => {
  const log = permitLog(400);
  const { owner } = await t.freshWorkspace("Europe/Amsterdam");
  await importAll(owner, "permits.csv", log.text, await exampleMapping("receipt"));
  const answer = await ask(owner, { period: { from: "2010-01-01", to: "2012-12-31" } });
  expect(answer).toMatchObject({ traces: log.cases, events: log.events, truncated: false });
  expect(answer.activities).toHaveLength(log.activities);
  expect(answer.variants.total).toBe(log.variants);
  expect(answer.activities.reduce((sum, { starts }) => sum + starts, 0)).toBe(log.cases);
  expect(answer.edges.reduce((sum, { count }) => sum + count, 0)).toBe(log.events - log.cases);
});
