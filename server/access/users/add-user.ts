import { uuidv7 } from "uuidv7";
import type { Database } from "../../platform/db/database.ts";
import { normaliseEmail } from "./authentication.ts";
import { credentials, users } from "./users.tables.ts";

/** Adds a person who signs in with a password. Null when the address has an account already. */
export async function addUser(
  db: Database,
  { name, email, passwordHash }: { name: string; email: string; passwordHash: string },
  createdAt: Date,
): Promise<string | null> {
  const userId = uuidv7();
  const made = await db
    .insert(users)
    .values({ id: userId, name, email: normaliseEmail(email), createdAt, updatedAt: createdAt })
    .onConflictDoNothing()
    .returning({ id: users.id });
  if (made.length === 0) return null;
  await db.insert(credentials).values({
    id: uuidv7(),
    accountId: userId,
    providerId: "credential",
    userId,
    password: passwordHash,
    createdAt,
    updatedAt: createdAt,
  });
  return userId;
}
