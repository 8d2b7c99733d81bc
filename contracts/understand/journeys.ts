import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { endpoint, idParams, instant, segmentId, timeZone } from "../endpoint.ts";
import { fault } from "../fault-of-issue.ts";
import { peoplePage } from "../know/contacts.ts";
import { stepKinds } from "../words/step-kinds.ts";
import { comparison, measured, period } from "./metrics.ts";
import { filePersona } from "./personas.ts";
import { touchpoint, touchpointFields } from "./touchpoints.ts";

const localId = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, "use 1 to 40 letters, digits, - or _");

/**
 * The lanes of a map. `bound` lanes are computed from data when the step has a touchpoint; every lane can also be typed
 * by hand, and a typed cell is an assumption.
 */
export const laneKinds = [
  "volume",
  "emotion",
  "satisfaction",
  "expectation",
  "effort",
  "nps",
  "quotes",
  "channel",
  "pain",
  "opportunity",
  "backstage",
  "owner",
  "storyboard",
  "text",
] as const;
export const laneKind = z.enum(laneKinds);
export type LaneKind = z.infer<typeof laneKind>;

export const lane = z.object({ id: localId, kind: laneKind, name: z.string().trim().max(80).default("") });

export const step = z.object({
  id: localId,
  name: z.string().trim().min(1).max(120),
  /** The touchpoint whose events are this step; null while it is only an idea. */
  touchpointId: z.string().max(64).nullable().default(null),
  /** `forward` where absent. `side`, `exit` and `failure` lie beside the way; of a failure fewer is better. */
  kind: z.enum(stepKinds).optional(),
});

export const phase = z.object({ id: localId, name: z.string().trim().min(1).max(80), steps: z.array(step).max(30) });

/** What a person typed into a cell. Numbers: emotion −2…2, expectation and satisfaction 1–5, effort 1–7, nps −100…100. */
export const cell = z.object({
  step: localId,
  lane: localId,
  text: z.string().max(4000).optional(),
  number: z.number().min(-100).max(1_000_000_000).optional(),
});

/** The part of a journey that people edit, and that is exported and imported without loss. Versioned by `schema`. */
export const journeyDocument = z
  .object({
    schema: z.literal("throughline.journey/1").default("throughline.journey/1"),
    name: cleanText.trim().min(1).max(120),
    description: z.string().max(4000).default(""),
    phases: z.array(phase).max(20).default([]),
    lanes: z.array(lane).max(30).default([]),
    cells: z.array(cell).max(5000).default([]),
    /** Longest time between the first and the last step of one passage, for counting who went on. */
    windowDays: z.number().int().min(1).max(730).default(30),
    /** Ids of the personas it was drawn for. */
    personas: z.array(z.string().max(64)).max(10).default([]),
  })
  .superRefine((journey, ctx) => {
    const steps = journey.phases.flatMap((each) => each.steps);
    if (steps.length > 60)
      ctx.addIssue({
        code: "custom",
        path: ["phases"],
        ...fault("too_many_steps", `${steps.length} steps: a map holds at most 60`, { maximum: 60 }),
      });
    const unique = (ids: string[], path: string) => {
      const twice = ids.find((id, index) => ids.indexOf(id) !== index);
      if (twice !== undefined)
        ctx.addIssue({ code: "custom", path: [path], message: `the id ${twice} is used twice; ids must differ` });
    };
    unique(
      journey.phases.map((each) => each.id),
      "phases",
    );
    unique(
      steps.map((each) => each.id),
      "phases",
    );
    unique(
      journey.lanes.map((each) => each.id),
      "lanes",
    );
    unique(journey.personas, "personas");
    const stepIds = new Set(steps.map((each) => each.id));
    const laneIds = new Set(journey.lanes.map((each) => each.id));
    journey.cells.forEach((each, index) => {
      if (!stepIds.has(each.step))
        ctx.addIssue({ code: "custom", path: ["cells", index, "step"], message: `there is no step ${each.step}` });
      if (!laneIds.has(each.lane))
        ctx.addIssue({ code: "custom", path: ["cells", index, "lane"], message: `there is no lane ${each.lane}` });
    });
  })
  .meta({ id: "JourneyDocument" });
export type JourneyDocument = z.infer<typeof journeyDocument>;

