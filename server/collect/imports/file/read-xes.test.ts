import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FileRefused } from "./file-refused.ts";
import { readXes } from "./read-xes.ts";
import type { Row, Value } from "./row.ts";

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let index = 0; index < text.length; index += size) yield text.slice(index, index + size);
}
async function rowsOf(text: string, size = 5): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of readXes(pieces(text, size))) rows.push({ ...row, values: { ...row.values } });
  return rows;
}
const refusal = (text: string): Promise<string> =>
  rowsOf(text, 65_536).then(
    () => "nothing was refused",
    (error: unknown) => (error instanceof FileRefused ? error.code : String(error)),
  );

const log = `<?xml version="1.0" encoding="UTF-8" ?>
<!-- a comment with <event> in it -->
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <global scope="event"><string key="concept:name" value="DEFAULT"/></global>
  <classifier name="Activity" keys="concept:name"/>
  <string key="concept:name" value="the log"/>
  <trace>
    <string key="concept:name" value="case 1"><string key="source" value="desk"/></string>
    <boolean key="vip" value="true"/>
    <event>
      <string key="concept:name" value="Ask &amp; &#x27;answer&#39; &lt;1 > 0"/>
      <date key="time:timestamp" value="2011-10-11T13:45:40.276+02:00"/>
      <string key='org:resource' value='"R" 21'/>
      <int key="cost" value="7"><float key="rate" value="0.5"/></int>
      <list key="items"><values><string key="item" value="a"/><string key="item" value="b"/></values></list>
    </event>
    <event><int key="cost" value="seven"/></event>
  </trace>
  <event><string key="concept:name" value="alone"/></event>
</log>
`;

describe("an event log", () => {
  it.each([1, 5, 100_000])("gives its events as rows, read in pieces of %i", async (size) => {
    expect(await rowsOf(log, size)).toEqual([
      {
        line: 11,
        values: {
          "case:concept:name": "case 1",
          "case:concept:name.source": "desk",
          "case:vip": true,
          "concept:name": "Ask & 'answer' <1 > 0",
          "time:timestamp": "2011-10-11T13:45:40.276+02:00",
          "org:resource": '"R" 21',
          cost: 7,
          "cost.rate": 0.5,
          "items.item": "a",
          "items.item.2": "b",
        },
      },
      { line: 18, values: {}, error: 'cost: "seven" is not a number' },
      { line: 20, values: { "concept:name": "alone" } },
    ]);
  });

  it("takes a trace without a name for a case, by its own id or its place", async () => {
    const event = '<event><string key="a" value="b"/></event>';
    const casesOf = async (text: string) => (await rowsOf(text)).map(({ values }) => values["case:concept:name"]);
    const text = `<log><trace>${event}${event}</trace><trace>${event}</trace><trace><id key="identity:id" value="t3"/>${event}</trace></log>`;
    const [one, two, three, four] = await casesOf(text);
    expect(one).toMatch(/^trace 1 [0-9a-f]{12}$/);
    expect(two).toBe(one);
    expect(three).toMatch(/^trace 2 /);
    expect(four).toBe("t3");
    expect(await casesOf(text)).toEqual([one, two, three, four]);
    // The first traces of two files are two.
    expect(await casesOf('<log><trace><event><string key="a" value="c"/></event></trace></log>')).not.toContain(one);
  });

  it("gives back what was written, cut anywhere", async () => {
    const encode = (text: string): string => text.replace(/[&<>"\n]/g, (char) => `&#${char.charCodeAt(0)};`);
    const key = fc.stringMatching(/^[a-z]{1,6}:[a-z]{1,6}$/);
    const value = fc.oneof(
      fc.string({ unit: fc.constantFrom(..."a<>&\"'\n;é/="), minLength: 1, maxLength: 8 }),
      fc.integer(),
      fc.boolean(),
    );
    const event = fc.dictionary(key, value, { minKeys: 1, maxKeys: 5 });
    const write = (events: Record<string, Value>[]): string => {
      const attribute = ([name, content]: [string, Value]): string =>
        `<${typeof content === "number" ? "int" : typeof content === "boolean" ? "boolean" : "string"} key="${name}" value="${encode(String(content))}"/>`;
      return `<log><trace><string key="concept:name" value="c"/>${events.map((one) => `<event>${Object.entries(one).map(attribute).join("")}</event>`).join("\n")}</trace></log>`;
    };
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 5 }), fc.integer({ min: 1, max: 12 }), async (events, size) => {
        expect((await rowsOf(write(events), size)).map((row) => row.values)).toEqual(
          events.map((one) => ({ "case:concept:name": "c", ...one })),
        );
      }),
      { numRuns: 150 },
    );
  });
});

describe("what is refused", () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><log>&lol2;</log>`;
  it.each<[string, string]>([
    ["xml_doctype", laughs],
    ["xml_doctype", `<!DOCTYPE log SYSTEM "file:///etc/passwd"><log></log>`],
    ["xml_doctype", `<log><!ENTITY a "b"></log>`],
    ["xml_entity", `<log><trace><string key="a" value="&lol;"/></trace></log>`],
    ["xml_entity", `<log><trace><string key="a" value="&#xD800;"/></trace></log>`],
    ["xml_too_deep", `<log><trace>${'<string key="a" value="b">'.repeat(100)}`],
    ["xml_too_long", `<log><trace><string key="${"a".repeat(1_200_000)}`],
    ["xml_wrong_end", `<log><trace></log></trace>`],
    ["xml_cut_off", `<log><trace><event></event>`],
    ["xml_broken", `<log><trace key=3></trace></log>`],
    ["xml_second_document", `<log></log><log></log>`],
    ["xml_cut_in_tag", `<log><tr`],
    ["xes_other_root", `<html><body></body></html>`],
    ["xes_not_a_log", ``],
  ])("%s: %.60s", async (code, text) => {
    expect(await refusal(text)).toBe(code);
  });
});
