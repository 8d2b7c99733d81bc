import { z } from "zod";
import type { Block, SurveyDefinition, When } from "../../survey-engine/definition.ts";
import type { Question } from "../../survey-engine/questions.ts";
import { cleanText } from "../clean-text.ts";
import { fieldShape } from "../log/conditions.ts";
import { surveyLimits as limits } from "../words/survey-limits.ts";

// The shape of a survey, held to the types of `survey-engine/`. What it means, and whether it may be published, is for
// `survey-engine/check/check.ts`, which says it with paths and remedies.

const id = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/)
  .meta({ examples: ["satisfaction"] });
const language = z.string().min(2).max(35);
const text = z.record(language, cleanText.max(limits.longText)).meta({
  id: "SurveyText",
  description: "What is said, by language",
  examples: [{ en: "Thank you.", de: "Vielen Dank." }],
});
const number = z.number();

const when: z.ZodType<When, When> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(when).max(100) }),
      z.strictObject({ any: z.array(when).max(100) }),
      z.strictObject({ not: when }),
      fieldShape,
    ]),
  )
  .meta({ id: "SurveyCondition", description: "When, over answers and what is known of who answers" });

const shown = { show: when.optional(), skip: when.optional() };
const link = z.strictObject({ url: z.string().max(2_000), text }).meta({ id: "SurveyLink" });
const shows = z.enum(["offer", "review"]).optional();
const yes = z.literal(true).optional();

const asked = {
  id,
  text,
  help: text.optional(),
  question: z.string().min(1).max(64).optional().meta({ description: "The question of the library that it feeds" }),
  require: z.union([z.literal(true), when]).optional(),
  mayDecline: yes,
  mayNotApply: yes,
  ...shown,
};
const ends = z.strictObject({ low: text, high: text }).meta({ id: "ScaleEnds" });
const look = z.enum(["numbers", "stars", "smileys"]);
const labels = z.array(text).max(10).optional();
const option = z.strictObject({ id, text, score: number.optional(), fixed: yes }).meta({ id: "SurveyOption" });
const choices = {
  ...asked,
  options: z.array(option).max(limits.options),
  other: z.strictObject({ text }).optional(),
  shuffle: yes,
};

const core = [
  z.strictObject({ ...asked, type: z.literal("nps"), ends }),
  z.strictObject({
    ...asked,
    type: z.literal("csat"),
    points: z.union([z.literal(2), z.literal(3), z.literal(5), z.literal(7)]),
    ...{ look, ends, labels },
  }),
  z.strictObject({
    ...asked,
    type: z.literal("ces"),
    points: z.union([z.literal(5), z.literal(7)]),
    direction: z.enum(["high_is_easy", "high_is_hard"]),
    ends,
  }),
  z.strictObject({ ...asked, type: z.literal("fcr") }),
  z.strictObject({ ...asked, type: z.literal("emotion"), labels: z.tuple([text, text, text, text, text]) }),
  z.strictObject({ ...asked, type: z.literal("expectation"), beside: id }),
  z.strictObject({ ...asked, type: z.literal("rating"), points: z.int(), ...{ look, ends, labels } }),
  z.strictObject({ ...choices, type: z.literal("single") }),
  z.strictObject({
    ...choices,
    type: z.literal("multiple"),
    none: z.strictObject({ text }).optional(),
    least: z.int().optional(),
    most: z.int().optional(),
  }),
  z.strictObject({
    ...asked,
    type: z.literal("text"),
    long: yes,
    least: z.int().optional(),
    most: z.int().optional(),
  }),
  z.strictObject({ ...asked, type: z.literal("consent"), purpose: z.string().min(1).max(64) }),
  z.strictObject({
    ...asked,
    type: z.literal("callback"),
    windows: z.array(z.strictObject({ id, text })).max(limits.windows),
  }),
  z.strictObject({ type: z.literal("statement"), id, text, link: link.optional(), shows, ...shown }),
] as const;

