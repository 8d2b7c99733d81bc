import { mkdtempSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { bringIn, exampleMapping, heldOf, readAll } from "../../testing/import-file.ts";
import { permitLog, purchases, sentences } from "../../testing/look-alikes.ts";
import { openFile } from "./file/open-file.ts";
import { readRows } from "./file/read-rows.ts";
import { recognise } from "./file/recognise.ts";

// Files like the public ones of `docs/examples`; `npm run real-files` looks at those.

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

async function written(name: string, text: string): Promise<string> {
  const path = join(mkdtempSync(join(inject("runFolder"), "files-")), name);
  await writeFile(path, text);
  return path;
}

it("a log of permits is read case by case, with what is suggested for it", async () => {
  const log = permitLog(400);
  const path = await written("permits.csv", log.text);
  const { recognised, messages, rejects, different } = await readAll(path, await exampleMapping("receipt"));
  expect(rejects).toEqual([]);
  expect(messages).toHaveLength(log.events);
  expect(different(({ messageId }) => messageId)).toBe(log.events);
  expect(different(({ userId }) => userId)).toBe(log.cases);
  expect(different(({ event }) => event)).toBe(log.activities);
  expect([...new Set(messages.map(({ context }) => context.channel))].sort()).toEqual(log.channels);
  expect(messages[0]).toMatchObject({
    userId: "case-10001",
    event: "Confirmation of receipt",
    timestamp: log.first.toISOString(),
    properties: { "org:group": "Group 1", case_id: "case-10001" },
  });
  expect(recognised.suggestion).toMatchObject({
    event: { column: "concept:name" },
    time: { column: "time:timestamp", format: "iso" },
    channel: { column: "case:channel" },
    caseColumn: "case:concept:name",
  });
});

it("columns parted by blanks, without a header, are read with the mapping, and have the same ids again", async () => {
  const shop = purchases(600);
  const path = await written("purchases.txt", shop.text);
  const mapping = await exampleMapping("cdnow");
  const { recognised, messages, rejects, different } = await readAll(path, mapping);
  expect(rejects).toEqual([]);
  expect(messages).toHaveLength(shop.rows);
  expect(different(({ messageId }) => messageId)).toBe(shop.rows);
  expect(different(({ userId }) => userId)).toBe(shop.customers);
  expect(messages[0]).toMatchObject({
    userId: "0001",
    event: "Order Completed",
    timestamp: expect.stringMatching(/^1997-\d\d-\d\dT00:00:00\.000Z$/),
    properties: { quantity: expect.any(Number), revenue: expect.any(Number) },
  });
  expect([recognised.delimiter, recognised.header, recognised.columns[2]?.timeFormats]).toEqual([
    "whitespace",
    false,
    ["compact"],
  ]);
  expect((await readAll(path, mapping)).messages).toEqual(messages);
});

it("sentences with a label are recognised as that", async () => {
  const opened = await openFile(await written("sentences.csv", sentences(1000)), { maxBytes: 1e9, maxRatio: 100 });
  const { recognised, layout } = await recognise(opened);
  expect(recognised.columns.map(({ name, type }) => `${name}: ${type}`)).toEqual(["text: text", "label: number"]);
  let rows = 0;
  for await (const row of readRows(opened.text, layout)) if (row.error === undefined) rows++;
  expect(rows).toBe(1000);
});

it.each(["a log of permits", "purchases"])("%s, as text and packed, is imported once", async (what) => {
  const log = what === "purchases" ? null : permitLog(400);
  const shop = purchases(600);
  const expected = log
    ? { n: log.events, people: log.cases, names: log.activities }
    : { n: shop.rows, people: shop.customers, names: 1 };
  const { owner, workspace } = await t.freshWorkspace();
  const text = (log ?? shop).text;
  const mapping = await exampleMapping(log ? "receipt" : "cdnow");
  for (const sent of [text, gzipSync(text)]) {
    const { progress } = await bringIn(owner, log ? "permits.csv" : "purchases.txt", sent, mapping);
    expect(progress).toMatchObject({ rows: expected.n, accepted: expected.n, rejected: 0 });
    expect(await heldOf(t, workspace.id)).toEqual(expected);
  }
});
