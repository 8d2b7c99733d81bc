import { z } from "zod";

/**
 * Every error of the API, as `application/problem+json` (RFC 9457). `code` is stable and for programs, `detail` is for
 * people, `fields` names what was wrong in the request, `requestId` is what to quote to support.
 */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    requestId: z.string(),
    fields: z.array(z.object({ path: z.string(), reason: z.string() })).optional(),
  })
  .meta({ id: "Problem" });

export type Problem = z.infer<typeof problem>;