const further = [
  z.strictObject({ ...choices, type: z.literal("dropdown") }),
  z.strictObject({
    ...asked,
    type: z.literal("number"),
    least: number.optional(),
    most: number.optional(),
    decimals: z.int().optional(),
    unit: text.optional(),
  }),
  z.strictObject({ ...asked, type: z.literal("date"), from: z.iso.date().optional(), to: z.iso.date().optional() }),
  z.strictObject({ ...asked, type: z.literal("email") }),
  z.strictObject({ ...asked, type: z.literal("phone") }),
  z.strictObject({
    ...asked,
    type: z.literal("contact"),
    parts: z
      .array(z.strictObject({ part: z.enum(["name", "email", "phone", "company", "address"]), require: yes }))
      .max(5),
  }),
  z.strictObject({
    ...asked,
    type: z.literal("matrix"),
    rows: z.array(z.strictObject({ id, text })).max(limits.rows),
    columns: z.array(option).max(limits.columns),
    form: z.enum(["table", "one_by_one"]),
    shuffle: yes,
  }),
  z.strictObject({
    ...asked,
    type: z.literal("ranking"),
    options: z.array(option).max(limits.options),
    places: z.int().optional(),
    shuffle: yes,
  }),
  z.strictObject({ ...asked, type: z.literal("slider"), least: number, most: number, by: number, ends }),
  z.strictObject({
    ...asked,
    type: z.literal("file"),
    accepts: z.array(z.string().max(100)).max(20),
    bytes: z.int(),
    most: z.int(),
  }),
] as const;

const question: z.ZodType<Question, Question> = z
  .discriminatedUnion("type", [...core, ...further])
  .meta({ id: "SurveyQuestion" });

const step = z.union([
  z.strictObject({ when: when.optional(), jump: id }),
  z.strictObject({ when: when.optional(), end: id }),
  z.strictObject({ when: when.optional(), set: id, to: z.union([cleanText.max(1_000), number]) }),
  z.strictObject({ when: when.optional(), add: id, by: number }),
]);

const block: z.ZodType<Block, Block> = z
  .strictObject({
    id,
    title: text.optional(),
    repeat: z.strictObject({ over: z.string().max(300), most: z.int() }).optional(),
    pages: z
      .array(
        z.strictObject({
          id,
          title: text.optional(),
          questions: z.array(question).max(limits.questions),
          after: z.array(step).max(limits.steps).optional(),
          ...shown,
        }),
      )
      .max(limits.pages),
    ...shown,
  })
  .meta({ id: "SurveyBlock" });

/** A survey as it is written; the page on its format is docs/surveys.md. */
export const surveyDefinition: z.ZodType<SurveyDefinition, SurveyDefinition> = z
  .strictObject({
    format: z.literal(1),
    title: text,
    languages: z.array(language).max(limits.languages),
    purpose: z.enum(["research", "transactional", "marketing"]),
    privacy: text.optional(),
    blocks: z.array(block).max(limits.blocks),
    endings: z
      .array(
        z.strictObject({ id, when: when.optional(), title: text, text: text.optional(), link: link.optional(), shows }),
      )
      .max(limits.endings),
    hidden: z
      .array(z.strictObject({ id, kind: z.enum(["text", "number", "list"]) }))
      .max(limits.hidden)
      .optional(),
    variables: z
      .array(z.strictObject({ id, start: z.union([cleanText.max(1_000), number]) }))
      .max(limits.variables)
      .optional(),
    scores: z
      .array(
        z.strictObject({
          id,
          how: z.enum(["sum", "mean"]),
          of: z.array(z.strictObject({ answer: id, weight: number.optional(), reversed: yes })).max(limits.questions),
        }),
      )
      .max(limits.scores)
      .optional(),
    quotas: z
      .array(z.strictObject({ id, when, limit: z.int(), ending: id }))
      .max(limits.quotas)
      .optional(),
    phrases: z.record(z.string().max(64), text).optional(),
    mayGoBack: z.boolean().optional(),
  })
  .meta({ id: "SurveyDefinition", title: "A survey of Throughline, format 1" });
