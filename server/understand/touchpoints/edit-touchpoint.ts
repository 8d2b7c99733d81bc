import type { TouchpointFields } from "../../../contracts/understand/touchpoints.ts";
import type { Context } from "../../platform/context.ts";
import { checkTouchpointRule } from "./check-rule.ts";
import { records } from "./read-touchpoints.ts";

/** @throws 409 for a name that is taken or when there are too many, 400 for a rule that is not about events */
export async function createTouchpoint(ctx: Context, fields: TouchpointFields, db = ctx.db): Promise<string> {
  checkTouchpointRule(fields.rule);
  return records.create(ctx, fields, db);
}

/** @throws 412 when it has changed since `seen`, 409 for a name that is taken */
export async function updateTouchpoint(
  ctx: Context,
  id: string,
  fields: TouchpointFields,
  seen: number | undefined,
): Promise<void> {
  checkTouchpointRule(fields.rule);
  await records.update(ctx, id, fields, seen);
}

/** @throws 409 naming what uses it */
export function deleteTouchpoint(ctx: Context, id: string): Promise<void> {
  return records.remove(ctx, id);
}
