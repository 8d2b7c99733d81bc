import { describe, expect, test } from "vitest";
import { check } from "../check/check.ts";
import { isError } from "../check/finding.ts";
import { questionsOf } from "../check/outline.ts";
import type { SurveyDefinition } from "../definition.ts";
import { importFormbricks } from "./formbricks.ts";
import { type Imported, sayLost } from "./imported.ts";
import { importLimeSurvey } from "./limesurvey.ts";
import { importSurveyJs } from "./surveyjs.ts";

function typesOf(definition: SurveyDefinition) {
  return questionsOf(definition).map(({ question }) => `${question.id} ${question.type}`);
}

/** What keeps an import from being published, but for texts that only people can write. */
function errorsOf({ definition }: Imported) {
  return check(definition)
    .filter((found) => isError(found) && found.code !== "text_missing")
    .map(({ path, code }) => `${path} ${code}`);
}

test("Formbricks: questions with logic, recall, languages and endings", () => {
  const imported = importFormbricks({
    name: "After buying",
    languages: [
      { default: true, enabled: true, language: { code: "en" } },
      { default: false, enabled: true, language: { code: "de" } },
    ],
    welcomeCard: { enabled: true, headline: { default: "Hello" } },
    questions: [
      {
        id: "Score-1",
        type: "nps",
        headline: { default: "<p>How likely?</p>", de: "Wie sehr?" },
        lowerLabel: { default: "No" },
        upperLabel: { default: "Yes" },
        required: true,
        logic: [
          {
            id: "l1",
            conditions: {
              id: "c",
              connector: "and",
              conditions: [
                {
                  id: "x",
                  leftOperand: { type: "question", value: "Score-1" },
                  operator: "isGreaterThanOrEqual",
                  rightOperand: { type: "static", value: 9 },
                },
              ],
            },
            actions: [
              {
                id: "a1",
                objective: "calculate",
                variableId: "v1",
                operator: "add",
                value: { type: "static", value: 2 },
              },
              { id: "a2", objective: "jumpToQuestion", target: "e1" },
            ],
          },
        ],
      },
      {
        id: "why",
        type: "multipleChoiceMulti",
        headline: { default: "Why #recall:Score-1/fallback:that#?", de: "Warum?" },
        choices: [
          { id: "c1", label: { default: "Too slow", de: "Zu langsam" } },
          { id: "c2", label: { default: "Too dear", de: "Zu teuer" } },
          { id: "other", label: { default: "Other", de: "Anderes" } },
        ],
        shuffleOption: "all",
        required: false,
        logic: [
          {
            id: "l2",
            conditions: {
              id: "c",
              connector: "or",
              conditions: [
                {
                  id: "y",
                  leftOperand: { type: "question", value: "why" },
                  operator: "includesOneOf",
                  rightOperand: { type: "static", value: ["c1", "other"] },
                },
              ],
            },
            actions: [{ id: "a", objective: "jumpToQuestion", target: "mail" }],
          },
        ],
      },
      {
        id: "stars",
        type: "rating",
        scale: "star",
        range: 7,
        headline: { default: "Stars?", de: "Sterne?" },
        required: false,
      },
      { id: "pick", type: "cal", headline: { default: "Meet us" }, required: false },
      {
        id: "mail",
        type: "openText",
        inputType: "email",
        headline: { default: "Mail?", de: "Mail?" },
        required: false,
      },
    ],
    endings: [
      { id: "e0", type: "endScreen", headline: { default: "Thanks", de: "Danke" } },
      {
        id: "e1",
        type: "endScreen",
        headline: { default: "Great", de: "Toll" },
        subheader: { default: "You said #recall:Score-1/fallback:much#.", de: "Ja." },
      },
    ],
    variables: [{ id: "v1", name: "points", type: "number", value: 0 }],
    hiddenFields: { enabled: true, fieldIds: ["Plan"] },
  });
  const { definition, lost, ids } = imported;
  expect(typesOf(definition)).toEqual(["score_1 nps", "why multiple", "stars rating", "mail email"]);
  expect(definition.languages).toEqual(["en", "de"]);
  expect(questionsOf(definition)[1]?.question).toMatchObject({
    text: { en: "Why {{answers.score_1|that}}?", de: "Warum?" },
    options: [{ id: "too_slow", text: { en: "Too slow", de: "Zu langsam" } }, { id: "too_dear" }],
    other: { text: { en: "Other", de: "Anderes" } },
    shuffle: true,
  });
  const [first, second] = definition.blocks[0]?.pages ?? [];
  const happy = { all: [{ field: "answers.score_1", op: "gte", value: 9 }] };
  expect(first?.after).toEqual([
    { when: happy, add: "points", by: 2 },
    { when: happy, end: "e1" },
  ]);
  expect(second?.after?.[0]).toMatchObject({
    when: { any: [{ any: [{ field: "answers.why.too_slow" }, { field: "answers.why.other" }] }] },
    jump: "mail",
  });
  expect(definition.endings[1]?.text?.en).toBe("You said {{answers.score_1|much}}.");
  expect(definition.hidden).toEqual([{ id: "plan", kind: "text" }]);
  expect(ids["Score-1"]).toBe("score_1");
  expect(lost.map((each) => `${each.path}: ${sayLost(each)}`)).toEqual([
    "questions.2: The ends of the scale had no words. They bear their numbers.",
    "questions.3: There is no question of type cal here. It was left out.",
    "welcomeCard: welcomeCard has no counterpart.",
  ]);
  expect(errorsOf(imported)).toEqual([]);
});

