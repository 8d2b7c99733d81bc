import { uuidv7 } from "uuidv7";
import type { Acting, Actor } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import { problem } from "../../platform/http/problem.ts";
import { users } from "../users/users.tables.ts";
import { addUser, hashPassword } from "../users/users.ts";
import { memberships, workspaces } from "./workspaces.tables.ts";

export interface Owner {
  name: string;
  email: string;
  password: string;
  workspace: string;
  timezone: string;
}

/** Whether nobody has an account yet. */
export async function setupNeeded(db: Database): Promise<boolean> {
  const [anyone] = await db.select({ id: users.id }).from(users).limit(1);
  return anyone === undefined;
}

/** Creates the owner and the home workspace, once. @throws 409 `already_set_up` */
export async function setUpOwner(system: Acting, owner: Owner): Promise<{ userId: string; workspaceId: string }> {
  if (!(await setupNeeded(system.db))) throw alreadySetUp();
  const passwordHash = await hashPassword(owner.password);
  return system.db.transaction(async (tx) => {
    const workspaceId = uuidv7();
    const createdAt = system.now();
    // There can be one home workspace. A second setup at the same time waits here for the first and then finds it taken.
    const made = await tx
      .insert(workspaces)
      .values({ id: workspaceId, name: owner.workspace, timezone: owner.timezone, home: true, createdAt })
      .onConflictDoNothing()
      .returning({ id: workspaces.id });
    if (made.length === 0 || !(await setupNeeded(tx))) throw alreadySetUp();
    const userId = await addUser(tx, { name: owner.name, email: owner.email, passwordHash }, createdAt);
    if (!userId) throw alreadySetUp();
    await tx.insert(memberships).values({ workspace: workspaceId, user: userId, role: "owner", joinedAt: createdAt });
    const actor: Actor = { kind: "user", id: userId, name: owner.name };
    await system.trail.note(
      tx,
      { kind: "workspace", id: workspaceId, name: owner.workspace },
      { workspace: workspaceId, actor },
    );
    return { userId, workspaceId };
  });
}

function alreadySetUp() {
  return problem("already_set_up");
}
