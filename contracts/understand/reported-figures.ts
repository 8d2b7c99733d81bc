import { z } from "zod";
import { cleanText, ONE_LINE } from "../clean-text.ts";
import { endpoint, idParams, instant, timeZone } from "../endpoint.ts";
import { fault } from "../fault-of-issue.ts";
import { differenceReasons } from "../words/difference-reasons.ts";
import { measured } from "./metrics.ts";

const shape = z.object({
  /** The tool that says so. */
  name: cleanText.trim().min(1).max(120).regex(ONE_LINE, "holds a line break or another control character"),
  description: cleanText.max(2000).default(""),
  /** The question of the library that it is about. */
  question: cleanText.min(1).max(64),
  value: z.number().min(-1_000_000).max(1_000_000),
  /** The ends of the scale that the figure stands on, such as 0 and 100 of a percentage; those of our metric when absent. */
  scale: z.tuple([z.number(), z.number()]).nullable().default(null),
  /** Answers behind it, as far as the tool says. */
  n: z.number().int().min(0).max(1_000_000_000).nullable().default(null),
  /** The first and the last day that it counts. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** The zone of its days; the workspace's when absent. */
  timezone: timeZone.nullable().default(null),
  /** Whether it counts responses that were not finished; null where nobody knows. */
  countsPartials: z.boolean().nullable().default(null),
});

const reportedFigureFields = shape
  .refine(({ from, to }) => from <= to, { path: ["to"], ...fault("ends_too_early", "lies before from") })
  .refine(({ scale }) => scale === null || scale[0] < scale[1], {
    path: ["scale"],
    ...fault("no_such_scale", "ends before it begins"),
  });
export type ReportedFigureFields = z.infer<typeof reportedFigureFields>;

/** The figure that another tool gave for a question and a period, beside ours. */
const reportedFigure = shape
  .extend({
    id: z.string(),
    description: z.string(),
    scale: z.tuple([z.number(), z.number()]).nullable(),
    n: z.number().int().nullable(),
    timezone: z.string().nullable(),
    countsPartials: z.boolean().nullable(),
    /** The metric that ours is computed with. */
    metric: z.string(),
    variant: z.string(),
    ours: measured,
    /** The tool's figure on the scale of ours. */
    onOurScale: z.number(),
    /** Ours over the days of the tool's own zone; null where that is the workspace's. */
    inItsZone: measured.nullable(),
    reasons: z.array(z.enum(differenceReasons)),
    /** The reasons in English. */
    explanation: z.string(),
    createdAt: instant,
  })
  .meta({ id: "ReportedFigure" });
export type ReportedFigure = z.infer<typeof reportedFigure>;

export const MOST_REPORTED = 20;

export const reportedFiguresApi = {
  listReportedFigures: endpoint({
    method: "GET",
    path: "/api/v1/questions/:id/reported-figures",
    tag: "Questions",
    summary: "What other tools say about a question, beside our figure",
    description:
      "Newest first. Each comes with our figure for the same days and says in `reasons` and `explanation` what makes the difference. Who sees some units only gets none, since a tool counts them all.",
    access: "metrics:read",
    params: idParams,
    response: z.object({ items: z.array(reportedFigure) }),
    status: 200,
  }),
  createReportedFigure: endpoint({
    method: "POST",
    path: "/api/v1/reported-figures",
    tag: "Questions",
    summary: "Note what another tool says about a question",
    description: `400 \`unknown_record\` for a question that is not there; 409 \`question_without_metric\` for a rating, \`too_many_figures\` beyond ${MOST_REPORTED} for one question.`,
    access: "questions:edit",
    body: reportedFigureFields,
    response: z.object({ id: z.string() }),
    status: 201,
  }),
  deleteReportedFigure: endpoint({
    method: "DELETE",
    path: "/api/v1/reported-figures/:id",
    tag: "Questions",
    summary: "Delete what another tool said",
    access: "questions:edit",
    params: idParams,
    status: 204,
  }),
};
