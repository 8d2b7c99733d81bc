import { describe, expect, test } from "vitest";
import type { Page, SurveyDefinition, When } from "../definition.ts";
import type { Question } from "../questions.ts";
import { multiple, nps, pageEach, plainSurvey, said, single, text } from "../testing/plain-survey.ts";
import { check } from "./check.ts";
import { findings, isError, sayFinding } from "./finding.ts";

/** What is found, each as `path code`. */
function found(definition: SurveyDefinition): string[] {
  return check(definition).map((each) => {
    const places = [...findings[each.code].says.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
    expect(Object.keys(each.values)).toEqual(expect.arrayContaining(places));
    return `${each.path} ${each.code}`;
  });
}

function errors(definition: SurveyDefinition): string[] {
  return check(definition)
    .filter(isError)
    .map(({ path, code }) => `${path} ${code}`);
}

const eq = (field: string, value: string | number): When => ({ field, op: "eq", value });
const page = (id: string, questions: Question[], more: Partial<Page> = {}): Page => ({ id, questions, ...more });
const survey = (pages: Page[], more: Partial<SurveyDefinition> = {}) => plainSurvey([{ id: "main", pages }], more);
const END = { low: said("a"), high: said("b") };

test("a plain survey has nothing wrong", () => {
  expect(found(pageEach([nps("nps"), text("why")]))).toEqual([]);
});

describe("ways", () => {
  test("back are circles, and out of a circle nobody finds", () => {
    const pages = [page("a", [nps("x")]), page("b", [text("y")], { after: [{ when: eq("answers.x", 1), jump: "a" }] })];
    expect(found(survey(pages))).toEqual(["blocks.0.pages.1.after.0.jump jumps_back"]);
    expect(check(survey(pages)).map(sayFinding)[0]).toContain("from b back to a");
    expect(found(survey([page("a", [nps("x")], { after: [{ jump: "a" }] })]))).toContain(
      "blocks.0.pages.0.after.0.jump jumps_back",
    );
  });

  test("leave out what nobody can come to", () => {
    const pages = [page("a", [nps("x")], { after: [{ jump: "c" }] }), page("b", [text("y")]), page("c", [text("z")])];
    expect(found(survey(pages))).toEqual(["blocks.0.pages.1 unreachable"]);
    // Whoever did not answer goes on.
    const some = [
      page("a", [single("x", ["p", "q"])], { after: [{ when: eq("answers.x", "p"), jump: "c" }] }),
      ...pages.slice(1),
    ];
    expect(found(survey(some))).toEqual([]);
    const early = [page("a", [nps("x")], { after: [{ end: "thanks" }] }), page("b", [text("y")])];
    expect(found(survey(early))).toEqual(["blocks.0.pages.1 unreachable"]);
  });

  test("end somewhere", () => {
    const ending = { id: "some", title: said("Bye"), when: eq("answers.x", 1) };
    expect(found(survey([page("a", [nps("x")])], { endings: [ending] }))).toEqual(["endings no_ending"]);
    const both = [{ id: "first", title: said("Bye") }, ending];
    expect(found(survey([page("a", [nps("x")])], { endings: both }))).toEqual(["endings.1 unreachable"]);
  });

  test("do not lead into the middle of a repeated block", () => {
    const lines = { id: "lines", kind: "list" } as const;
    const definition = plainSurvey(
      [
        { id: "one", pages: [page("a", [nps("x")], { after: [{ when: eq("answers.x", 1), jump: "c" }] })] },
        {
          id: "two",
          repeat: { over: "hidden.lines", most: 3 },
          pages: [page("b", [text("y")]), page("c", [text("z")])],
        },
      ],
      { hidden: [lines] },
    );
    expect(found(definition)).toEqual(["blocks.0.pages.0.after.0.jump jumps_into_repeat"]);
  });
});

describe("conditions", () => {
  const shown = (show: When, more: Partial<SurveyDefinition> = {}) =>
    found(pageEach([nps("nps"), multiple("many", ["a", "b"]), text("last", { show })], more));
  const where = "blocks.0.pages.2.questions.0.show";

  test.each<[When, string]>([
    [eq("answers.gone", 1), "unknown_reference"],
    [eq("answers.many.c", 1), "unknown_reference"],
    [eq("answers.nps.low", 1), "unknown_reference"],
    [eq("hidden.plan", "x"), "unknown_reference"],
    [eq("scores.s", 1), "unknown_reference"],
    [eq("variables.v", 1), "unknown_reference"],
    [eq("answers.last", "x"), "asks_ahead"],
    [eq("item.name", "x"), "no_item"],
    [eq("answers.nps", 11), "unknown_value"],
    [{ field: "answers.nps", op: "gt", value: "7" }, "text_beside_number"],
    [{ any: [] }, "never_holds"],
    [
      {
        all: [
          { field: "answers.nps", op: "lt", value: 3 },
          { field: "answers.nps", op: "gt", value: 5 },
        ],
      },
      "never_holds",
    ],
  ])("%j: %s", (when, code) => {
    expect(shown(when)).toEqual([`${where} ${code}`]);
  });

  test("that always hold skip nothing", () => {
    const always = text("last", {
      skip: {
        any: [
          { field: "answers.nps", op: "exists" },
          { field: "answers.nps", op: "not_exists" },
        ],
      },
    });
    expect(found(pageEach([nps("nps"), always]))).toEqual(["blocks.0.pages.1.questions.0.skip always_skipped"]);
  });

  test("are of the one language, and of answers", () => {
    expect(shown({ field: "feedback.score", op: "eq", value: 1 })).toEqual([`${where}.field malformed_condition`]);
    expect(shown({ segment: "x" } as never)).toEqual([`${where} malformed_condition`]);
    expect(shown({ field: "traits.city", op: "eq", value: "Bonn" })).toEqual([]);
    expect(shown({ field: "language", op: "eq", value: "fr" })).toEqual([`${where} unknown_value`]);
  });

  test("ask from outside for no single answer of a repeated block", () => {
    const definition = plainSurvey(
      [
        {
          id: "one",
          repeat: { over: "hidden.lines", most: 3 },
          pages: [page("a", [nps("x")]), page("b", [text("y", { show: eq("answers.x", 1) })])],
        },
        { id: "two", pages: [page("c", [text("z", { show: eq("answers.x", 1) })])] },
      ],
      { hidden: [{ id: "lines", kind: "list" }] },
    );
    expect(found(definition)).toEqual(["blocks.1.pages.0.questions.0.show asks_into_repeat"]);
  });
});

describe("texts", () => {
  test("are whole in every language that is published", () => {
    const definition = pageEach([nps("nps")], { languages: ["en", "fr"] });
    expect(found(definition)).toEqual([
      ...["title", "privacy", "blocks.0.pages.0.questions.0.text", "blocks.0.pages.0.questions.0.ends.low"].map(
        (path) => `${path} text_missing`,
      ),
      ...["blocks.0.pages.0.questions.0.ends.high", "endings.0.title"].map((path) => `${path} text_missing`),
      "phrases phrase_missing",
    ]);
  });

  test("pipe what was asked before and can be said", () => {
    const asks = (words: string) =>
      found(pageEach([{ id: "yes", type: "fcr", text: said("Was it?") }, text("why", { text: said(words) })]));
    const where = "blocks.0.pages.1.questions.0.text";
    expect(asks("Why {{answers.yes}}?")).toEqual([`${where} cannot_be_piped`]);
    expect(asks("Why {{answers.why|x}}?")).toEqual([`${where} asks_ahead`]);
    expect(asks("Why {{mood}}?")).toEqual([`${where} unknown_reference`]);
    expect(asks("Why {{traits.name?")).toEqual([`${where} malformed_place`]);
    expect(asks("Why, {{traits.name|friend}}?")).toEqual([]);
  });
});

describe("fairness", () => {
  const offer = { id: "gift", type: "statement", text: said("10 % off"), shows: "offer" } as const;
  const review = {
    id: "rate",
    type: "statement",
    text: said("Rate us"),
    link: { url: "https://www.trustpilot.com/x", text: said("Here") },
  } as const;
  const high: When = { field: "answers.nps", op: "gte", value: 9 };

  test("shows offers and review links to everybody or to nobody, and calls it marketing", () => {
    const marketing = { purpose: "marketing" } as const;
    expect(found(pageEach([nps("nps"), offer], marketing))).toEqual([]);
    expect(found(pageEach([nps("nps"), offer]))).toEqual(["purpose makes_it_marketing"]);
    expect(found(pageEach([nps("nps"), { ...offer, show: high }], marketing))).toEqual([
      "blocks.0.pages.1.questions.0 offer_by_answer",
    ]);
    expect(found(pageEach([nps("nps"), { ...review, show: high }], marketing))).toEqual([
      "blocks.0.pages.1.questions.0 review_by_answer",
    ]);
    const jumps = survey(
      [
        page("a", [nps("nps")], { after: [{ when: { not: high }, jump: "c" }] }),
        page("b", [review]),
        page("c", [text("x")]),
      ],
      marketing,
    );
    expect(found(jumps)).toEqual(["blocks.0.pages.1.questions.0 review_by_answer"]);
    const endings = [
      {
        id: "happy",
        title: said("Thanks"),
        when: high,
        shows: "review" as const,
        link: { url: "https://g.page/x", text: said("Review") },
      },
      { id: "other", title: said("Thanks") },
    ];
    expect(found(pageEach([nps("nps")], { ...marketing, endings }))).toEqual(["endings.0 review_by_answer"]);
  });
});

describe("questions and counts", () => {
  test.each<[object, string]>([
    [{ type: "nps", ends: END, points: 5 }, " nps_scale"],
    [{ type: "csat", points: 4, look: "stars", ends: END }, ".points out_of_bounds"],
    [{ type: "rating", points: 5, look: "stars", ends: END, labels: [said("a")] }, ".labels nothing_there"],
    [{ type: "multiple", options: [{ id: "a", text: said("A") }], least: 3 }, " cannot_be_answered"],
    [
      {
        type: "single",
        options: [
          { id: "other", text: said("A") },
          { id: "b", text: said("B") },
        ],
      },
      ".options.0.id reserved_id",
    ],
    [
      {
        type: "single",
        options: [
          { id: "a", text: said("A") },
          { id: "a", text: said("B") },
        ],
      },
      ".options.1.id id_twice",
    ],
    [{ type: "number", least: 5, most: 3 }, " cannot_be_answered"],
    [{ type: "date", from: "2024-02-30" }, " not_a_day"],
    [
      {
        type: "ranking",
        options: [
          { id: "a", text: said("A") },
          { id: "b", text: said("B") },
        ],
        places: 3,
      },
      ".places out_of_bounds",
    ],
    [{ type: "slider", least: 0, most: 10, by: 0, ends: END }, ".by out_of_bounds"],
    [{ type: "expectation", beside: "none" }, ".beside wrong_neighbour"],
    [{ type: "text", id: "Bad Id" }, ".id malformed_id"],
  ])("%j: %s", (question, code) => {
    const asked = { id: "q", text: said("What?"), ...question } as Question;
    expect(errors(survey([page("only", [asked])]))).toEqual([`blocks.0.pages.0.questions.0${code}`]);
  });

  test("two hundred questions are taken, and no more", () => {
    const questions = Array.from({ length: 201 }, (_each, index) => nps(`q${index}`));
    expect(errors(pageEach(questions.slice(0, 200)))).toEqual([]);
    expect(errors(pageEach(questions))).toEqual(["blocks too_many", "blocks too_many"]);
  });

  test("scores add up numbers", () => {
    const scores = [{ id: "s", how: "sum" as const, of: [{ answer: "nps" }, { answer: "pick" }, { answer: "gone" }] }];
    expect(errors(pageEach([nps("nps"), single("pick", ["a", "b"])], { scores }))).toEqual([
      "scores.0.of.1.answer cannot_be_scored",
      "scores.0.of.2.answer unknown_reference",
    ]);
  });
});

describe("what is only warned of", () => {
  const words = (en: string, de: string) =>
    found(
      plainSurvey([{ id: "main", pages: [page("only", [{ id: "q", type: "fcr", text: { en, de } }])] }], {
        languages: ["en", "de"],
        title: { en: "T", de: "T" },
        privacy: { en: "P", de: "P" },
        endings: [{ id: "end", title: { en: "E", de: "E" } }],
      }),
    ).map((each) => each.replace("blocks.0.pages.0.questions.0", "q"));

  test.each([
    ["Was it quick and friendly?", "War es schnell?", ["q.text double_barrelled"]],
    ["Was it quick?", "War es schnell sowie freundlich?", ["q.text double_barrelled"]],
    ["Don’t you agree it was quick?", "Sicherlich war es schnell?", ["q.text leading", "q.text leading"]],
    ["Do you know the terms and conditions?", "Kennen Sie das?", []],
    ["Which religion do you have?", "Sind Sie krank?", ["q.text special_category"]],
    ["Was it quick?", "War es schnell?", []],
  ])("%s %s", (en, de, expected) => {
    expect(words(en, de)).toEqual(expected);
  });

  test("a recommendation on another scale, no word on privacy, and much to answer", () => {
    const rating = {
      id: "q",
      type: "rating",
      points: 5,
      look: "stars",
      ends: END,
      text: said("How likely are you to recommend us?"),
    } as const;
    expect(found(pageEach([rating]))).toEqual(["blocks.0.pages.0.questions.0 recommends_on_other_scale"]);
    const { privacy: _privacy, ...rest } = pageEach(Array.from({ length: 30 }, (_each, index) => text(`q${index}`)));
    expect(check(rest).map(({ code, values }) => [code, values.maximum])).toEqual([
      ["no_privacy_text", undefined],
      ["takes_long", 3],
    ]);
  });
});
