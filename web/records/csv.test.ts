import { describe, expect, it } from "vitest";
import { csvOf } from "./csv.ts";

// As bytes: reading a blob as text takes the mark away.
const written = async (rows: Parameters<typeof csvOf>[0]) =>
  Buffer.from(await csvOf(rows).arrayBuffer()).toString("utf8");

describe("a list as a file", () => {
  it("has a line a row, quotes what needs it, and leaves empty what is not known", async () => {
    expect(
      await written([
        ["Name", "Size"],
        ['The "best", so far\nof all', 12.5],
        ["Ümit", null],
      ]),
    ).toBe('\uFEFFName,Size\r\n"The ""best"", so far\nof all",12.5\r\nÜmit,\r\n');
  });

  it("holds nothing that a spreadsheet would run", async () => {
    for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "＝1"])
      expect(await written([[text]])).toBe(`\uFEFF'${text}\r\n`);
    expect(await written([["\tx", "a;=1"]])).toBe(`\uFEFF"'\tx","a;'=1"\r\n`);
    expect(await written([[-1, "a=b"]])).toBe("\uFEFF-1,a=b\r\n");
  });
});
