import { and, count, eq, gt, inArray } from "drizzle-orm";
import { HOUR } from "../../../contracts/words/durations.ts";
import type { Context } from "../context.ts";
import type { Database } from "../db/database.ts";
import { problem } from "../http/problem.ts";
import { mailMessages } from "./mail.tables.ts";

/** Keeps a workspace from having mail of some kinds sent to whatever addresses it likes. @throws 429 */
export async function mustBeFew(
  ctx: Context,
  db: Database,
  { kinds, most }: { kinds: string[]; most: number },
): Promise<void> {
  const since = new Date(ctx.now().getTime() - HOUR);
  const own = and(eq(mailMessages.workspace, ctx.workspace.id), inArray(mailMessages.kind, kinds));
  const [row] = await db
    .select({ sent: count() })
    .from(mailMessages)
    .where(and(own, gt(mailMessages.createdAt, since)));
  if ((row?.sent ?? 0) >= most) throw problem("too_many_mails", { most });
}
