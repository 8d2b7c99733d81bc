import { z } from "zod";
import { type EventItemRow, eventItemColumns, events, toEventItem } from "../../../log/events/events.ts";
import { sql, typed } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { readCursor, writeCursor } from "../../../platform/http/list-cursor.ts";
import { whereActed } from "../stitch/acted.ts";
import { findContact } from "./find-contact.ts";

interface Asked {
  cursor?: string | undefined;
  limit: number;
  channel?: string | undefined;
}

const number64 = z
  .string()
  .regex(/^\d{1,20}$/)
  .refine((digits) => BigInt(digits) < 2n ** 64n);
const place = z.tuple([z.int().min(-2.2e12).max(1.04e13), number64, number64]);

/** Everything somebody did and said, newest first; what happened at the same time, the last to arrive first. */
export async function listContactTimeline(
  ctx: Context,
  id: string,
  { cursor, limit, channel }: Asked,
  signal?: AbortSignal,
) {
  const found = await findContact(ctx, id, signal);
  ctx.trail.about({ kind: "contact", id: found.id });
  const after = cursor === undefined ? null : readCursor(place, cursor);
  const older = after
    ? sql`and (toUnixTimestamp64Milli(timestamp), arrival, message_key) < (${after[0]}, ${typed.uint64(BigInt(after[1]))}, ${typed.uint64(BigInt(after[2]))})
          and timestamp <= ${new Date(after[0])}`
    : sql``;
  const within = channel === undefined ? sql`` : sql`and channel = ${channel}`;
  const rows = await ctx.analytics.ask<EventItemRow>(
    sql`select ${eventItemColumns(typed.uint64(BigInt(found.id)))} from ${events}
        where ${whereActed(found)} ${within} ${older}
        order by timestamp desc, arrival desc, message_key desc limit ${limit + 1}`,
    { tenant: ctx, sees: "unused", signal },
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(toEventItem),
    nextCursor: last ? writeCursor([Number(last.happened_ms), last.arrival, last.message_key]) : null,
  };
}