test("Formbricks: blocks of elements are pages, and what leads back is told", () => {
  const imported = importFormbricks({
    data: {
      name: "Blocks",
      blocks: [
        {
          id: "b1",
          elements: [
            { id: "a", type: "consent", headline: { default: "May we?" }, label: { default: "Yes, you may" } },
            { id: "b", type: "openText", headline: { default: "Why?" } },
          ],
        },
        {
          id: "b2",
          elements: [
            {
              id: "c",
              type: "contactInfo",
              headline: { default: "You" },
              firstName: { show: true, required: true },
              lastName: { show: true },
              email: { show: true },
              phone: { show: false },
              company: { show: false },
            },
          ],
          logicFallback: "b1",
        },
      ],
    },
  });
  expect(imported.definition.blocks[0]?.pages.map(({ questions }) => questions.length)).toEqual([2, 1]);
  expect(questionsOf(imported.definition)[2]?.question).toMatchObject({
    type: "contact",
    parts: [{ part: "name", require: true }, { part: "email" }],
  });
  expect(imported.lost.map(({ code }) => code)).toEqual(["changed_type", "dropped_step"]);
  expect(errorsOf(imported)).toEqual([]);
});

test("SurveyJS: pages, panels, conditions and scales", () => {
  const imported = importSurveyJs({
    title: { default: "Feedback", de: "Rückmeldung" },
    pages: [
      {
        name: "page1",
        elements: [
          {
            type: "rating",
            name: "nps score",
            title: "Recommend?",
            rateMin: 0,
            rateMax: 10,
            minRateDescription: "No",
            maxRateDescription: "Yes",
            isRequired: true,
          },
          {
            type: "checkbox",
            name: "features",
            title: "Which?",
            choices: ["Fast mail", { value: 2, text: "Search" }],
            showOtherItem: true,
            showNoneItem: true,
            maxSelectedChoices: 2,
          },
          {
            type: "panel",
            name: "unhappy",
            visibleIf: "{nps score} <= 6 or {features} contains 'Fast mail'",
            elements: [
              { type: "comment", name: "why", requiredIf: "{nps score} = 0", visibleIf: "{features} notempty" },
            ],
          },
        ],
      },
      {
        name: "page2",
        visibleIf: "{nps score} + 1 > 3",
        elements: [
          { type: "matrix", name: "parts", columns: ["Bad", "Good"], rows: ["Price", "Help"] },
          { type: "boolean", name: "again", title: "Again, {nps score}?" },
          {
            type: "text",
            name: "when",
            inputType: "date",
            visibleIf: "{again} = true and {parts.price} anyof ['Good', 'Bad']",
          },
          { type: "signaturepad", name: "sign" },
          { type: "rating", name: "stars", rateCount: 5, rateType: "stars" },
        ],
      },
    ],
    completedHtml: "<h3>Thanks</h3>",
    triggers: [{ type: "complete" }],
  });
  const { definition, lost } = imported;
  expect(typesOf(definition)).toEqual([
    ...["nps_score nps", "features multiple", "why text"],
    ...["parts matrix", "again single", "when date", "stars rating"],
  ]);
  const [, features, why, , again, when] = questionsOf(definition).map(({ question }) => question);
  expect(features).toMatchObject({
    options: [{ id: "fast_mail" }, { id: "option_2", score: 2 }],
    other: { text: { en: "Other" } },
    most: 2,
  });
  expect(why).toMatchObject({
    show: {
      all: [
        {
          any: [
            { field: "answers.nps_score", op: "lte", value: 6 },
            { field: "answers.features.fast_mail", op: "eq", value: true },
          ],
        },
        { field: "answers.features", op: "exists" },
      ],
    },
    require: { field: "answers.nps_score", op: "eq", value: 0 },
  });
  expect(again?.text).toEqual({ en: "Again, {{answers.nps_score}}?" });
  expect(when).toMatchObject({
    show: {
      all: [
        { field: "answers.again", op: "eq", value: "true" },
        {
          any: [
            { field: "answers.parts.price", value: "good" },
            { field: "answers.parts.price", value: "bad" },
          ],
        },
      ],
    },
  });
  expect(lost.map(({ path, code }) => `${path} ${code}`)).toEqual([
    "pages.1.visibleIf dropped_condition",
    "pages.1.elements.3 unknown_type",
    "pages.1.elements.4 unnamed_ends",
    "triggers dropped_setting",
    "completedHtml dropped_markup",
  ]);
  expect(errorsOf(imported)).toEqual([]);
});

