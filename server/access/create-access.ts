import type { FastifyRequest } from "fastify";
import type { Context, System } from "../platform/context.ts";
import type { Gate } from "../platform/http/routes.ts";
import type { Mail } from "../platform/mail/mail.ts";
import { createSeal, type Seal } from "../platform/seal.ts";
import { type AuditWriter, createAudit } from "./audit/audit.ts";
import { createGate } from "./gate.ts";
import { createKeyRing } from "./keys/keys.ts";
import { createSignInLog, type SignInLog, type SignInOutcome } from "./sign-ins/sign-ins.ts";
import { systemContext } from "./system-context.ts";
import {
  Attempts,
  type Authentication,
  callerOf,
  createAuthentication,
  PER_CALLER,
  refuseCrossSite,
} from "./users/users.ts";

export interface WriteKey {
  workspace: { id: string; name: string; timezone: string; currency: string };
  /** Id of the key: where events came from. */
  source: string;
  sourceName: string;
  isTest: boolean;
}

/** What stands before a page that is opened by a link, without a session. */
export interface LinkGuard {
  /** Runs what fails for who has no such link; who fails too often is stopped. @throws 429 */
  guess<T>(request: FastifyRequest, attempt: () => Promise<T>): Promise<T>;
  /** Counts a use. @throws 429 for more than so many in a minute */
  use(name: string, most: number): void;
  /** @throws 403 for what another site sends */
  refuseCrossSite(request: FastifyRequest): void;
}

export interface AccessControl {
  gate: Gate;
  audit: AuditWriter;
  authentication: Authentication;
  attempts: Attempts;
  linkGuard: LinkGuard;
  mail: Mail;
  signIns: SignInLog;
  /** Closes what second factors make codes with. */
  seal: Seal;
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
  /** How many days the sign-in log is kept. */
  signInDays: number;
  countSignIn?: (outcome: SignInOutcome) => void;
}

export function createAccess({
  system,
  secret,
  publicUrl,
  mail,
  signInDays,
  countSignIn = () => undefined,
}: AccessOptions): AccessControl {
  const authentication = createAuthentication({ system, secret, publicUrl });
  const keyRing = createKeyRing(system);
  const audit = createAudit(system);
  const attempts = new Attempts(system.now);
  return {
    audit,
    gate: createGate(system, authentication, keyRing),
    authentication,
    attempts,
    linkGuard: {
      guess: (request, attempt) =>
        attempts.run([{ name: `caller ${callerOf(request.ip)}`, most: PER_CALLER }], attempt),
      use: (name, most) => attempts.count([{ name, most }]),
      refuseCrossSite: (request) => refuseCrossSite(request, publicUrl(), { anonymous: true }),
    },
    mail,
    seal: createSeal(secret, "second factor"),
    signIns: createSignInLog(system, { days: signInDays, count: countSignIn }),
    async writeKey(presented) {
      const key = await keyRing.recognise(presented);
      if (key?.kind !== "write") return null;
      return { workspace: key.workspace, source: key.id, sourceName: key.name, isTest: key.isTest };
    },
    systemContext: (workspaceId) => systemContext(system, workspaceId),
    forgetKeys: () => keyRing.forget(),
  };
}
