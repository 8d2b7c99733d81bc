import { queryOptions } from "@tanstack/react-query";
import type { JourneyDocument, StepNumbers } from "../../contracts/journeys.ts";
import type { QuestionInput } from "../../contracts/metrics.ts";
import { request } from "../api.ts";
import type { View } from "../shell/view.ts";
import { stepsOf } from "./document.ts";

export const journeysQuery = queryOptions({
  queryKey: ["journeys"],
  queryFn: ({ signal }) => request("GET /api/v1/journeys", { signal }),
});

export const templatesQuery = queryOptions({
  queryKey: ["journey-templates"],
  queryFn: ({ signal }) => request("GET /api/v1/journey-templates", { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const journeyQuery = (id: string) =>
  queryOptions({
    queryKey: ["journey", id],
    queryFn: ({ signal }) => request("GET /api/v1/journeys/:id", { params: { id }, signal }),
    refetchOnWindowFocus: true,
  });

/**
 * What the data says at every step. Only the order of the bound steps and the window change the numbers, so typing names
 * and cells does not ask again.
 */
export function numbersQuery(id: string, document: JourneyDocument, { question, search: { segment } }: View) {
  const basis = [document.windowDays, boundIn(document)];
  const { period, timezone } = question;
  const compare = typeof question.compare === "string" ? question.compare : undefined;
  return queryOptions({
    queryKey: ["journey-numbers", id, basis, { period, compare, timezone, segment }],
    queryFn: ({ signal }) =>
      request("POST /api/v1/journeys/:id/numbers", {
        params: { id },
        body: { period, compare, timezone, segment },
        signal,
      }),
  });
}

/** What people did against the steps as designed. */
export function conformanceQuery(id: string, document: JourneyDocument, { question, search: { segment } }: View) {
  const { period, timezone } = question;
  return queryOptions({
    queryKey: ["journey-conformance", id, [document.windowDays, boundIn(document)], { period, timezone, segment }],
    queryFn: ({ signal }) =>
      request("POST /api/v1/journeys/:id/conformance", { params: { id }, body: { period, timezone, segment }, signal }),
  });
}

const boundIn = (document: JourneyDocument) => stepsOf(document).map(({ id, touchpointId }) => [id, touchpointId]);

export const definitionsQuery = queryOptions({
  queryKey: ["metrics"],
  queryFn: ({ signal }) => request("GET /api/v1/metrics", { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const answerQuery = (question: QuestionInput) =>
  queryOptions({
    queryKey: ["query", question],
    queryFn: ({ signal }) => request("POST /api/v1/query", { body: question, signal }),
  });

export const eventNamesQuery = queryOptions({
  queryKey: ["event-names"],
  queryFn: ({ signal }) => request("GET /api/v1/events/names", { signal }),
  staleTime: 300_000,
});

export type NumbersByStep = ReadonlyMap<string, StepNumbers>;
