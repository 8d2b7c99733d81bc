import { describe, expect, test } from "vitest";
import { shuffled } from "../order.ts";
import type { AskedQuestion } from "../questions.ts";
import { takeAnswer } from "../take-answer.ts";
import { pageEach, said, sitWith } from "../testing/plain-survey.ts";
import { chooseLanguage, directionOf } from "../text-in.ts";
import { furtherTypes } from "./core.ts";
import { readNumber } from "./written-number.ts";

const ENDS = { low: said("low"), high: said("high") };
const options = ["a", "b", "c"].map((id) => ({ id, text: said(id) }));

function take(question: object, given: unknown, language = "en") {
  const asked = { id: "q", text: said("Q"), ...question } as AskedQuestion;
  const taken = takeAnswer(sitWith(pageEach([asked]), { language }), asked, given, "answers.q");
  return "answer" in taken ? taken.answer : taken.faults.map(({ path, code }) => `${path} ${code}`).join();
}

describe("numbers as people write them", () => {
  test.each([
    ["4,5", "en", 4.5],
    ["4.5", "en", 4.5],
    ["4,5", "de", 4.5],
    ["4.5", "de", 4.5],
    ["1,234", "en", 1234],
    ["1.234", "de", 1234],
    ["1.234", "en", 1.234],
    ["1,234", "de", 1.234],
    ["1.234.567,5", "en", 1234567.5],
    ["1,234,567", "de", 1234567],
    ["1 234,5", "fr", 1234.5],
    ["1’234.5", "de-CH", 1234.5],
    ["٤٫٥", "ar", 4.5],
    ["٤٬٠٠٠", "ar", 4000],
    ["۱۲", "fa", 12],
    ["−3", "en", -3],
    ["+7", "en", 7],
    ["-0", "en", 0],
    ["1,2,3", "en", undefined],
    ["1.2.3", "de", undefined],
    ["12,34,567", "en-IN", 1234567],
    ["1234,567,1", "en", undefined],
    ["1e3", "en", undefined],
    ["four", "en", undefined],
    ["", "en", undefined],
  ])("%j in %s", (written, language, expected) => {
    expect(readNumber(written, language)).toBe(expected);
  });
});

