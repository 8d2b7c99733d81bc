import fc from "fast-check";
import { expect, it } from "vitest";
import { parseExactJson } from "./exact-json.ts";

it("keeps the digits of whole numbers beyond 2^53 as text", () => {
  expect(
    parseExactJson('{"a":1234567890123456789,"b":[-12345678901234567890,9007199254740991],"c":9007199254740993}'),
  ).toEqual({ a: "1234567890123456789", b: ["-12345678901234567890", 9007199254740991], c: "9007199254740993" });
});

it("leaves fractions, exponents and digits within strings as they are", () => {
  expect(
    parseExactJson('{"a":1234567890123456.5,"b":1e400,"c":"12345678901234567890","d":"\\"12345678901234567890"}'),
  ).toEqual({
    a: 1234567890123456.5,
    b: Number.POSITIVE_INFINITY,
    c: "12345678901234567890",
    d: '"12345678901234567890',
  });
});

it("refuses what is no JSON, and says of it what it says of any", () => {
  for (const text of ["", "{", '{"a":01234567890123456789}', '"12345678901234567890', "12345678901234567890 1"])
    expect(() => parseExactJson(text)).toThrow(SyntaxError);
});

it("reads everything else as JSON.parse does", () => {
  fc.assert(
    fc.property(
      fc.jsonValue().filter((value) => !/\d{16}/.test(JSON.stringify(value))),
      fc.constantFrom(0, 2),
      (value, indent) => {
        const text = JSON.stringify([value, "12345678901234567890"], null, indent);
        expect(parseExactJson(text)).toEqual(JSON.parse(text));
      },
    ),
  );
});