test("LimeSurvey: rows of groups, questions and answers, in two languages", () => {
  const rows = [
    [
      "id",
      "class",
      "type/scale",
      "name",
      "relevance",
      "text",
      "help",
      "language",
      "validation",
      "mandatory",
      "other",
      "random_order",
    ],
    ["", "S", "", "language", "", "en"],
    ["", "SL", "", "surveyls_title", "", "Visit", "", "en"],
    ["", "SL", "", "surveyls_title", "", "Besuch", "", "de"],
    ["1", "G", "", "First", "1", "", "", "en"],
    ["1", "Q", "L", "Q1", "1", "Which <b>one</b>?", "Help", "en", "", "Y", "Y", "1"],
    ["1", "A", "0", "A1", "5", "Shop", "", "en"],
    ["1", "A", "0", "A2", "", "Site", "", "en"],
    ["2", "Q", "M", "Q2", '((Q1.NAOK == "A1"))', "What was it?", "", "en"],
    ["2", "SQ", "", "SQ001", "1", "Good", "", "en"],
    ["2", "SQ", "", "SQ002", "1", '"Very\t""good"""', "", "en"],
    ["2", "G", "", "Second", 'Q2_SQ001.NAOK == "Y"', "", "", "en"],
    ["3", "Q", "F", "Q3", "count(Q2_SQ001) > 1", "How far?", "", "en"],
    ["3", "SQ", "", "SQ001", "1", "It works", "", "en"],
    ["3", "A", "0", "1", "", "No", "", "en"],
    ["3", "A", "0", "2", "", "Yes", "", "en"],
    ["4", "Q", "5", "Q4", "1", "Points?", "", "en"],
    ["5", "Q", "1", "Q5", "1", "Two scales", "", "en"],
    ["1", "G", "", "Erste", "1", "", "", "de"],
    ["1", "Q", "L", "Q1", "1", "Was?", "Hilfe", "de", "", "Y", "Y", "1"],
    ["1", "A", "0", "A1", "5", "Laden", "", "de"],
    ["1", "A", "0", "A2", "", "Seite", "", "de"],
  ];
  const imported = importLimeSurvey(`\uFEFF${rows.map((cells) => cells.join("\t")).join("\r\n")}\r\n`);
  const { definition, lost } = imported;
  expect(definition).toMatchObject({ languages: ["en", "de"], title: { en: "Visit", de: "Besuch" } });
  expect(typesOf(definition)).toEqual(["q1 single", "q2 multiple", "q3 matrix", "q4 rating"]);
  const [q1, q2, q3] = questionsOf(definition).map(({ question }) => question);
  expect(q1).toMatchObject({
    text: { en: "Which one?", de: "Was?" },
    help: { en: "Help", de: "Hilfe" },
    options: [
      { id: "a1", text: { en: "Shop", de: "Laden" } },
      { id: "a2", text: { en: "Site", de: "Seite" } },
    ],
    require: true,
    shuffle: true,
  });
  expect(q2).toMatchObject({
    show: { field: "answers.q1", op: "eq", value: "a1" },
    options: [{}, { text: { en: 'Very\t"good"' } }],
  });
  expect(definition.blocks[0]?.pages[1]?.show).toEqual({ field: "answers.q2.sq001", op: "eq", value: true });
  expect(q3).toMatchObject({ rows: [{ id: "sq001" }], columns: [{ id: "a_1" }, { id: "a_2" }] });
  expect(lost.map(({ path, code }) => `${path} ${code}`)).toEqual([
    "row 6 dropped_markup",
    "row 13 dropped_condition",
    "row 17 unnamed_ends",
    "row 18 unknown_type",
  ]);
  expect(errorsOf(imported)).toEqual([]);
});

describe("what is no survey is said to be none", () => {
  test.each([null, 7, "text", [], {}, { questions: "x" }, { pages: [{ elements: [null, 3] }] }, { blocks: [{}] }])(
    "%j",
    (json) => {
      for (const imported of [importFormbricks(json), importSurveyJs(json), importLimeSurvey(JSON.stringify(json))])
        expect(imported.lost.length).toBeGreaterThan(0);
    },
  );
});
