import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { PersonalKind } from "../../../contracts/words/personal-kinds.ts";
import { events } from "../../log/events/events.ts";
import { sql } from "../../platform/analytics/sql.ts";
import type { Context } from "../../platform/context.ts";
import type { PersonalData } from "../../platform/personal-data/personal-data.ts";
import { writePage } from "./export-page.ts";
import { keyList } from "./hide.ts";
import { findPerson } from "./show-personal-data.ts";

/** Events in an export; who has more gets the latest, and is told. */
const MOST_EVENTS = 50_000;

export interface Exported {
  exportedAt: string;
  workspace: string;
  contactId: string;
  /** Whether the oldest events were too many to be in it. */
  eventsLeftOut: number;
  data: Partial<Record<PersonalKind, object[]>>;
}

/** Everything that is somebody's to have, as data and as a page. @throws 404 */
export async function exportPersonalData(
  ctx: Context,
  id: string,
  declarations: readonly PersonalData[],
): Promise<{ name: string; stream: Readable }> {
  const { people, id: contactId } = await findPerson(ctx, id);
  const data: Exported["data"] = {};
  for (const { kind, export: give } of declarations) {
    const rows = (await give?.(ctx, people)) ?? [];
    if (rows.length > 0) data[kind] = [...(data[kind] ?? []), ...rows];
  }
  const { rows, all } = await readEvents(ctx, people.keys);
  data.feedback = rows.filter((row) => row.feedback_type !== "");
  data.events = rows.filter((row) => row.feedback_type === "");
  const exported: Exported = {
    ...{ exportedAt: ctx.now().toISOString(), workspace: ctx.workspace.name, contactId },
    eventsLeftOut: all - rows.length,
    data,
  };
  const files = {
    "data.json": `${JSON.stringify(exported, null, 2)}\n`,
    "data.html": writePage(exported),
  };
  const zip = new ZipFile();
  for (const [file, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), file, { mtime: ctx.now() });
  zip.end();
  return {
    name: `personal-data-${contactId}.zip`,
    stream: Readable.from(zip.outputStream, { objectMode: false }),
  };
}

async function readEvents(ctx: Context, keys: readonly string[]) {
  const asked = { tenant: ctx, sees: "unused", upkeep: true, seconds: 300 } as const;
  const theirs = sql`from ${events} where identifier_key in ${keyList(keys)}`;
  const [count] = await ctx.analytics.ask<{ n: string }>(sql`select count() as n ${theirs}`, asked);
  const rows = await ctx.analytics.ask<Record<string, unknown>>(
    sql`select event, type, timestamp, received_at, message_id, user_id, anonymous_id, group_id, source, channel, touchpoint, language,
          properties, context, feedback_type, feedback_question, feedback_submission, feedback_score, feedback_text
        ${theirs} order by timestamp desc, arrival desc limit ${MOST_EVENTS}`,
    asked,
  );
  const read = rows.map((row) => ({
    ...row,
    feedback_type: String(row.feedback_type),
    properties: JSON.parse(String(row.properties)) as unknown,
    context: JSON.parse(String(row.context)) as unknown,
  }));
  return { rows: read, all: Number(count?.n ?? 0) };
}
