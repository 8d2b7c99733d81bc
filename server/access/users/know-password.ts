import { and, eq } from "drizzle-orm";
import type { UserContext } from "../../platform/context.ts";
import { problem } from "../../platform/http/problem.ts";
import { verifyPassword } from "./passwords.ts";
import { credentials } from "./users.tables.ts";

/** For what a session alone does not do: it may be an open page that somebody else sits down at. @throws 400 `wrong_password` */
export async function mustKnowPassword({ db, user }: UserContext, password: string): Promise<void> {
  const own = and(eq(credentials.userId, user.id), eq(credentials.providerId, "credential"));
  const [row] = await db.select({ hash: credentials.password }).from(credentials).where(own);
  if (row?.hash && (await verifyPassword({ hash: row.hash, password }))) return;
  throw problem("wrong_password", { path: "password" });
}