export const journey = z
  .object({
    id: z.string(),
    /** Grows with every change; send it as `If-Match` to change what you have seen. */
    revision: z.number().int(),
    document: journeyDocument,
    createdAt: instant,
    updatedAt: instant,
    updatedBy: z.string(),
  })
  .meta({ id: "Journey" });
export type Journey = z.infer<typeof journey>;

/** Touchpoints that came with a journey out of a file, and other maps that may show them among what is not on them. */
const createdWith = z.object({ touchpoints: z.number().int(), otherMaps: z.number().int() });

export const journeySummary = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  phases: z.number().int(),
  steps: z.number().int(),
  boundSteps: z.number().int(),
  /** Ids of the personas it was drawn for. */
  personas: z.array(z.string()),
  updatedAt: instant,
});
export type JourneySummary = z.infer<typeof journeySummary>;

/**
 * The exchange form: a journey and the touchpoints it uses. Importing creates missing touchpoints and reuses those with
 * the same name and rule, so export → import → export gives the same file up to the ids of touchpoints. A touchpoint
 * whose name has another rule here is created beside it, with a number behind its name. A persona is taken as it is here
 * where there is one of its name, and created otherwise: its segment belongs to the workspace and does not travel, and what
 * its people said becomes typed text, because the answers it came from stay behind.
 */
export const journeyFile = z.object({
  journey: journeyDocument,
  /** `id` is what the journey's steps call it; the touchpoint gets an id of its own when it is created. */
  touchpoints: z.array(touchpointFields.extend({ id: z.string().min(1).max(64) })).max(60),
  /** As with touchpoints, `id` is what the journey calls it. Absent in older files. */
  personas: z.array(filePersona).max(10).default([]),
});
export const exportedFile = journeyFile.extend({
  touchpoints: z.array(touchpoint.pick({ id: true, name: true, description: true, channels: true, rule: true })),
});
export type JourneyFile = z.infer<typeof journeyFile>;

/**
 * A number computed with one definition on one scale. Answers on different scales are never averaged: where a query was
 * asked on several, the scale with most answers in the period is shown and `leftOut` counts the answers on the others.
 */
const boundNumber = z.object({
  result: measured,
  /** Name and version of the definition, e.g. `csat@1`. */
  definition: z.string(),
  /** First and last point of the scale. */
  scale: z.tuple([z.number(), z.number()]),
  leftOut: z.number().int(),
  comparison: comparison.optional(),
});

/**
 * What the data says about one step, over the visits and the feedback of its touchpoint (see `Touchpoint`). Null where the
 * step has no touchpoint, or nobody was asked.
 *
 * `passed` is an ordered funnel over the forward steps that have a touchpoint, in the order of the map; a step of another kind
 * is the end of a way of its own, which leaves the funnel at the forward step before it: visits to other steps may
 * lie between; the last visit is at most `windowDays` × 24 hours after the first, that instant included; one event serves
 * one step only; visits at the same instant keep their order of arrival; a person counts once, with the best of all their
 * attempts. Every visit lies within the period.
 */
export const stepNumbers = z.object({
  step: z.string(),
  /** Distinct people with a visit to the touchpoint in the period. */
  people: z.number().int().nullable(),
  /** People who were here after having passed the earlier steps in order, within the window. */
  passed: z.number().int().nullable(),
  /** People who passed the forward step before: those of whom `passed` is a part; null where no forward step is before. */
  passedBefore: z.number().int().nullable(),
  /** People who passed the forward step before and did not come here; null at the first, and at steps of another kind. */
  droppedOff: z.number().int().nullable(),
  satisfaction: boundNumber.nullable(),
  effort: boundNumber.nullable(),
  nps: boundNumber.nullable(),
  emotion: boundNumber.nullable(),
  expectation: boundNumber.nullable(),
  /**
   * The latest sentences, at most three; `score` is what the same submission said in numbers (satisfaction before NPS before
   * effort), `contactId` is empty for who may not see contacts.
   */
  quotes: z.array(
    z.object({
      text: z.string(),
      score: z.number().nullable(),
      at: instant,
      contactId: z.string(),
      language: z.string(),
    }),
  ),
  /** The channels of the visits, at most twelve, most people first; a person counts in each channel they used. */
  channels: z.array(z.object({ channel: z.string(), people: z.number().int() })),
});
export type StepNumbers = z.infer<typeof stepNumbers>;

