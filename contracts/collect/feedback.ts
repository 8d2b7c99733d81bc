import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { MAIL_ADDRESS } from "../mail-address.ts";
import { feedbackTypes } from "../words/feedback-types.ts";
import { unitLimits } from "../words/units.ts";
import { readInstant } from "./tracking.ts";

const SCALES: Partial<Record<(typeof feedbackTypes)[number], readonly number[]>> = {
  nps: [10],
  csat: [2, 3, 5, 7],
  ces: [5, 7],
};

/** Nothing is said by `null` and by an empty text: such a field is not there, as in tracking messages. */
const withoutNothing = (record: unknown): unknown =>
  typeof record === "object" && record !== null && !Array.isArray(record)
    ? Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== ""))
    : record;

/** The question of a record that names none. */
export const USUAL_QUESTION = "score";

const shortText = z.string().min(1).max(200);

/**
 * The feedback record: one answer to one question. Its names are the field's own (snake_case), also when it travels as
 * the properties of a `Feedback Received` event.
 *
 * - `submission_id` and `field_id` together identify the answer within its source: sending it again changes nothing.
 * - `null` and an empty text stand for a field that is not there.
 * - A `field_id` that the library of questions has takes kind, scale and direction from there.
 * - Scales: `nps` is 0–10; `emotion` −2–2; `expectation` 1–5; `csat` is 1–`scale_max` (2, 3, 5 or 7; 5 when absent); `ces` is 1–`scale_max` (5 or 7; 7 when
 *   absent), higher is easier. Values off the scale are refused.
 */
const record = z
  .object({
    source_type: shortText.default("api"),
    source_id: z.string().max(200).default(""),
    submission_id: shortText,
    field_id: shortText.default(USUAL_QUESTION),
    field_label: z.string().max(500).optional(),
    field_type: z.enum(feedbackTypes),
    scale_max: z.union([z.literal(2), z.literal(3), z.literal(5), z.literal(7), z.literal(10)]).optional(),
    value_number: z.number().optional(),
    value_text: z.string().max(10_000).optional(),
    value_boolean: z.boolean().optional(),
    value_date: z.string().max(40).optional(),
    language: z.string().max(35).optional(),
    metadata: z.record(z.string().max(100), z.unknown()).optional(),
    collected_at: z
      .string()
      .refine((text) => readInstant(text) !== null, "not a time of 1970 to 2148 in ISO 8601 with zone")
      .optional(),
    user_id: z.string().max(200).optional(),
    anonymous_id: z.string().max(200).optional(),
    email: z.string().trim().max(254).regex(MAIL_ADDRESS, "not an e-mail address").optional(),
    channel: z.string().max(60).optional(),
    touchpoint: z.string().max(120).optional(),
    /** Key of the unit it is about. */
    unit: z.string().max(unitLimits.key).optional(),
  })
  .superRefine((record, ctx) => {
    const fail = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    const scored = ["nps", "csat", "ces", "emotion", "expectation", "rating", "number"].includes(record.field_type);
    if (scored && record.value_number === undefined)
      fail("value_number", `missing: a ${record.field_type} answer carries its score here`);
    if (["text", "categorical"].includes(record.field_type) && record.value_text === undefined)
      fail("value_text", `missing: a ${record.field_type} answer carries its words here`);
    if (["boolean", "fcr"].includes(record.field_type) && record.value_boolean === undefined)
      fail("value_boolean", `missing: a ${record.field_type} answer carries true or false here`);
    if (record.field_type === "date" && record.value_date === undefined)
      fail("value_date", "missing: a date answer carries its date here");
    const scales = SCALES[record.field_type];
    if (scales && record.scale_max !== undefined && !scales.includes(record.scale_max))
      fail("scale_max", `not a scale of ${record.field_type}: use ${scales.join(", ")}`);
    const score = record.value_number;
    const range = scaleOf(record.field_type, record.scale_max);
    if (score !== undefined && range && !(Number.isInteger(score) && score >= range[0] && score <= range[1]))
      fail("value_number", `off the scale: ${record.field_type} takes whole numbers from ${range[0]} to ${range[1]}`);
    if (record.user_id === undefined && record.anonymous_id === undefined && record.email === undefined)
      fail("user_id", "missing: say who answered with user_id, anonymous_id or email");
  })
  .meta({ id: "FeedbackRecord" });
export const feedbackRecord = z.preprocess(withoutNothing, record);

export type FeedbackRecord = z.infer<typeof feedbackRecord>;

/** First and last value of a scored type, null where any number goes. */
export function scaleOf(type: FeedbackRecord["field_type"], scaleMax?: number): [number, number] | null {
  if (type === "nps") return [0, 10];
  if (type === "csat") return [1, scaleMax ?? 5];
  if (type === "ces") return [1, scaleMax ?? 7];
  if (type === "emotion") return [-2, 2];
  if (type === "expectation") return [1, 5];
  return null;
}

export const feedbackApi = {
  sendFeedback: endpoint({
    method: "POST",
    path: "/api/v1/feedback",
    tag: "Collect",
    summary: "Send answers to questions",
    description:
      "One record or up to 500. Valid records are kept even when others are refused; the refused ones are named by index with the reason. Sending a record again changes nothing.",
    access: "feedback:write",
    audits: "nothing",
    body: z.union([z.unknown().array().min(1).max(500), z.record(z.string(), z.unknown())]),
    response: z.object({
      accepted: z.number().int(),
      rejected: z.array(z.object({ index: z.number().int(), field: z.string(), reason: z.string() })),
    }),
    status: 200,
    bodyLimit: 2 * 1024 * 1024,
  }),
};
