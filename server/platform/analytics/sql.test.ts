import fc from "fast-check";
import { afterAll, describe, expect, expectTypeOf, test } from "vitest";
import { openTestEngine } from "../../testing/stores.ts";
import { choose, joinSql, render, type Sql, type SqlLiteral, type SqlValue, sql, typed } from "./sql.ts";

const engine = openTestEngine();
afterAll(() => engine.close());

const SETTINGS =
  "output_format_json_quote_64bit_integers=1, output_format_json_quote_denormals=1, max_query_size=10000000";

function rows(statement: Sql): unknown[][] {
  const text = engine.query(`${render(statement)} settings ${SETTINGS}`, "JSONCompactEachRow");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line): unknown[] => JSON.parse(line));
}

function first(statement: Sql): unknown[] {
  return rows(statement)[0] ?? [];
}

/** Sends many literals as the columns of one row. */
function roundTrip(values: readonly SqlValue[]): unknown[] {
  return first(
    sql`select tuple(${joinSql(
      values.map((value) => sql`${value}`),
      ", ",
    )})`,
  )[0] as unknown[];
}

const HOSTILE = [
  "",
  "'",
  "''",
  "\\",
  "\\'",
  "\\\\'",
  "' or 1=1 --",
  "'; drop table events; --",
  "/* */",
  "*/ select 1 /*",
  "-- x\nselect 2",
  "#",
  ";",
  "{x:String}",
  "{{x}}",
  "$\u007bx}",
  "?",
  "%s",
  "`",
  '"',
  "$$x$$",
  "\0",
  "a\0b",
  "\b\f\n\r\t\v\u0007\u001b\u007f",
  "\\0",
  "\\x41",
  "\\N",
  "\u2028\u2029\u0085\u00a0\ufeff",
  "😀👩‍👩‍👧",
  "\u202eabc",
  "é".normalize("NFD"),
  "' FORMAT Null",
  "\u{10ffff}",
];

describe("literals come back as they were sent", () => {
  test("hostile text", () => {
    expect(roundTrip(HOSTILE)).toEqual(HOSTILE);
    expect(first(sql`select ${HOSTILE}`)).toEqual([HOSTILE]);
  });

  test("text within a comment cannot end it", () => {
    expect(first(sql`select /* ${"*/ 2, /*"} */ 1`)).toEqual([1]);
    expect(first(sql`select -- ${"x\n2,"}\n 1`)).toEqual([1]);
  });

  test("any text", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom("\\", "'", "\0", "x", "n", "-", "/", "*", "\n", "0", "{", ":", "é", "😀") }),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), (values) => {
        expect(roundTrip(values)).toEqual(values);
        expect(first(sql`select ${values}`)).toEqual([values]);
      }),
      { numRuns: 60 },
    );
  });

  test("finite numbers, to the last bit", () => {
    const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger(), fc.integer());
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 50 }), (values) => {
        const bits = joinSql(
          values.map((value) => sql`reinterpretAsUInt64(toFloat64(${value}))`),
          ", ",
        );
        const expected = values.map((value) => String(new BigUint64Array(new Float64Array([value]).buffer)[0]));
        expect(first(sql`select ${bits}`)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
    expect(first(sql`select ${2 ** 64}, ${-(2 ** 63)}, ${5e-324}, ${Number.MAX_VALUE}, ${-0}`)).toEqual([
      2 ** 64,
      -(2 ** 63),
      5e-324,
      Number.MAX_VALUE,
      -0,
    ]);
  });

  test("a negative number never completes a comment", () => {
    expect(first(sql`select 5 -${-3}, 5 -${-3n}, 5 -${-0.5}`)).toEqual([8, "8", 5.5]);
  });

  test("whole numbers of 64 bits keep value and type", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), { minLength: 1, maxLength: 20 }),
        (values) => {
          expect(roundTrip(values)).toEqual(values.map(String));
        },
      ),
      { numRuns: 30 },
    );
    expect(first(sql`select toTypeName(${1n}), toTypeName(${-1n})`)).toEqual(["UInt64", "Int64"]);
  });

  test("instants to the millisecond", () => {
    const date = fc.date({
      min: new Date("1900-01-01T00:00:00Z"),
      max: new Date("2299-12-31T23:59:59.999Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.array(date, { minLength: 1, maxLength: 20 }), (values) => {
        const written = values.map((value) => value.toISOString().slice(0, -1).replace("T", " "));
        expect(first(sql`select ${values}`)).toEqual([written]);
      }),
      { numRuns: 30 },
    );
    expect(first(sql`select toUnixTimestamp64Milli(${new Date(1_709_251_199_999)})`)).toEqual(["1709251199999"]);
  });

  test("booleans, null, lists with nulls, nested pieces", () => {
    const where = sql`${true} and not ${false}`;
    expect(first(sql`select ${true}, ${null}, ${[1, null, 3]}, ${where}, length(${[]})`)).toEqual([
      true,
      null,
      [1, null, 3],
      true,
      "0",
    ]);
  });

  test("typed literals", () => {
    const id = "0190d1b2-7c1e-7a3b-9f00-0123456789ab";
    const piece = sql`select ${typed.uuid(id)}, ${typed.uint64(7)}, ${typed.float64(3)}, ${typed.date("2024-02-29")}`;
    expect(first(piece)).toEqual([id, "7", 3, "2024-02-29"]);
    expect(first(sql`select toTypeName(${typed.strings([])}), toTypeName(${typed.float64(3)})`)).toEqual([
      "Array(String)",
      "Float64",
    ]);
    for (const wrong of ["", "x", `${id}'`, `${id}\n`]) expect(() => typed.uuid(wrong)).toThrow(TypeError);
    for (const wrong of ["2023-02-29", "2024-1-1", "2024-01-01'", "1800-01-01"])
      expect(() => typed.date(wrong)).toThrow(TypeError);
    expect(() => typed.uint64(-1)).toThrow(TypeError);
  });
});

