import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Layout, type Recognised, recognised as recognisedSchema } from "../../../../contracts/collect/imports.ts";
import { FileRefused } from "./file-refused.ts";
import { openFile } from "./open-file.ts";
import { recognise } from "./recognise.ts";

async function recogniseText(text: string, given?: Layout): Promise<Recognised> {
  const file = await openFile(Readable.from([Buffer.from(text)], { objectMode: false }), {
    maxBytes: 1e8,
    maxRatio: 100,
  });
  const { recognised } = await recognise(file, given);
  expect(recognisedSchema.safeParse(JSON.parse(JSON.stringify(recognised))).error).toBeUndefined();
  return recognised;
}
const typesOf = (found: Recognised): Record<string, string> =>
  Object.fromEntries(found.columns.map(({ name, type }) => [name, type]));

describe("text tables", () => {
  it.each([",", ";", "\t", "|"] as const)("finds the delimiter %j, the header and the types", async (mark) => {
    const rows = [
      ["Customer ID", "Date", "Amount", "Vip", "Note"],
      ["C-1", "2024-01-31", "12.50", "yes", '"a, b; c | d"'],
      ["C-2", "2024-02-01", "7", "no", '"two\nlines"'],
      ["C-1", "2024-02-02", "1234.5", "yes", "plain"],
    ];
    const found = await recogniseText(rows.map((row) => row.join(mark)).join("\n"));
    expect([found.format, found.delimiter, found.header, found.rowsSeen]).toEqual(["csv", mark, true, 3]);
    expect(typesOf(found)).toEqual({
      "Customer ID": "text",
      Date: "time",
      Amount: "number",
      Vip: "boolean",
      Note: "text",
    });
    expect(found.suggestion).toEqual({
      contact: { column: "Customer ID", kind: "userId" },
      time: { column: "Date", format: "iso", timezone: "UTC" },
      properties: "rest",
      types: { Amount: "number", Vip: "boolean" },
    });
  });

  it("reads a printed table without header", async () => {
    const found = await recogniseText(
      " 00004 0001 19970101  2   29.33\r\n 00004 0001 19970118  2   29.73\r\n 00021 0002 19970101  3   63.34\r\n",
    );
    expect([found.delimiter, found.header]).toEqual(["whitespace", false]);
    expect(typesOf(found)).toEqual({
      column1: "text",
      column2: "text",
      column3: "time",
      column4: "number",
      column5: "number",
    });
    expect(found.columns[2]?.timeFormats).toEqual(["compact"]);
  });

  it("asks which of day and month comes first, where nothing tells", async () => {
    const dates = async (...values: string[]): Promise<unknown[]> => {
      const [column] = (await recogniseText(`when,x\n${values.map((value) => `${value},a`).join("\n")}\n`)).columns;
      return [column?.timeFormats, column?.ambiguous];
    };
    expect(await dates("03/04/2024", "05/06/2024")).toEqual([["day-month-year", "month-day-year"], true]);
    expect(await dates("03/04/2024", "25/06/2024")).toEqual([["day-month-year"], false]);
    expect(await dates("03/04/2024", "05/26/2024")).toEqual([["month-day-year"], false]);
    expect(await dates("03.04.2024", "05.06.2024")).toEqual([["day-month-year"], false]);
    expect(await dates("1735689599", "1735689600")).toEqual([["epoch-seconds"], false]);
    expect(await dates("1735689599000")).toEqual([["epoch-milliseconds"], false]);
    expect(await dates("2024/01/02 03:04:05.678")).toEqual([["year-month-day"], false]);
  });

  it("takes a column for times though a few values are none, and not though many are", async () => {
    const column = async (values: string[]) => {
      const { columns, suggestion } = await recogniseText(`when,x\n${values.map((each) => `${each},a`).join("\n")}\n`);
      const [first] = columns;
      return [first?.type, first?.timeFormats, first?.hasOffset, suggestion.time?.column];
    };
    const days = (n: number) =>
      Array.from({ length: n }, (_, day) => `2024-01-${String(day + 1).padStart(2, "0")}T10:00Z`);
    expect(await column([...days(18), "n/a", "soon"])).toEqual(["time", ["iso", "year-month-day"], true, "when"]);
    expect(await column([...days(4), "n/a"])).toEqual(["time", ["iso", "year-month-day"], true, "when"]);
    expect(await column([...days(17), "n/a", "soon", "late"])).toEqual(["text", [], false, undefined]);
    expect(await column([...days(2), "n/a"])).toEqual(["text", [], false, undefined]);
    // The format that reads more of them is the one.
    expect((await column(["13.01.2024", "14.01.2024", "1.2.2024", "2.2.2024", "3.2.2024", "?"]))[1]).toEqual([
      "day-month-year",
    ]);
    // Numbers stay numbers, though most of them could be seconds since 1970.
    const ids = days(18).map((_, at) => String(1_735_689_599 + at));
    expect((await column([...ids, "17"]))[0]).toBe("number");
    expect((await column([...ids, "17", "n/a"]))[0]).toBe("text");
    expect((await column([...ids, "n/a"]))[1]).toEqual(["epoch-seconds"]);
  });

  it("tells decimal commas from thousands", async () => {
    const found = await recogniseText("a;b;c;d\n1.234,50;1,234.5;0049;12\n2,5;2.5;0050;13\n");
    expect(typesOf(found)).toEqual({ a: "number-comma", b: "number", c: "text", d: "number" });
  });

  it("suggests feedback only where the values fit its scale", async () => {
    const found = await recogniseText(
      "email,submitted_at,nps,csat_score,comment\na@x.com,2024-01-01T10:00:00Z,9,80,fine\nb@x.com,2024-01-02T10:00:00Z,3,40,slow\n",
    );
    expect(found.suggestion.contact).toEqual({ column: "email", kind: "email" });
    expect(found.suggestion.feedback).toEqual([{ type: "nps", column: "nps", text: "comment" }]);
    expect(found.columns[1]?.hasOffset).toBe(true);
  });

  it("keeps quotes as they come in files that know no quoting", async () => {
    const found = await recogniseText('name\tsize\n"Big" one\t3\n"Small\t4\n5" nail\t5\n');
    expect(found.quoted).toBe(false);
    expect(found.preview.map((row) => row.values.name)).toEqual(['"Big" one', '"Small', '5" nail']);
  });

  it("takes what is said as said", async () => {
    const found = await recogniseText("a,b\nc,d\n", { header: false, columns: ["x", "y"] });
    expect(found.preview.map((row) => row.values)).toEqual([
      { x: "a", y: "b" },
      { x: "c", y: "d" },
    ]);
  });

  it("is not misled by the cut at the end of its head", async () => {
    const found = await recogniseText(
      `id,text,n\n${Array.from({ length: 9000 }, (_, row) => `r${row},"a, ""b""\nc",${row}`).join("\n")}\n`,
    );
    expect([found.delimiter, found.header, found.columns.length]).toEqual([",", true, 3]);
    expect(found.preview.every((row) => row.error === undefined)).toBe(true);
  });
});

