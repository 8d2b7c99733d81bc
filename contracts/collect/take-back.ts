import { z } from "zod";
import { instant } from "../endpoint.ts";

const counted = {
  /** Events other than answers. */
  events: z.number().int(),
  answers: z.number().int(),
  /** Messages that only said who somebody is. */
  profiles: z.number().int(),
};

/** What people decided about a contact: to make it one with another, to correct it, to restrict its use. */
export const touch = z.enum(["merged", "rectified", "restricted"]);

/** What taking an import back would change. */
export const takeBackPreview = z.object({
  /** What would go. */
  ...counted,
  /** What stays because another import said it as well. */
  alsoSaid: z.number().int(),
  contacts: z.object({
    /** Nothing else speaks of them: they would go. */
    gone: z.number().int(),
    /** Others speak of them too: they stay, as those say. */
    changed: z.number().int(),
    /** People decided something about them since: they stay, with what was decided. The first 50 by name. */
    touched: z.number().int(),
    named: z.array(z.object({ id: z.string(), name: z.string(), how: z.array(touch) })),
  }),
});
export type TakeBackPreview = z.infer<typeof takeBackPreview>;

export const takenBack = z.object({
  by: z.string(),
  startedAt: instant,
  /** Null while it goes on. */
  finishedAt: instant.nullable(),
  /** What it is at: removing events, working out who is who anew, counting segments. */
  stage: z.enum(["events", "people", "segments"]),
  /** From 0 to 1, of all stages. */
  progress: z.number(),
  ...counted,
  alsoSaid: z.number().int(),
});
export type TakenBack = z.infer<typeof takenBack>;