export const journeyNumbers = z
  .object({
    steps: z.array(stepNumbers),
    period: z.object({ from: instant, to: instant, timezone: z.string() }),
    asOf: instant,
  })
  .meta({ id: "JourneyNumbers" });
export type JourneyNumbers = z.infer<typeof journeyNumbers>;

/** Over which time, against which, and of whose visits and feedback. */
export const numbersQuery = z.object({
  period: period.default({ last: 90, unit: "day" }),
  compare: z.enum(["previous_period", "previous_year"]).optional(),
  timezone: timeZone.optional(),
  segment: segmentId.optional(),
});
export type NumbersQuery = z.infer<typeof numbersQuery>;

export const journeyTemplate = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  file: exportedFile,
});

/** Whose number of a step: those who were there, who passed in order, or who got to the one before only. */
export const stepPeopleQuery = z.object({
  which: z.enum(["people", "passed", "droppedOff"]).default("people"),
  period: period.default({ last: 90, unit: "day" }),
  timezone: timeZone.optional(),
  segment: segmentId.optional(),
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});
export type StepPeopleQuery = z.infer<typeof stepPeopleQuery>;

export const journeysApi = {
  listJourneys: endpoint({
    method: "GET",
    path: "/api/v1/journeys",
    tag: "Journeys",
    summary: "Journeys of the workspace (at most 200)",
    access: "journeys:read",
    response: z.object({ items: z.array(journeySummary) }),
    status: 200,
  }),
  listJourneyTemplates: endpoint({
    method: "GET",
    path: "/api/v1/journey-templates",
    tag: "Journeys",
    summary: "Ready starting points",
    access: "journeys:read",
    response: z.object({ items: z.array(journeyTemplate) }),
    status: 200,
  }),
  getJourney: endpoint({
    method: "GET",
    path: "/api/v1/journeys/:id",
    tag: "Journeys",
    summary: "One journey",
    access: "journeys:read",
    params: idParams,
    response: journey,
    status: 200,
  }),
  createJourney: endpoint({
    method: "POST",
    path: "/api/v1/journeys",
    tag: "Journeys",
    summary: "Create a journey",
    access: "journeys:edit",
    body: journeyDocument,
    response: journey,
    status: 201,
  }),
  updateJourney: endpoint({
    method: "PUT",
    path: "/api/v1/journeys/:id",
    tag: "Journeys",
    summary: "Change a journey",
    description: "Send the revision you have seen as `If-Match`; a newer one answers 412 and nothing is changed.",
    access: "journeys:edit",
    params: idParams,
    body: journeyDocument,
    response: journey,
    status: 200,
  }),
  deleteJourney: endpoint({
    method: "DELETE",
    path: "/api/v1/journeys/:id",
    tag: "Journeys",
    summary: "Delete a journey",
    access: "journeys:edit",
    params: idParams,
    status: 204,
  }),
  exportJourney: endpoint({
    method: "GET",
    path: "/api/v1/journeys/:id/export",
    tag: "Journeys",
    summary: "A journey with its touchpoints, to keep or to move",
    access: "journeys:read",
    audits: "read",
    params: idParams,
    response: exportedFile,
    status: 200,
  }),
  importJourney: endpoint({
    method: "POST",
    path: "/api/v1/journeys/import",
    tag: "Journeys",
    summary: "Create a journey from an exported file",
    description:
      "Touchpoints of the file that are not here are created. What people do at them is then not on the other maps, and conformance of those (`unexpected`) may name them from now on: `created` says how many touchpoints and how many other maps those are.",
    access: "journeys:edit",
    body: journeyFile,
    response: journey.extend({ created: createdWith }),
    status: 201,
  }),
  getJourneyNumbers: endpoint({
    method: "POST",
    path: "/api/v1/journeys/:id/numbers",
    tag: "Journeys",
    summary: "What the data says at every step",
    access: "journeys:read",
    audits: "nothing",
    params: idParams,
    body: numbersQuery,
    response: journeyNumbers,
    status: 200,
  }),
  listStepPeople: endpoint({
    method: "POST",
    path: "/api/v1/journeys/:id/steps/:step/people",
    tag: "Journeys",
    summary: "The people behind a step's number",
    description: "Newest first. `lastAt` is the last visit to the step; to the step before, for those who dropped off.",
    access: "contacts:read",
    audits: "read",
    params: idParams.extend({ step: localId }),
    body: stepPeopleQuery,
    response: peoplePage,
    status: 200,
  }),
};
