import fc from "fast-check";
import { expect, test } from "vitest";
import { surveyDefinition } from "../contracts/listen/survey-definition.ts";
import { templates } from "./templates/templates.ts";
import { drawSurvey } from "./testing/draw-survey.ts";
import { nps, pageEach } from "./testing/plain-survey.ts";

test("what the engine goes through is what the contract takes, unchanged", () => {
  for (const { definition } of templates) expect(surveyDefinition.parse(definition)).toEqual(definition);
  fc.assert(
    fc.property(fc.gen(), (gen) => {
      const definition = drawSurvey((count) => gen(fc.nat, { max: count - 1 }));
      expect(surveyDefinition.parse(definition)).toEqual(definition);
    }),
    { numRuns: 20 },
  );
});

test("what has no place is refused where it stands", () => {
  const asks = (question: object) =>
    surveyDefinition.safeParse(pageEach([{ ...nps("nps"), ...question }])).error?.issues ?? [];
  expect(asks({})).toEqual([]);
  expect(asks({ points: 5 }).map(({ path }) => path.join("."))).toEqual(["blocks.0.pages.0.questions.0"]);
  expect(asks({ show: { did: { event: "x" } } }).map(({ path }) => path.join("."))).toEqual([
    "blocks.0.pages.0.questions.0.show",
  ]);
  expect(asks({ text: { en: "\0" } })).toHaveLength(1);
});
