import { queryOptions } from "@tanstack/react-query";
import type { JourneyDocument, StepNumbers } from "../../contracts/understand/journeys.ts";
import { request } from "../session/api.ts";
import type { View } from "../view/view.ts";
import { stepsOf } from "./document/document.ts";

export const templatesQuery = queryOptions({
  queryKey: ["journey-templates"],
  queryFn: ({ signal }) => request("GET /api/v1/journey-templates", { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/**
 * What the data says at every step. Only the order of the bound steps and the window change the numbers, so typing names
 * and cells does not ask again.
 */
export function numbersQuery(id: string, document: JourneyDocument, { query, search: { segment } }: View) {
  const basis = [document.windowDays, boundIn(document)];
  const { period, timezone } = query;
  const compare = typeof query.compare === "string" ? query.compare : undefined;
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
export function conformanceQuery(id: string, document: JourneyDocument, { query, search: { segment } }: View) {
  const { period, timezone } = query;
  return queryOptions({
    queryKey: ["journey-conformance", id, [document.windowDays, boundIn(document)], { period, timezone, segment }],
    queryFn: ({ signal }) =>
      request("POST /api/v1/journeys/:id/conformance", { params: { id }, body: { period, timezone, segment }, signal }),
  });
}

const boundIn = (document: JourneyDocument) => stepsOf(document).map(({ id, touchpointId }) => [id, touchpointId]);

export type NumbersByStep = ReadonlyMap<string, StepNumbers>;
