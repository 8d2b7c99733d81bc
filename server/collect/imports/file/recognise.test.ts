import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Layout } from "../../../../contracts/collect/file-layout.ts";
import { type Recognised, recognised as recognisedSchema } from "../../../../contracts/collect/imports.ts";
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
    const ids = days(18).map((_, index) => String(1_735_689_599 + index));
    expect((await column([...ids, "17"]))[0]).toBe("number");
    expect((await column([...ids, "17", "n/a"]))[0]).toBe("number");
    expect((await column([...ids, "17", "unknown"]))[0]).toBe("text");
    expect((await column([...ids, "n/a"]))[1]).toEqual(["epoch-seconds"]);
  });

  it("tells decimal commas from thousands", async () => {
    const found = await recogniseText("a;b;c;d\n1.234,50;1,234.5;0049;12\n2,5;2.5;0050;13\n");
    expect(typesOf(found)).toEqual({ a: "number-comma", b: "number", c: "text", d: "number" });
  });

  it("says where a point may be a comma, and takes what another column shows", async () => {
    const marked = async (text: string) =>
      (await recogniseText(text)).columns.map(({ type, ambiguous }) => type + (ambiguous ? "?" : ""));
    const rows = ["1.234", "18.500", "12.000"].map((amount) => `u;2024-01-01;${amount}`).join("\n");
    expect(await marked(`user;date;amount\n${rows}\n`)).toEqual(["text", "time", "number?"]);
    expect(await marked("a;b\n1.234;5,5\n2.500;6,5\n")).toEqual(["number-comma?", "number-comma"]);
    expect(await marked('a,b\n"1,234",5.5\n"2,500",6.5\n')).toEqual(["number?", "number"]);
    expect(await marked("a;b\n1.234;x\n0.500;y\n")).toEqual(["number", "text"]);
    expect(await marked("a;b\n1.234;x\n1.234.567;y\n")).toEqual(["number-comma", "text"]);
  });

  it("takes a column for numbers though cells say that there is none", async () => {
    const typed = async (...values: string[]) =>
      (await recogniseText(`n;x\n${values.map((each) => `${each};a`).join("\n")}\n`)).columns[0]?.type;
    expect(await typed("N/A", "-", "12.50", "#DIV/0!")).toBe("number");
    expect(await typed("1\u202f234,50", "2\u00a0000,00")).toBe("number-comma");
    expect(await typed("12,00 €", "1.200,00 €", "k. A.")).toBe("number-comma");
    expect(await typed("1'234.50", "(12.50)")).toBe("number");
    expect(await typed("N/A", "-")).toBe("text");
    expect(await typed("12", "12a")).toBe("text");
  });

  it("suggests nobody rather than what many people share", async () => {
    const who = async (name: string, ...values: string[]) =>
      (await recogniseText(`${name};note\n${values.map((each) => `${each};a b`).join("\n")}\n`)).suggestion.contact;
    for (const [name, values] of Object.entries({
      shipped: ["31-Jul-18", "01-Aug-18", "31-Jul-18"],
      customer: ["2024-01-01", "2024-01-02", "2024-01-03"],
      user: ["10:15", "11:15", "10:15"],
      customer_id: ["5.70306E+17", "5.70307E+17", "12"],
      "customer id": ["12", "13", "14", "15", "16", "17", "5.70306E+17"],
      kunde: ["yes", "no", "yes"],
      email: ["true", "false", "true"],
      mail: ["10", "9", "10"],
      user_id: ["4.5", "3.5", "4.5"],
      sku: ["AB-123", "AB-124", "AB-123"],
    }))
      expect(await who(name, ...values), name).toBeUndefined();
    expect(await who("customer id", "17", "18", "17")).toEqual({ column: "customer id", kind: "userId" });
    expect(await who("user", "a@example.com", "b@example.com")).toEqual({ column: "user", kind: "email" });
    expect(await who("Mail", "a@example.com", "b@example.com")).toEqual({ column: "Mail", kind: "email" });
  });

  it("knows the number of a day by the name of its column, and a time of day in a column of its own", async () => {
    const days = await recogniseText("order date;amount\n45356.4166667;45356\n45357;45357\n");
    expect(days.columns.map(({ type, timeFormats }) => [type, ...timeFormats])).toEqual([
      ["time", "excel-days"],
      ["number"],
    ]);
    const { suggestion } = await recogniseText("who;date;time\na1;05.03.2024;10:15\na2;06.03.2024;9:05 PM\n");
    expect(suggestion.time).toEqual({ column: "date", timeOfDay: "time", format: "day-month-year", timezone: "UTC" });
    const dashes = await recogniseText("when;x\n03-04-2024;a\n05-06-2024;b\n");
    expect(dashes.columns[0]).toMatchObject({ ambiguous: true, timeFormats: ["day-month-year", "month-day-year"] });
    expect((await recogniseText("when;x\n31-Jul-18;a\n1. Aug. 2018;b\n")).columns[0]?.timeFormats).toEqual([
      "month-name",
    ]);
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

describe("what stands around a table", () => {
  const laidOut = async (text: string, given?: Layout) => {
    const { delimiter, skipLines, comments, headerRows, columns, rowsSeen } = await recogniseText(text, given);
    return [delimiter, skipLines, comments, headerRows, columns.map(({ name }) => name).join("+"), rowsSeen];
  };
  const rows = "user;date;amount\nu1;2024-01-02;5\nu2;2024-01-03;6\n";

  it.each<[string, string, unknown[]]>([
    ["nothing", rows, [";", 0, false, 1, "user+date+amount", 2]],
    ["a stated mark", `sep=;\r\n${rows.replaceAll("\n", "\r\n")}`, [";", 1, false, 1, "user+date+amount", 2]],
    ["a title and a blank line", `Orders, May 2024\n\n${rows}`, [";", 2, false, 1, "user+date+amount", 2]],
    ["settings of the export", `From;2024-01-01\nTo;2024-02-01\n\n${rows}`, [";", 3, false, 1, "user+date+amount", 2]],
    ["a title as wide as the table", `Orders;;\n;;\n${rows}`, [";", 2, false, 1, "user+date+amount", 2]],
    ["remarks", `# made by a shop, "5"\n# 2024-05-01\n${rows}# end\n`, [";", 0, true, 1, "user+date+amount", 2]],
    ["marks at the end of the header", rows.replace("amount", "amount;"), [";", 0, false, 1, "user+date+amount", 2]],
    ["marks at the end of the rows", rows.replace(/(\d)\n/g, "$1;\n"), [";", 0, false, 1, "user+date+amount", 2]],
    ["rows without empty cells", `${rows}u3;2024-01-04\nu4\n`, [";", 0, false, 1, "user+date+amount", 4]],
    ["a tail of few cells", "a,b,c,d\n1,2\n3,4\n5,6\n7,8,9,1\n", [",", 0, false, 1, "a+b+c+d", 4]],
  ])("%s", async (_, text, expected) => {
    expect(await laidOut(text)).toEqual(expected);
  });

  it("further rows of the header", async () => {
    const survey = [
      "StartDate,ResponseId,Q1,Q2",
      'Start Date,Response ID,"How likely, 0 to 10?",Why?',
      '"{""ImportId"":""startDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"',
      "2024-05-01 10:00:00,R_1,9,good",
      "2024-05-02 10:00:00,R_2,3,late",
    ];
    expect(await laidOut(survey.join("\n"))).toEqual([",", 0, false, 3, "StartDate+ResponseId+Q1+Q2", 2]);
    const options = [
      "Respondent ID,Start Date,How likely?,What did you use?,,Why?",
      ",,Response,Shop,Phone,Open-Ended Response",
      "11,05/13/2024 10:00:00 AM,9,Shop,,good",
      "12,05/14/2024 10:00:00 AM,3,,Phone,late",
    ];
    expect(await laidOut(options.join("\n"))).toEqual([
      ",",
      0,
      false,
      2,
      "Respondent ID+Start Date+How likely?+What did you use?+What did you use? / Phone+Why?",
      2,
    ]);
    // A first row that lacks its number is a row.
    expect((await laidOut("who,when,score\nann,2024-05-01,n/a\nbob,2024-05-02,3\ncid,2024-05-02,4\n"))[3]).toBe(1);
    expect((await laidOut("who,x,y\nann,n/a,N/A\nbob,3,4\ncid,4,5\n"))[3]).toBe(1);
    expect((await laidOut("who,score\nann,n/a\nbob,3\ncid,4\n"))[3]).toBe(1);
  });

  it("takes marks of values for values", async () => {
    expect(await laidOut("#,name\n1,a\n2,b\n")).toEqual([",", 0, false, 1, "#+name", 2]);
    expect(await laidOut("tag,uses\n#ab,1\n#cd,2\n#ef,3\n")).toEqual([",", 0, false, 1, "tag+uses", 3]);
  });

  it("takes lines to skip as said", async () => {
    const text = "a;b\nc;d\ne;f\n";
    expect(await laidOut(text, { skipLines: 1, header: true })).toEqual([";", 1, false, 1, "c+d", 1]);
    expect(await laidOut(text, { skipLines: 0, headerRows: 2, header: true })).toEqual([";", 0, false, 2, "a+b", 1]);
  });

  it.each<[string, string, string]>([
    [",", "email,tags", "k1@example.com,x;y;z\nk2@example.com,x;z;y\n"],
    ["\t", "name\taddress", "Ann\tMain St 1, Berlin, DE\nBob\tHigh St 2, Rome, IT\n"],
    [";", "id;text", "1;a, b\n2;c, d\n3;e, f\n"],
    ["|", "id|path", "1|a,b;c\n2|d,e;f\n"],
    [",", "when,amount", "2024-01-01,1|2\n2024-01-02,3|4\n"],
    [",", "id,comment", "1,hello, world\n2,fine\n3,a, b, c\n"],
  ])("splits at %j where the header does", async (mark, header, body) => {
    expect((await laidOut(`${header}\n${body}`))[0]).toBe(mark);
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

  it("finds the list that holds the rows", async () => {
    const tickets = { tickets: [{ id: 1, tags: ["a"], by: { name: "Ann" } }, { id: 2 }], next_page: null };
    const read = async (value: unknown, indent?: number) => {
      const { format, header, preview } = await recogniseText(JSON.stringify(value, null, indent));
      return [format, header, preview.map(({ values, error }) => error ?? Object.values(values).join())];
    };
    const rows = ["json", false, ['1,["a"],Ann', "2"]];
    expect(await read(tickets)).toEqual(rows);
    expect(await read(tickets, 2)).toEqual(rows);
    expect(
      await read({ meta: { tags: ["x", [1]], empty: [] }, data: { list: tickets.tickets, more: [{ id: 9 }] } }, 1),
    ).toEqual(rows);
    const listed = [
      ["user", "ts"],
      ["a", "2024-01-01"],
      ["b", "2024-01-02"],
    ];
    expect(await read(listed)).toEqual(["json", true, ["a,2024-01-01", "b,2024-01-02"]]);
    expect(await read({ rows: listed }, 2)).toEqual(["json", true, ["a,2024-01-01", "b,2024-01-02"]]);
    expect(await read(listed.slice(1))).toEqual(["json", false, ["a,2024-01-01", "b,2024-01-02"]]);
    // One line is the first of many, also where it holds a list.
    const order = { event: "Order Completed", userId: "u", products: [{ sku: "a" }] };
    expect((await read(order))[0]).toBe("jsonl");
    expect((await recogniseText(`${JSON.stringify({ a: [{ b: 1 }] })}\n${JSON.stringify({ a: [] })}\n`)).format).toBe(
      "jsonl",
    );
    expect((await recogniseText('{"a":1}')).format).toBe("jsonl");
  });

  it("reads on to the first row where much stands above it", async () => {
    const filler = '<string key="about" value="x"/>'.repeat(20_000);
    const found = await recogniseText(
      `<log>${filler}<trace><event><string key="concept:name" value="A"/></event></trace></log>`,
    );
    expect(found.columns.map(({ name }) => name)).toEqual(["case:concept:name", "concept:name"]);
    const wrapped = await recogniseText(JSON.stringify({ about: "x".repeat(300_000), rows: [{ a: 1 }] }));
    expect([wrapped.format, wrapped.columns.length]).toEqual(["json", 1]);
  });

  it("refuses a file without text", async () => {
    await expect(recogniseText(" \n")).rejects.toBeInstanceOf(FileRefused);
  });
});

it("gives back a table that was written in any dialect, with whatever stands above it", async () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab,;\t|"\n .-#é'), maxLength: 6 }).map((text) => text.trim());
  const row = fc.record({
    id: fc.integer({ min: 1, max: 99_999 }),
    amount: fc.double({ min: 0, max: 1e6, noNaN: true }),
    text: cell,
    more: cell,
  });
  const table = fc.array(row, { minLength: 3, maxLength: 8 });
  const above = fc.constantFrom("", "Export of orders\n\n", "# made by hand\n", "Orders from Monday; all\n\n");
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom(",", ";", "\t", "|"),
      above,
      fc.boolean(),
      async (rows, delimiter, title, bom) => {
        const records = rows.map(({ id, amount, text, more }) => [`c-${id}`, amount.toFixed(2), text, more]);
        const written = stringify([["customer", "amount", "first text", "second text"], ...records], {
          delimiter,
          quoted_string: true,
        });
        const found = await recogniseText(`${bom ? "\uFEFF" : ""}${title}${written}`);
        expect([found.delimiter, found.header, found.headerRows]).toEqual([delimiter, true, 1]);
        expect(
          found.preview.map(({ values, error }) => error ?? Object.values(values).map((value) => value ?? "")),
        ).toEqual(records);
      },
    ),
    { numRuns: 150 },
  );
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