describe("what has no faithful literal is refused", () => {
  test.each([
    ["NaN", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["minus infinity", [Number.NEGATIVE_INFINITY]],
    ["an unpaired surrogate", "a\ud800b"],
    ["a trailing surrogate", "\udc00"],
    ["text over 100 KB", "x".repeat(100_001)],
    ["text over 100 KB in UTF-8", "é".repeat(50_001)],
    ["an invalid date", new Date(Number.NaN)],
    ["a date before 1900", new Date("1899-12-31T23:59:59.999Z")],
    ["a date after 2299", new Date("2300-01-01T00:00:00Z")],
    ["2^64", 2n ** 64n],
    ["below Int64", -(2n ** 63n) - 1n],
    ["a mixed list", [1, "x"]],
  ] satisfies [string, SqlValue][])("%s", (_name, value) => {
    expect(() => sql`select ${value}`).toThrow(TypeError);
  });

  test("the longest allowed text works", () => {
    const text = "'".repeat(100_000);
    expect(first(sql`select length(${text})`)).toEqual(["100000"]);
  });
});

describe("text is never spliced as SQL", () => {
  test("by type", () => {
    expectTypeOf<string>().not.toExtend<Sql>();
    expectTypeOf<string>().toExtend<SqlLiteral>();
    expectTypeOf<{ text: string }>().not.toExtend<SqlValue>();
    expectTypeOf(joinSql).parameter(0).not.toEqualTypeOf<string[]>();
  });

  test("at run time", () => {
    const forged: unknown = JSON.parse('{"text":"drop table events"}');
    const values = [forged, undefined] as SqlValue[];
    for (const value of values) expect(() => sql`select ${value}`).toThrow(TypeError);
    expect(() => render(forged as Sql)).toThrow(TypeError);
  });

  test("closed tables and joins", () => {
    const order = { asc: sql`asc`, desc: sql`desc` };
    expect(render(sql`order by x ${choose(order, "desc")}`)).toBe("order by x desc");
    expect(() => choose(order, "constructor" as "asc")).toThrow(TypeError);
    expect(render(joinSql([sql`a = ${1}`, sql`b = ${"x"}`], " and "))).toBe("a = 1 and b = 'x'");
    expect(render(joinSql([], ", "))).toBe("");
  });
});
