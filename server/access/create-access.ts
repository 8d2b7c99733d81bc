import { eq } from "drizzle-orm";
import type { Context, System } from "../platform/context.ts";
import { notFound } from "../platform/http/problem.ts";
import type { Gate } from "../platform/http/routes.ts";
import type { Mail } from "../platform/mail/mail.ts";
import { type AuditWriter, createAudit } from "./audit/audit.ts";
import { createGate, reaches } from "./gate.ts";
import { createKeyRing } from "./keys/keys.ts";
import { Attempts, type Authentication, createAuthentication } from "./users/users.ts";
import { workspaces } from "./workspaces/workspaces.tables.ts";

export interface WriteKey {
  workspace: { id: string; name: string; timezone: string };
  /** Id of the key: where events came from. */
  source: string;
  sourceName: string;
}

export interface AccessControl {
  gate: Gate;
  audit: AuditWriter;
  authentication: Authentication;
  attempts: Attempts;
  mail: Mail;
  /** The write key behind a secret, remembered for 5 s; null for anything else, `api` keys included. */
  writeKey(secret: string): Promise<WriteKey | null>;
  /** Work of the system itself inside a workspace; may do everything there. @throws 404 */
  systemContext(workspaceId: string): Promise<Context>;
  /** Drops remembered keys: after one was revoked or its workspace changed. */
  forgetKeys(): void;
}

export interface AccessOptions {
  system: System;
  /** Signs sessions; at least 32 characters. */
  secret: string;
  /** The address people use; asked for on each request because the port may be known only after listening. */
  publicUrl: () => string;
  /** Carries invitations and links that let users in. */
  mail: Mail;
}

export function createAccess({ system, secret, publicUrl, mail }: AccessOptions): AccessControl {
  const authentication = createAuthentication({ system, secret, publicUrl });
  const keyRing = createKeyRing(system);
  const audit = createAudit(system);
  return {
    audit,
    gate: createGate(system, authentication, keyRing),
    authentication,
    attempts: new Attempts(system.now),
    mail,
    async writeKey(presented) {
      const key = await keyRing.recognise(presented);
      return key?.kind === "write" ? { workspace: key.workspace, source: key.id, sourceName: key.name } : null;
    },
    async systemContext(workspaceId) {
      const [row] = await system.db
        .select({ id: workspaces.id, name: workspaces.name, timezone: workspaces.timezone, home: workspaces.home })
        .from(workspaces)
        .where(eq(workspaces.id, workspaceId));
      if (!row) throw notFound("There is no workspace with this id.");
      const { home, ...workspace } = row;
      const actor = { kind: "system", id: "system", name: "Throughline" } as const;
      const trail = audit.ofSystem(workspaceId);
      return { ...system, workspace, actor, trail, can: (permission) => reaches(permission, home) };
    },
    forgetKeys: () => keyRing.forget(),
  };
}
