import { accessProblems, keyProblems, linkProblems, workspaceProblems } from "./access/access.problems.ts";
import { unitProblems } from "./access/units.problems.ts";
import { importFileProblems, importProblems } from "./collect/imports.problems.ts";
import { questionProblems } from "./collect/questions.problems.ts";
import { trackingProblems } from "./collect/tracking.problems.ts";
import type { DeclaredProblem, NamesOf, Value } from "./declare-problems.ts";
import type { FieldCode } from "./field-problems.ts";
import { fileProblems } from "./files.problems.ts";
import { httpProblems } from "./http.problems.ts";
import { contactProblems } from "./know/contacts.problems.ts";
import { personalDataProblems } from "./know/personal-data.problems.ts";
import { privacyLinkProblems } from "./know/privacy-links.problems.ts";
import { segmentProblems } from "./know/segments.problems.ts";
import { storagePeriodsProblems } from "./know/storage-periods.problems.ts";
import { mailProblems } from "./operate/mail.problems.ts";
import { systemProblems } from "./operate/system.problems.ts";
import { recordProblems } from "./records.problems.ts";
import { annotationProblems } from "./understand/annotations.problems.ts";
import { exploreProblems } from "./understand/explore.problems.ts";
import { journeyProblems, touchpointProblems } from "./understand/journeys.problems.ts";
import { peopleProblems } from "./understand/people.problems.ts";
import { queryProblems } from "./understand/queries.problems.ts";

type Merged<Parts> = Parts extends readonly [infer First, ...infer Rest] ? First & Merged<Rest> : unknown;

/** The problems of several parts in one. @throws when two have one code: a page could word only one of them */
function merge<const Parts extends readonly Readonly<Record<string, DeclaredProblem>>[]>(
  parts: Parts,
): { [Code in keyof Merged<Parts>]: Merged<Parts>[Code] } {
  const merged: Record<string, DeclaredProblem> = {};
  for (const [code, declared] of parts.flatMap((part) => Object.entries(part))) {
    if (code in merged) throw new Error(`Two problems have the code ${code}. Rename one of them.`);
    merged[code] = declared;
  }
  return merged as { [Code in keyof Merged<Parts>]: Merged<Parts>[Code] };
}

/** Everything that may be refused, by its code. */
export const problems = merge([
  httpProblems,
  accessProblems,
  linkProblems,
  workspaceProblems,
  keyProblems,
  unitProblems,
  recordProblems,
  fileProblems,
  mailProblems,
  systemProblems,
  contactProblems,
  personalDataProblems,
  storagePeriodsProblems,
  privacyLinkProblems,
  segmentProblems,
  trackingProblems,
  questionProblems,
  importProblems,
  importFileProblems,
  queryProblems,
  exploreProblems,
  journeyProblems,
  touchpointProblems,
  peopleProblems,
  annotationProblems,
]);

export type ProblemCode = keyof typeof problems;

/** What a problem is told with: a value for every place in its sentences. */
export type ValuesOf<C extends ProblemCode> = C extends ProblemCode
  ? { [Name in NamesOf<(typeof problems)[C]>]: Value }
  : never;

/** What is wrong with one field: a code of fields, or of the whole problem where that says it. */
export interface FieldProblem {
  path: string;
  reason: string;
  code: FieldCode | ProblemCode;
  values: Readonly<Record<string, Value>>;
}
