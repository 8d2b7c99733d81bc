import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isNothing, isUndecided, looksLikeNumber, type Notation, readNumber } from "./parse-number.ts";

describe("numbers as exports write them", () => {
  it.each<[string, Notation, number | null, string?]>([
    ["1234.5", "point", 1234.5],
    ["1,234,567.25", "point", 1234567.25],
    ["12,34,567.00", "point", 1234567],
    ["1.234,50", "comma", 1234.5],
    ["1\u202f234,50", "comma", 1234.5],
    ["1\u00a0234\u00a0567,5", "comma", 1234567.5],
    ["1 234,50", "comma", 1234.5],
    ["1'234.50", "point", 1234.5],
    ["1’234.50", "point", 1234.5],
    ["12,00 €", "comma", 12, "EUR"],
    ["€49.90", "point", 49.9, "EUR"],
    ["-$1,200.00", "point", -1200, "USD"],
    ["$-5", "point", -5, "USD"],
    ["CHF 1'234.50", "point", 1234.5, "CHF"],
    ["1.234,50 PLN", "comma", 1234.5, "PLN"],
    ["(12.50)", "point", -12.5],
    ["($12.50)", "point", -12.5, "USD"],
    ["12.50-", "point", -12.5],
    ["\u221212.5", "point", -12.5],
    [".5", "point", 0.5],
    ["1.5e3", "point", 1500],
    ["+7", "point", 7],
    ["007", "point", 7],
    ["1,5", "point", null],
    ["1.2.3", "comma", null],
    ["N/A", "point", null],
    ["", "point", null],
    ["-", "point", null],
    ["12 34", "point", null],
    ["9e999", "point", null],
    ["12 apples", "point", null],
  ])("%j with a %s is %j", (text, notation, value, currency) => {
    const read = readNumber(text, notation);
    expect([read?.value ?? null, read?.currency]).toEqual([value, currency]);
  });

  it("tells what may be either, what is an id, and what is nothing", () => {
    expect(["1.234", "18.500", "12.000", "1,234"].every(isUndecided)).toBe(true);
    expect(["0.500", "1.5", "1.234.567", "1234", "1.2345"].some(isUndecided)).toBe(false);
    expect(["0049", "+49 30 1234", "1234567890123456", "12a"].some((text) => looksLikeNumber(text, "point"))).toBe(
      false,
    );
    expect(["N/A", "n/a", "-", "–", "#DIV/0!", "#N/A", "null", "k. A."].every(isNothing)).toBe(true);
    expect(["0", "no", "none of it", "-1"].some(isNothing)).toBe(false);
  });

  it("gives any amount back, however it was written", () => {
    const amount = fc.integer({ min: -99_999_999, max: 99_999_999 }).map((cents) => cents / 100);
    fc.assert(
      fc.property(amount, fc.constantFrom("en-US", "de-DE", "fr-FR", "de-CH", "en-IN", "sv-SE"), (value, locale) => {
        const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(value);
        const notation = /,\d\d$/.test(text) ? "comma" : "point";
        expect(readNumber(text, notation)?.value ?? null).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
