import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { peoplePage } from "../know/contacts.ts";
import { funnelAnswer, funnelPeopleQuery, funnelQuery } from "./funnel.ts";
import { pathsAnswer, pathsPeopleQuery, pathsQuery } from "./paths.ts";
import { processAnswer, processExportFormat, processPeopleQuery, processQuery } from "./process.ts";
import { retentionAnswer, retentionPeopleQuery, retentionQuery } from "./retention.ts";

export const exploreApi = {
  queryFunnel: endpoint({
    method: "POST",
    path: "/api/v1/query/funnel",
    tag: "Explore",
    summary: "How many people went through steps, and where the others left",
    access: "metrics:read",
    body: funnelQuery,
    response: funnelAnswer,
    status: 200,
  }),
  listFunnelPeople: endpoint({
    method: "POST",
    path: "/api/v1/query/funnel/people",
    tag: "Explore",
    summary: "The people behind a number of a funnel",
    access: "contacts:read",
    body: funnelPeopleQuery,
    response: peoplePage,
    status: 200,
  }),
  queryRetention: endpoint({
    method: "POST",
    path: "/api/v1/query/retention",
    tag: "Explore",
    summary: "Who came back, by when they began",
    access: "metrics:read",
    body: retentionQuery,
    response: retentionAnswer,
    status: 200,
  }),
  listRetentionPeople: endpoint({
    method: "POST",
    path: "/api/v1/query/retention/people",
    tag: "Explore",
    summary: "The people behind a cell of the cohorts",
    access: "contacts:read",
    body: retentionPeopleQuery,
    response: peoplePage,
    status: 200,
  }),
  queryPaths: endpoint({
    method: "POST",
    path: "/api/v1/query/paths",
    tag: "Explore",
    summary: "The ways people take, in columns that add up",
    access: "metrics:read",
    body: pathsQuery,
    response: pathsAnswer,
    status: 200,
  }),
  listPathsPeople: endpoint({
    method: "POST",
    path: "/api/v1/query/paths/people",
    tag: "Explore",
    summary: "The people at a node of the paths, or on a link",
    access: "contacts:read",
    body: pathsPeopleQuery,
    response: peoplePage,
    status: 200,
  }),
  queryProcess: endpoint({
    method: "POST",
    path: "/api/v1/query/process",
    tag: "Explore",
    summary: "What directly follows what, with counts, times and variants",
    access: "metrics:read",
    body: processQuery,
    response: processAnswer,
    status: 200,
  }),
  listProcessPeople: endpoint({
    method: "POST",
    path: "/api/v1/query/process/people",
    tag: "Explore",
    summary: "The people of an activity, of what follows what, or of a variant",
    access: "contacts:read",
    body: processPeopleQuery,
    response: peoplePage,
    status: 200,
  }),
  exportProcess: endpoint({
    method: "POST",
    path: "/api/v1/query/process/export",
    tag: "Explore",
    summary: "The process as a file: its log or its graph",
    description:
      "`xes` and `csv` hold the log, at most 100,000 events in whole traces, and need `contacts:read`; the name of a file that was cut says so. `mermaid` and `svg` draw the 30 most frequent activities.",
    access: "metrics:read",
    query: z.object({ format: processExportFormat.default("svg") }),
    body: processQuery,
    produces: "application/octet-stream",
    status: 200,
  }),
};
