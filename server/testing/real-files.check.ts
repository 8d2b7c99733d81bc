import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openFile } from "../collect/imports/file/open-file.ts";
import { readRows } from "../collect/imports/file/read-rows.ts";
import { recognise } from "../collect/imports/file/recognise.ts";
import { startTestApp, type TestApp } from "./app.ts";
import { bringIn, exampleMapping, heldOf, readAll } from "./import-file.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder with the public files that `docs/examples` names. */
    realFiles: string;
  }
}

const file = (name: string) => readFile(join(inject("realFiles"), name));

describe("files as they are read", () => {
  it("receipt.csv: 1,434 cases, 8,577 events, 27 activities", async () => {
    const path = join(inject("realFiles"), "receipt.csv");
    const { recognised, messages, rejects, different } = await readAll(path, await exampleMapping("receipt"));
    expect(rejects).toEqual([]);
    expect(messages).toHaveLength(8577);
    expect(different(({ messageId }) => messageId)).toBe(8577);
    expect(different(({ userId }) => userId)).toBe(1434);
    expect(different(({ event }) => event)).toBe(27);
    expect([...new Set(messages.map(({ context }) => context.channel))].sort()).toEqual([
      "Desk",
      "Intern",
      "Internet",
      "Post",
      "e-mail",
    ]);
    expect(messages[0]).toMatchObject({
      userId: "case-10011",
      event: "Confirmation of receipt",
      timestamp: "2011-10-11T11:45:40.276Z",
      properties: { "org:resource": "Resource21", case_id: "case-10011" },
    });
    expect(recognised.suggestion).toMatchObject({
      event: { column: "concept:name" },
      time: { column: "time:timestamp", format: "iso" },
      channel: { column: "case:channel" },
      caseColumn: "case:concept:name",
    });
  });

  it("CDNOW_sample.txt: 2,357 customers, 6,919 rows, and the same ids again", async () => {
    const path = join(inject("realFiles"), "CDNOW_sample.txt");
    const mapping = await exampleMapping("cdnow");
    const { recognised, messages, rejects, different } = await readAll(path, mapping);
    expect(rejects).toEqual([]);
    expect(messages).toHaveLength(6919);
    expect(different(({ messageId }) => messageId)).toBe(6919);
    expect(different(({ userId }) => userId)).toBe(2357);
    expect(messages[0]).toMatchObject({
      userId: "0001",
      event: "Order Completed",
      timestamp: "1997-01-01T00:00:00.000Z",
      properties: { quantity: 2, revenue: 29.33 },
    });
    expect([recognised.delimiter, recognised.header, recognised.columns[2]?.timeFormats]).toEqual([
      "whitespace",
      false,
      ["compact"],
    ]);
    expect((await readAll(path, mapping)).messages).toEqual(messages);
  });

  it.each(["yelp.csv", "amazon_cells.csv"])("%s: 1,000 sentences with a label", async (name) => {
    const opened = await openFile(join(inject("realFiles"), name), { maxBytes: 1e9, maxRatio: 100 });
    const { recognised, layout } = await recognise(opened);
    expect(recognised.columns.map(({ name, type }) => `${name}: ${type}`)).toEqual(["text: text", "label: number"]);
    let rows = 0;
    for await (const row of readRows(opened.text, layout)) if (row.error === undefined) rows++;
    expect(rows).toBe(1000);
  });
});

describe("files as they are imported", () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp();
  });
  afterAll(() => t.close());

  it.each([
    ["receipt.csv", "receipt", { n: 8577, people: 1434, names: 27 }],
    ["CDNOW_sample.txt", "cdnow", { n: 6919, people: 2357, names: 1 }],
  ])("%s, twice", async (name, example, expected) => {
    const { owner, workspace } = await t.freshWorkspace();
    const bytes = await file(name);
    for (const sent of [bytes, gzipSync(bytes)]) {
      const { progress } = await bringIn(owner, name, sent, await exampleMapping(example));
      expect(progress).toMatchObject({ rows: expected.n, accepted: expected.n, rejected: 0 });
      expect(await heldOf(t, workspace.id)).toEqual(expected);
    }
  });

  it("receipt.csv has 1,434 traces, 8,577 events, 27 activities and 116 variants", async () => {
    const { owner } = await t.freshWorkspace("Europe/Amsterdam");
    await bringIn(owner, "receipt.csv", await file("receipt.csv"), await exampleMapping("receipt"));
    await t.settled();
    const answer = await owner.request("POST /api/v1/query/process", {
      body: { period: { from: "2010-01-01", to: "2012-12-31" } },
    });
    expect(answer).toMatchObject({ traces: 1434, events: 8577, truncated: false });
    expect(answer.activities).toHaveLength(27);
    expect(answer.variants.total).toBe(116);
    expect(answer.activities.reduce((sum, { starts }) => sum + starts, 0)).toBe(1434);
    expect(answer.edges.reduce((sum, { count }) => sum + count, 0)).toBe(8577 - 1434);
  });
});
