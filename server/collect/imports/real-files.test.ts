import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Mapping, mapping as mappingSchema, type Recognised } from "../../../contracts/collect/imports.ts";
import { openFile } from "./file/open-file.ts";
import { readRows } from "./file/read-rows.ts";
import { recognise } from "./file/recognise.ts";
import { checkMapping, createRowMapper, type ImportedMessage } from "./mapping/map-row.ts";

const root = join(import.meta.dirname, "../../..");
const data = join(root, "../shared/data");
const present = existsSync(data);
if (!present) console.info("Real files: not run, because ../shared/data is not there");

async function importAll(
  file: string,
  mapping: Mapping,
): Promise<{ recognised: Recognised; messages: ImportedMessage[]; rejects: string[] }> {
  const opened = await openFile(join(data, file), { maxBytes: 1e9, maxRatio: 100 });
  const { recognised, layout } = await recognise(opened, mapping.layout);
  expect(
    checkMapping(
      mapping,
      recognised.columns.map(({ name }) => name),
    ),
  ).toEqual([]);
  const map = createRowMapper(mapping);
  const messages: ImportedMessage[] = [];
  const rejects: string[] = [];
  for await (const row of readRows(opened.text, layout)) {
    const mapped = map(row);
    if (mapped.ok) messages.push(...mapped.messages);
    else rejects.push(`${mapped.line}: ${mapped.reason}`);
  }
  expect(opened.bytesRead()).toBe(opened.size);
  return { recognised, messages, rejects };
}
const example = async (name: string): Promise<Mapping> =>
  mappingSchema.parse(JSON.parse(await readFile(join(root, "docs/examples", name), "utf8")));
const different = (messages: ImportedMessage[], of: (message: ImportedMessage) => unknown): number =>
  new Set(messages.map(of)).size;

it("the example mappings are mappings", async () => {
  expect((await example("receipt.mapping.json")).time.format).toBe("iso");
  expect((await example("cdnow.mapping.json")).layout?.header).toBe(false);
});

describe.runIf(present)("real files", () => {
  it("receipt.csv: 1,434 cases, 8,577 events, 27 activities", async () => {
    const { recognised, messages, rejects } = await importAll("receipt.csv", await example("receipt.mapping.json"));
    expect(rejects).toEqual([]);
    expect(messages).toHaveLength(8577);
    expect(different(messages, ({ messageId }) => messageId)).toBe(8577);
    expect(different(messages, ({ userId }) => userId)).toBe(1434);
    expect(different(messages, ({ event }) => event)).toBe(27);
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
    const mapping = await example("cdnow.mapping.json");
    const { recognised, messages, rejects } = await importAll("CDNOW_sample.txt", mapping);
    expect(rejects).toEqual([]);
    expect(messages).toHaveLength(6919);
    expect(different(messages, ({ messageId }) => messageId)).toBe(6919);
    expect(different(messages, ({ userId }) => userId)).toBe(2357);
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
    expect((await importAll("CDNOW_sample.txt", mapping)).messages).toEqual(messages);
  });

  it.each(["yelp.csv", "amazon_cells.csv"])("%s: 1,000 sentences with a label", async (file) => {
    const opened = await openFile(join(data, file), { maxBytes: 1e9, maxRatio: 100 });
    const { recognised, layout } = await recognise(opened);
    expect(recognised.columns.map(({ name, type }) => `${name}: ${type}`)).toEqual(["text: text", "label: number"]);
    let rows = 0;
    for await (const row of readRows(opened.text, layout)) if (row.error === undefined) rows++;
    expect(rows).toBe(1000);
  });
});
