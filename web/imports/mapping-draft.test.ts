import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mapping, Recognised } from "../../contracts/collect/imports.ts";
import { mapping as mappingSchema } from "../../contracts/collect/imports.ts";
import { assign, draftOf, likelyTimeFormat, mappingOf, parts } from "./mapping-draft.ts";

const names = ["customer", "when", "what", "score", "words", "price", "nothing"];
const column = (name: string): Recognised["columns"][number] => ({
  name,
  type:
    name === "score" || name === "price" ? "number" : name === "when" ? "time" : name === "nothing" ? "empty" : "text",
  timeFormats: name === "when" ? ["iso"] : [],
  ambiguous: false,
  hasOffset: true,
  empty: 0,
  distinct: 5,
  examples: [],
});
const recognised: Recognised = {
  format: "csv",
  compression: "none",
  encoding: "utf-8",
  sheets: [],
  sheet: null,
  recipe: null,
  delimiter: ",",
  quoted: false,
  skipLines: 0,
  comments: false,
  header: true,
  headerRows: 1,
  columns: names.map(column),
  rowsSeen: 10,
  preview: [],
  suggestion: {
    contact: { column: "customer", kind: "userId" },
    event: { column: "what" },
    time: { column: "when", format: "iso", timezone: "Europe/Berlin" },
    properties: "rest",
    feedback: [{ type: "nps", column: "score", text: "words" }],
  },
};
const suggested = draftOf(recognised, recognised.suggestion, "UTC");
const sent = (draft = suggested): Mapping => {
  const result = mappingOf(draft);
  if ("gaps" in result) throw new Error(`lacks ${result.gaps}`);
  return result.mapping;
};

describe("a mapping edited column by column", () => {
  it("begins with what was suggested", () => {
    expect(sent()).toEqual({
      contact: { column: "customer", kind: "userId" },
      event: { column: "what" },
      time: { column: "when", format: "iso", timezone: "Europe/Berlin" },
      properties: ["price"],
      types: { price: "number" },
      feedback: [{ type: "nps", column: "score", text: "words" }],
    });
  });

  it("carries the source that was named, and none that is blank", () => {
    expect(draftOf(recognised, { ...recognised.suggestion, source: "Store" }, "UTC").source).toBe("Store");
    expect(sent({ ...suggested, source: " Store survey " }).source).toBe("Store survey");
    expect(sent({ ...suggested, source: "  " })).not.toHaveProperty("source");
  });

  it("gives a part that only one can play to the last who took it", () => {
    const changed = assign(suggested, "price", { part: "event" });
    expect(sent(changed).event).toEqual({ column: "price" });
    expect(changed.columns.what?.part).toBe("property");
  });

  it("says what is missing", () => {
    const noTime = assign(suggested, "when", { part: "ignore" });
    expect(mappingOf(noTime)).toEqual({ gaps: ["time"] });
    const bare = assign(assign(suggested, "what", { part: "property" }), "score", { part: "property" });
    expect(mappingOf(bare)).toEqual({ gaps: ["event", "comment"] });
    expect(sent({ ...assign(bare, "words", { part: "property" }), event: " Visit " }).event).toEqual({
      value: "Visit",
    });
  });

  it.each([
    [["2026-01-02 10:00"], "iso"],
    [["01/02/2026", "31/01/2026 10:00"], "day-month-year"],
    [["01/31/2026"], "month-day-year"],
    [["1.2.2026"], "day-month-year"],
    [["1795313190"], "epoch-seconds"],
    [["20260131"], "compact"],
    [["soon"], undefined],
  ])("guesses how %o is written where a value spoils the column", (examples, format) => {
    expect(likelyTimeFormat({ ...column("what"), examples })).toBe(format);
  });

  it("is always one that the API takes, and reads back the same", () => {
    const acts = fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...parts)), { maxLength: 15 });
    fc.assert(
      fc.property(acts, (list) => {
        const draft = list.reduce((before, [name, part]) => assign(before, name, { part }), suggested);
        const result = mappingOf(draft);
        if ("gaps" in result) {
          expect(result.gaps.length).toBeGreaterThan(0);
          return;
        }
        expect(mappingSchema.safeParse(result.mapping).error).toBeUndefined();
        const again = mappingOf(draftOf(recognised, { traits: [], ...result.mapping }, "UTC"));
        expect(again).toEqual(result);
      }),
    );
  });
});
