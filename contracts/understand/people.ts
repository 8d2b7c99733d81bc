import { z } from "zod";
import { endpoint, idParams, segmentId } from "../endpoint.ts";
import { accountParams } from "../know/accounts.ts";
import { segment, segmentName } from "../know/segments.ts";
import { MOST_LISTED } from "../log/check-condition.ts";
import { funnelPeopleQuery } from "./funnel.ts";
import { stepPeopleQuery } from "./journeys.ts";
import { pathsPeopleQuery } from "./paths.ts";
import { processPeopleQuery } from "./process.ts";
import { retentionPeopleQuery } from "./retention.ts";
import { touchpointPeopleQuery } from "./touchpoint-numbers.ts";

const kinds = {
  /** As `POST /api/v1/query/funnel/people` takes it; here and below, `limit` and `cursor` are not looked at. */
  funnel: funnelPeopleQuery,
  retention: retentionPeopleQuery,
  paths: pathsPeopleQuery,
  process: processPeopleQuery,
  journey: stepPeopleQuery.extend({ id: idParams.shape.id, step: z.string().max(40) }),
  touchpoint: touchpointPeopleQuery.extend(idParams.shape),
  account: accountParams,
  segment: z.object({ id: segmentId }),
};

/** Whose number: the people behind one place of one answer. Exactly one of the kinds. */
export const peopleBehind = z
  .strictObject(kinds)
  .partial()
  .refine((given) => Object.values(given).filter((each) => each !== undefined).length === 1, {
    message: `Give exactly one of ${Object.keys(kinds).join(", ")}`,
  })
  .meta({ id: "PeopleBehind" });
export type PeopleBehind = z.infer<typeof peopleBehind>;
export type PeopleBehindInput = z.input<typeof peopleBehind>;

export const peopleApi = {
  exportPeople: endpoint({
    method: "POST",
    path: "/api/v1/people/csv",
    tag: "Contacts",
    summary: "The people behind a number as a table",
    description: `The company's own id of them, contact id, name, e-mail and the moment of the list, newest first, at most ${MOST_LISTED} people; the name of a file that was cut says so. What a spreadsheet would run as a formula, and digits that it would round, have a ' before them; \`bom\` begins the file with the mark that tells spreadsheets it is UTF-8.`,
    access: "contacts:read",
    audits: "read",
    body: z.object({ of: peopleBehind, bom: z.boolean().default(false) }),
    produces: "text/csv",
    status: 200,
  }),
  saveSegmentOfPeople: endpoint({
    method: "POST",
    path: "/api/v1/people/segment",
    tag: "Segments",
    summary: "Save the people behind a number as a segment",
    description: `Takes the permission contacts:read too. The segment holds these people as of now, whatever they do later, and whomever they are merged with; more than ${MOST_LISTED} are refused.`,
    access: "segments:edit",
    body: segmentName.extend({ of: peopleBehind }),
    response: segment,
    status: 201,
  }),
};
