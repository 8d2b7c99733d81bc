import { expect, test } from "vitest";
import { differenceOf } from "./difference.ts";
import { templates } from "./templates/templates.ts";
import { nps, pageEach, plainSurvey, said, single } from "./testing/plain-survey.ts";

test("versions differ in what was added, removed, moved and changed, and it is said what breaks a trend", () => {
  const before = pageEach([nps("nps"), single("why", ["a", "b", "c"]), single("old", ["a", "b"])]);
  const pages = before.blocks[0]?.pages ?? [];
  const [first, second] = pages;
  const questions = [{ ...nps("nps"), text: { en: "How likely?", de: "Wie sehr?" } }, single("new", ["x", "y"])];
  const after = plainSurvey([
    {
      id: "main",
      pages: [
        { ...second, id: "page_why", questions: [single("why", ["c", "a", "d"], { require: true })] },
        { ...first, id: "page_nps", questions },
      ],
    },
  ]);
  expect(differenceOf(before, after)).toEqual([
    {
      part: "question",
      id: "why",
      within: "page page_why",
      what: "changed",
      property: "require",
      from: undefined,
      to: true,
    },
    { part: "option", id: "a", within: "question why", what: "moved", from: "question why", to: "question why" },
    { part: "option", id: "d", within: "question why", what: "added" },
    { part: "page", id: "page_nps", within: "block main", what: "moved", from: "block main", to: "block main" },
    ...[
      { language: "en", from: "How likely are you to recommend us?", to: "How likely?" },
      { language: "de", from: undefined, to: "Wie sehr?" },
    ].map((text) => ({
      part: "question",
      id: "nps",
      within: "page page_nps",
      what: "changed",
      property: "text",
      ...text,
      breaks: "words",
    })),
    { part: "question", id: "new", within: "page page_nps", what: "added" },
    { part: "option", id: "x", within: "question new", what: "added" },
    { part: "option", id: "y", within: "question new", what: "added" },
    { part: "option", id: "b", within: "question why", what: "removed" },
    { part: "page", id: "page_old", within: "block main", what: "removed" },
  ]);
});

test("another scale breaks the trend, and another end may", () => {
  const asked = (points: number, low: string) =>
    pageEach([
      {
        id: "q",
        type: "rating",
        points,
        look: "stars",
        text: said("How?"),
        ends: { low: said(low), high: said("good") },
      },
    ]);
  expect(differenceOf(asked(5, "bad"), asked(7, "poor"))).toMatchObject([
    { property: "points", from: 5, to: 7, breaks: "scale" },
    { property: "ends.low", language: "en", from: "bad", to: "poor", breaks: "words" },
  ]);
});

test("nothing differs from itself, whatever is in it", () => {
  for (const { definition } of templates)
    expect(differenceOf(definition, JSON.parse(JSON.stringify(definition)))).toEqual([]);
});
