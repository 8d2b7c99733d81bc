import type { Context, System } from "../platform/context.ts";
import type { Gate } from "../platform/http/routes.ts";
import type { Mail } from "../platform/mail/mail.ts";
import { type AuditWriter, createAudit } from "./audit/audit.ts";
import { createGate } from "./gate.ts";
import { createKeyRing } from "./keys/keys.ts";
import { systemContext } from "./system-context.ts";
import { Attempts, type Authentication, createAuthentication } from "./users/users.ts";

export interface WriteKey {
  workspace: { id: string; name: string; timezone: string };
  /** Id of the key: where events came from. */
  source: string;
  sourceName: string;
  isTest: boolean;
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
      if (key?.kind !== "write") return null;
      return { workspace: key.workspace, source: key.id, sourceName: key.name, isTest: key.isTest };
    },
    systemContext: (workspaceId) => systemContext(system, workspaceId),
    forgetKeys: () => keyRing.forget(),
  };
}
