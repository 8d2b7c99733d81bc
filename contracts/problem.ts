import { z } from "zod";

/** Names and what they stand for, such as how many are allowed. */
const values = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]));

/** What a page words in its own language. */
export const told = z.object({ code: z.string(), values });
export type Told = z.infer<typeof told>;

/** What is wrong with one field of a request, or of what it brings. */
export const fieldProblem = told.extend({ path: z.string(), reason: z.string() });

/**
 * Every error of the API, as `application/problem+json` (RFC 9457). `code` is stable and for programs, and with `values` it
 * says all that `detail` says: a page words them in its own language. `detail` is for people, in English, `fields` names what
 * was wrong in the request, `requestId` is what to quote to support.
 */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    ...told.shape,
    detail: z.string(),
    requestId: z.string(),
    fields: z.array(fieldProblem).optional(),
  })
  .meta({ id: "Problem" });

export type Problem = z.infer<typeof problem>;
