import { z } from "zod";
import { endpoint, idParams } from "../endpoint.ts";
import { peoplePage } from "../know/contacts.ts";
import { journeyNumbers, numbersQuery, stepNumbers, stepPeopleQuery } from "./journeys.ts";

/** What the data says about a touchpoint, whichever journeys it is a step of; see `StepNumbers` for each number. */
export const touchpointNumbers = stepNumbers
  .omit({ step: true, passed: true, passedBefore: true, droppedOff: true })
  .extend({ people: z.number().int(), ...journeyNumbers.pick({ period: true, asOf: true }).shape })
  .meta({ id: "TouchpointNumbers" });
export type TouchpointNumbers = z.infer<typeof touchpointNumbers>;

export const touchpointPeopleQuery = stepPeopleQuery.omit({ which: true });
export type TouchpointPeopleQuery = z.infer<typeof touchpointPeopleQuery>;

export const touchpointNumbersApi = {
  getTouchpointNumbers: endpoint({
    method: "POST",
    path: "/api/v1/touchpoints/:id/numbers",
    tag: "Touchpoints",
    summary: "What the data says about a touchpoint",
    access: "touchpoints:read",
    audits: "nothing",
    params: idParams,
    body: numbersQuery,
    response: touchpointNumbers,
    status: 200,
  }),
  listTouchpointPeople: endpoint({
    method: "POST",
    path: "/api/v1/touchpoints/:id/people",
    tag: "Touchpoints",
    summary: "The people who visited a touchpoint",
    description: "Newest first. `lastAt` is the last visit in the period.",
    access: "contacts:read",
    audits: "read",
    params: idParams,
    body: touchpointPeopleQuery,
    response: peoplePage,
    status: 200,
  }),
};