describe("other formats", () => {
  it("knows JSONL of tracking messages", async () => {
    const found = await recogniseText(
      `${JSON.stringify({ userId: "u1", event: "Order Completed", timestamp: "2024-01-01T00:00:00Z", properties: { revenue: 9.5 }, context: { channel: "web" } })}\n`,
    );
    expect(found.format).toBe("jsonl");
    expect(found.suggestion).toMatchObject({
      contact: { column: "userId", kind: "userId" },
      event: { column: "event" },
      time: { column: "timestamp", format: "iso" },
      channel: { column: "context.channel" },
    });
  });

  it("knows a JSON list and an event log, whole or cut", async () => {
    expect((await recogniseText('[{"a":1},{"a":2}]')).format).toBe("json");
    const event =
      '<event><string key="concept:name" value="A"/><date key="time:timestamp" value="2024-01-01T00:00:00Z"/></event>';
    const trace = `<trace><string key="concept:name" value="c1"/>${event.repeat(2)}</trace>`;
    const found = await recogniseText(`<?xml version="1.0"?><log>${trace.repeat(800)}</log>`);
    expect([found.format, found.suggestion]).toEqual([
      "xes",
      {
        caseColumn: "case:concept:name",
        event: { column: "concept:name" },
        time: { column: "time:timestamp", format: "iso", timezone: "UTC" },
        properties: "rest",
      },
    ]);
  });

  it("refuses a file without text", async () => {
    await expect(recogniseText(" \n")).rejects.toBeInstanceOf(FileRefused);
  });
});

it("answers any text with a description or a refusal", async () => {
  const text = fc.string({ unit: fc.constantFrom(...'a1,;\t|"\n<>{}[]:/ '), minLength: 1, maxLength: 80 });
  await fc.assert(
    fc.asyncProperty(text, async (body) => {
      await recogniseText(body).catch((error: unknown) => {
        if (!(error instanceof FileRefused)) throw error;
      });
    }),
    { numRuns: 200 },
  );
});