test.each<[object, unknown, unknown]>([
  [{ type: "nps", ends: ENDS }, "7", 7],
  [{ type: "nps", ends: ENDS }, 7.5, "answers.q wrong_type"],
  [{ type: "nps", ends: ENDS }, "abc", "answers.q wrong_type"],
  [{ type: "nps", ends: ENDS }, -1, "answers.q too_small"],
  [{ type: "emotion", labels: [] }, -2, -2],
  [{ type: "emotion", labels: [] }, 3, "answers.q too_big"],
  [{ type: "csat", points: 3, look: "stars", ends: ENDS }, 3, 3],
  [{ type: "csat", points: 3, look: "stars", ends: ENDS }, 4, "answers.q too_big"],
  [
    { type: "csat", points: 3, look: "stars", ends: ENDS, mayDecline: true },
    { skipped: "declined" },
    { skipped: "declined" },
  ],
  [{ type: "csat", points: 3, look: "stars", ends: ENDS }, { skipped: "declined" }, "answers.q not_one_of"],
  [{ type: "single", options }, "b", "b"],
  [{ type: "single", options }, "z", "answers.q not_one_of"],
  [{ type: "single", options }, "none", "answers.q not_one_of"],
  [{ type: "single", options }, { other: "x" }, "answers.q wrong_type"],
  [{ type: "single", options, other: {} }, { other: "  mine " }, { other: "mine" }],
  [{ type: "single", options, other: {} }, { other: "x".repeat(501) }, "answers.q.other too_long"],
  [{ type: "multiple", options, none: {} }, ["a", "none"], "answers.q excludes_others"],
  [{ type: "multiple", options, none: {} }, ["none"], ["none"]],
  [{ type: "multiple", options }, ["a", "a"], "answers.q given_twice"],
  [{ type: "multiple", options, least: 2 }, ["a"], "answers.q too_few"],
  [{ type: "multiple", options, most: 2 }, ["a", "b", "c"], "answers.q too_many"],
  [{ type: "text", most: 3 }, "👩‍👩‍👧‍👦🇩🇪é", "👩‍👩‍👧‍👦🇩🇪é"],
  [{ type: "text", most: 3 }, "four", "answers.q too_long"],
  [{ type: "text" }, "a\u0301".repeat(30_000), "answers.q too_long"],
  [{ type: "text" }, "a\0", "answers.q unclean_text"],
  [{ type: "text" }, "\ud800", "answers.q unclean_text"],
  [{ type: "text" }, { a: 1 }, "answers.q wrong_type"],
  [{ type: "text" }, "<b>ب</b>\r\n", "<b>ب</b>"],
  [{ type: "consent", purpose: "call" }, "on", true],
  [
    { type: "callback", windows: options },
    { number: "+49 (0) 30 / 90 18-20", window: "a" },
    { number: "+4930901820", window: "a" },
  ],
  [{ type: "callback", windows: options }, { number: "030901820" }, "answers.q.window required"],
  [{ type: "callback", windows: [] }, { number: "٠٣٠٩٠١٨٢٠" }, { number: "030901820" }],
  [{ type: "callback", windows: [] }, { number: "call me" }, "answers.q.number not_a_phone_number"],
  [{ type: "number", decimals: 1, most: 5 }, "4,5", 4.5],
  [{ type: "number" }, "4.5", "answers.q not_multiple_of"],
  [{ type: "number" }, Number.NaN, "answers.q not_a_number"],
  [{ type: "date" }, "2024-02-29", "2024-02-29"],
  [{ type: "date" }, "2023-02-29", "answers.q not_a_date"],
  [{ type: "date", to: "2024-01-01" }, "2024-02-29", "answers.q too_late"],
  [{ type: "email" }, "ann@münchen.de", "ann@münchen.de"],
  [{ type: "email" }, "ann@localhost", "answers.q not_an_address"],
  [
    { type: "contact", parts: [{ part: "email" }, { part: "name", require: true }] },
    { email: "a@b.de" },
    "answers.q.name required",
  ],
  [
    { type: "contact", parts: [{ part: "email" }, { part: "name" }] },
    { email: "a@b.de", name: "A" },
    { name: "A", email: "a@b.de" },
  ],
  [{ type: "contact", parts: [{ part: "email" }] }, { phone: "1" }, "answers.q.phone unexpected"],
  [{ type: "matrix", rows: options, columns: options, form: "table" }, { a: "c" }, { a: "c" }],
  [
    { type: "matrix", rows: options, columns: options, form: "table", require: true },
    { a: "c" },
    "answers.q.b required",
  ],
  [{ type: "matrix", rows: options, columns: options, form: "table" }, { z: "c" }, "answers.q.z unexpected"],
  [{ type: "ranking", options }, ["c", "a", "b"], ["c", "a", "b"]],
  [{ type: "ranking", options }, ["c", "a"], "answers.q too_few"],
  [{ type: "ranking", options, places: 1 }, ["c"], ["c"]],
  [{ type: "ranking", options }, ["c", "c", "a"], "answers.q given_twice"],
  [{ type: "slider", least: 0, most: 1, by: 0.1, ends: ENDS }, 0.3, 0.3],
  [{ type: "slider", least: 0, most: 1, by: 0.1, ends: ENDS }, 0.35, "answers.q not_multiple_of"],
  [
    { type: "file", accepts: ["image/png"], bytes: 9, most: 1 },
    [{ id: "a", name: "../x", type: "image/png", bytes: 10 }],
    "answers.q.0.bytes too_big",
  ],
  [
    { type: "file", accepts: ["image/png"], bytes: 9, most: 1 },
    [{ id: "../a", name: "x", type: "image/png", bytes: 1 }],
    "answers.q.0 wrong_type",
  ],
  [
    { type: "file", accepts: ["image/png"], bytes: 9, most: 1 },
    [{ id: "a", name: "x", type: "text/html", bytes: 1 }],
    "answers.q.0.type wrong_file_type",
  ],
])("%j takes %j", (question, given, expected) => {
  expect(take(question, given)).toEqual(expected);
});

test("a survey names the types that are to be loaded beside the core", () => {
  expect(furtherTypes(["nps", "matrix", "statement", "text", "matrix", "file"])).toEqual(["matrix", "file"]);
});

test("an order is drawn from the seed, with what keeps its place there", () => {
  const things = Array.from({ length: 10 }, (_each, index) => ({
    id: index,
    ...(index === 9 && { fixed: true as const }),
  }));
  const drawn = shuffled(things, "r1 q").map(({ id }) => id);
  // Every browser and the server draw the same: this order must never change.
  expect(drawn).toEqual(shuffled(things, "r1 q").map(({ id }) => id));
  expect(drawn.at(-1)).toBe(9);
  expect([...drawn].sort()).toEqual(things.map(({ id }) => id));
  expect(drawn).not.toEqual(shuffled(things, "r2 q").map(({ id }) => id));
});

test("languages", () => {
  expect(chooseLanguage(["en", "de", "pt-BR"], ["fr", "de-CH"])).toBe("de");
  expect(chooseLanguage(["en", "pt-BR"], ["pt-PT"])).toBe("pt-BR");
  expect(chooseLanguage(["en"], [])).toBe("en");
  expect(["ar", "he-IL", "ur", "az-Arab", "pa-Arab"].map(directionOf)).toEqual(Array(5).fill("rtl"));
  expect(["en", "ar-Latn", "arn", "pa", "de"].map(directionOf)).toEqual(Array(5).fill("ltr"));
});
