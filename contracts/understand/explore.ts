import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { conditionSchema } from "../log/conditions.ts";

const stepName = cleanText.trim().min(1).max(120);

/**
 * Something that people do: a touchpoint, or what a condition over events says. `name` is what it is called in the answer;
 * without it, a touchpoint's name or the condition in words.
 */
export const exploreStep = z
  .object({
    name: stepName.optional(),
    touchpointId: cleanText.max(64).optional(),
    condition: conditionSchema.optional(),
  })
  .refine((step) => (step.touchpointId === undefined) !== (step.condition === undefined), {
    message: "Give either `touchpointId` or `condition`, not both and not neither",
  })
  .meta({ id: "ExploreStep" });
export type ExploreStep = z.infer<typeof exploreStep>;

/**
 * What an event is called in paths and in the process view: by the event's own name, by the touchpoint whose rule it
 * meets (the first in order of name where several do), or by rules, the first that it meets. What none of them names is
 * left out.
 */
export const naming = z
  .discriminatedUnion("by", [
    z.object({ by: z.literal("event") }),
    z.object({ by: z.literal("touchpoint") }),
    z.object({
      by: z.literal("rules"),
      rules: z
        .array(z.object({ name: stepName, condition: conditionSchema }))
        .min(1)
        .max(30),
    }),
  ])
  .default({ by: "event" });
export type Naming = z.infer<typeof naming>;

/** Times between two events, in seconds; null where nobody took the way. */
export const elapsed = z.object({ median: z.number().nullable(), p90: z.number().nullable() });
export type Elapsed = z.infer<typeof elapsed>;
