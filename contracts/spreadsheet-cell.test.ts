import { describe, expect, it } from "vitest";
import { QUOTED_CELL, spreadsheetCell } from "./words/spreadsheet-cell.ts";

describe("spreadsheetCell", () => {
  it.each([
    ["=1+1"],
    ["＝1+1"],
    ["\n=1+1"],
    [" =1+1"],
    ["\uFEFF=1+1"],
    ["\u00a0=1+1"],
    ["\u200b\u2003@SUM(A1)"],
    ["+49 30 1"],
    ["−1"],
    ["\tx"],
    ["12345678901234567890"],
    ["007"],
    ["5E17"],
  ])("guards %j from its beginning", (text) => {
    expect(spreadsheetCell(text).startsWith("'")).toBe(true);
    expect(spreadsheetCell(text).replaceAll("'", "")).toBe(text);
  });

  it("guards what would begin a cell behind another program's separator", () => {
    expect(spreadsheetCell("a;=1+1")).toBe("a;'=1+1");
    expect(spreadsheetCell("a\t \n=1+1")).toBe("a\t \n'=1+1");
    expect(QUOTED_CELL.test("a;b")).toBe(true);
  });

  it("leaves what nothing would happen to", () => {
    for (const text of ["", "Ann", "a-b=c", "a; b", "0", "10.5", "123456789012345", "2026-06-05T10:00:00.000Z", "1e"])
      expect(spreadsheetCell(text)).toBe(text);
  });
});
