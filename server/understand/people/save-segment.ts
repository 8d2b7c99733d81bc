import { MOST_LISTED } from "../../../contracts/log/check-condition.ts";
import type { PeopleBehind } from "../../../contracts/understand/people.ts";
import { createSegmentOf } from "../../know/segments/segments.ts";
import type { Context } from "../../platform/context.ts";
import { badRequest, forbidden } from "../../platform/http/problem.ts";
import { peopleBehind } from "./people-behind.ts";

/**
 * A segment of the people behind a number as of now. @throws 403 without the permission to see people, 400 for nobody or too
 * many, 409 for a name that is taken
 */
export async function saveSegmentOf(
  ctx: Context,
  fields: { name: string; description: string },
  of: PeopleBehind,
  signal?: AbortSignal,
): Promise<string> {
  if (!ctx.can("contacts:read"))
    throw forbidden("Saving people as a segment names them one by one; it needs the permission contacts:read too.");
  const { items, total } = await peopleBehind(ctx, of, MOST_LISTED, signal);
  if (total > MOST_LISTED)
    throw badRequest(
      "too_many_people",
      `There are ${total} people behind this number; a segment of chosen people holds ${MOST_LISTED}. Narrow the query with a filter or a shorter period, or describe the segment by what they did.`,
      [{ path: "of", reason: `more than ${MOST_LISTED} people` }],
    );
  if (total === 0)
    throw badRequest("nobody", "There is nobody behind this number; choose another.", [
      { path: "of", reason: "nobody" },
    ]);
  return createSegmentOf(
    ctx,
    fields,
    items.map(({ contactId }) => contactId),
  );
}
