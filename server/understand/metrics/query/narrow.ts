import type { Query } from "../../../../contracts/understand/metrics.ts";
import { type Field, parseField } from "../../../../contracts/words/fields.ts";
import { kindOfBreakdown } from "../../../../contracts/words/units.ts";
import { isPersonal } from "../../../../rules/names-people.ts";
import { segmentOfBreakdown } from "../../../../rules/segments-in.ts";
import { accountOfPerson } from "../../../know/accounts/accounts.ts";
import { filterSql, segmentGroup } from "../../../know/segments/segments.ts";
import { fieldText, unitOfKind } from "../../../log/events/events.ts";
import { type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import type { Source } from "../definitions/metric.ts";
import { atTouchpoint, byTouchpoint, TOUCHPOINT_BREAKDOWN } from "./touchpoint-filter.ts";

/** The account of the person behind an event, which is no field of the event itself. */
const ACCOUNT_BREAKDOWN = "group_id";

/** The events a query looks at, of those its metrics count. @throws 404 for a touchpoint that is not there */
export async function narrow(ctx: Context, query: Pick<Query, "filter" | "touchpointId">): Promise<Sql> {
  const own = await filterSql(ctx, query.filter);
  if (query.touchpointId === undefined) return sql`(${own})`;
  return sql`(${own}) and ${await atTouchpoint(ctx, query.touchpointId)}`;
}

/** The group of an event, as text. `path` is where the query names the field. @throws 400, 403 */
export async function breakdownSql(ctx: Context, name: string, path: string, sources: readonly Source[]): Promise<Sql> {
  if (name === TOUCHPOINT_BREAKDOWN) return byTouchpoint(ctx, sources);
  if (name === ACCOUNT_BREAKDOWN) {
    if (!ctx.can("contacts:read")) throw problem("account_names_customers");
    return accountOfPerson();
  }
  const ofKind = kindOfBreakdown(name);
  if (ofKind) return unitOfKind(ofKind.name, ofKind.kind);
  const segment = segmentOfBreakdown(name);
  if (segment !== undefined) return segmentGroup(ctx, segment, path);
  const field = fieldAt(path, name, {
    what: "a field to break down by",
    use: "channel, touchpoint, event, language, unit, unit.<kind>, properties.<name>, group_id or segment.<id>",
  });
  // Naming who did something is more than a number says.
  if (isPersonal(field) && !ctx.can("contacts:read")) throw problem("field_names_customers", { field: name });
  return fieldText(name);
}

/** The field that a query names at `path`. @throws 400 */
export function fieldAt(path: string, name: string, { what, use }: { what: string; use: string }): Field {
  try {
    return parseField(name);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw problem("unknown_field", { path, field: name.slice(0, 60), what, use });
  }
}
