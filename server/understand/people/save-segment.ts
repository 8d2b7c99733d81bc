import { MOST_LISTED } from "../../../contracts/log/check-condition.ts";
import type { PeopleBehind } from "../../../contracts/understand/people.ts";
import { createSegmentOf } from "../../know/segments/segments.ts";
import type { Context } from "../../platform/context.ts";
import { problem } from "../../platform/http/problem.ts";
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
  if (!ctx.can("contacts:read")) throw problem("saving_names_customers");
  const { items, total } = await peopleBehind(ctx, of, MOST_LISTED, signal);
  if (total > MOST_LISTED) throw problem("too_many_people", { path: "of", total, most: MOST_LISTED });
  if (total === 0) throw problem("nobody", { path: "of" });
  return createSegmentOf(
    ctx,
    fields,
    items.map(({ contactId }) => contactId),
  );
}
