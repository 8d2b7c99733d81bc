import { splitPath } from "../contracts/words/fields.ts";
import { partsOf } from "../rules/parts-of.ts";
import type { Quota } from "./definition.ts";
import { answerFrom, isTrue, type Moment } from "./read-field.ts";
import type { Sitting } from "./sitting.ts";

/** Whether somebody falls into the quota by now. It is not known before all that it asks about was answered. */
export function isReached(sitting: Sitting, moment: Moment, { when }: Quota): boolean {
  const isKnown = partsOf(when).every((part) => {
    const [root, id = ""] = "field" in part ? splitPath(part.field) : [];
    return root !== "answers" || answerFrom(sitting, moment, id) !== undefined;
  });
  return isKnown && isTrue(sitting, moment, when);
}
