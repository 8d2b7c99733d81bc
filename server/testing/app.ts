import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import type { Workspace } from "../../contracts/access/access.ts";
import { type Client, createClient } from "../../contracts/client.ts";
import type { Permission, Role } from "../../contracts/words/permissions.ts";
import { createApp } from "../app.ts";
import { type ConfigOverrides, readConfig } from "../config.ts";
import { openSystem, type RunningSystem } from "../open-system.ts";
import type { ResolveTxt } from "../platform/mail/mail.ts";
import { freshStores } from "./stores.ts";

export const PASSWORD = "correct horse battery";
const ORIGIN = "http://throughline.test";
const BATCH_MESSAGES = 500;
const BATCH_BYTES = 400_000;

export interface Clock {
  now(): Date;
  set(instant: string | Date): void;
  advance(milliseconds: number): void;
}

/** A caller with a session or a key: `request` is the typed client, `inject` the raw door with its headers set. */
export interface Caller {
  request: Client;
  inject(options: InjectOptions): Promise<LightMyRequestResponse>;
  headers: Record<string, string>;
}

export interface TestApp {
  app: FastifyInstance;
  system: RunningSystem;
  clock: Clock;
  /** The owner of the first workspace. */
  owner: Caller;
  workspace: Workspace;
  anonymous: Caller;
  /** A fresh workspace of the owner, for tests that count things. */
  freshWorkspace(timezone?: string): Promise<{ workspace: Workspace; owner: Caller; writeKey: string }>;
  /** A new person with that role in the owner's workspace (or another of the owner's). */
  member(role: Role, workspaceId?: string): Promise<Caller>;
  key(kind: "write" | "api", scopes?: Permission[], workspaceId?: string): Promise<Caller & { secret: string }>;
  /** Sends tracking messages with a write key and waits until everybody has reacted to them. */
  track(writeKey: string, messages: object[]): Promise<void>;
  /** Waits until everybody has reacted to everything acknowledged. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface TestOptions {
  now?: string;
  config?: ConfigOverrides;
  /** Settings beside those of the stores. */
  environment?: Record<string, string>;
  /** Instead of DNS, which knows no records in a test. */
  resolveTxt?: ResolveTxt;
}

/**
 * The whole program on stores of its own, entered by HTTP in memory: embedded ones or, in the project `servers`, fresh
 * databases in a PostgreSQL and behind ClickHouse's HTTP interface. One at a time in a test file: chDB binds one folder
 * per process.
 */
export async function startTestApp(options: TestOptions = {}): Promise<TestApp> {
  const { data, environment, remove } = await freshStores();
  const clock = createClock(options.now ?? "2026-06-17T12:00:00.000Z");
  const config = readConfig(
    { data, logLevel: "silent", ...options.config },
    {
      ...{ PUBLIC_URL: ORIGIN, ...environment, ...options.environment },
    },
  );
  const { resolveTxt = async () => [] } = options;
  const system = await openSystem(config, { now: clock.now, resolveTxt });
  const app = await createApp(system);
  await app.ready();

  const caller = (headers: Record<string, string>): Caller => ({
    headers,
    request: createClient({ baseUrl: ORIGIN, headers: () => headers, fetch: fetchInto(app) }),
    inject: (inject) => app.inject({ ...inject, headers: { ...headers, ...inject.headers } }),
  });
  const anonymous = caller({ origin: ORIGIN });
  const signedIn = (setCookie: string | string[] | undefined, workspaceId?: string) =>
    caller({
      origin: ORIGIN,
      cookie: [setCookie ?? []]
        .flat()
        .map((each) => each.split(";")[0])
        .join("; "),
      ...(workspaceId ? { "x-workspace": workspaceId } : {}),
    });

  const setup = await anonymous.inject({
    method: "POST",
    url: "/api/v1/setup",
    payload: {
      name: "Olive Owner",
      email: "owner@example.com",
      password: PASSWORD,
      workspace: "First",
      timezone: "UTC",
    },
  });
  if (setup.statusCode !== 201) throw new Error(`setup answered ${setup.statusCode}: ${setup.body}`);
  const workspace = setup.json<{ memberships: { workspace: Workspace }[] }>().memberships[0]?.workspace;
  if (!workspace) throw new Error("setup created no workspace");
  const ownerCookie = setup.headers["set-cookie"];
  const owner = signedIn(ownerCookie, workspace.id);
  let people = 0;

  const inWorkspace = (id: string) => signedIn(ownerCookie, id);
  const self: TestApp = {
    app,
    system,
    clock,
    owner,
    workspace,
    anonymous,
    async freshWorkspace(timezone = "UTC") {
      const fresh = await owner.request("POST /api/v1/workspaces", { body: { name: "Fresh", timezone } });
      const { secret } = await self.key("write", undefined, fresh.id);
      return { workspace: fresh, owner: inWorkspace(fresh.id), writeKey: secret };
    },
    async member(role, workspaceId = workspace.id) {
      people += 1;
      const email = `${role}${people}@example.com`;
      const { link } = await inWorkspace(workspaceId).request("POST /api/v1/invitations", { body: { email, role } });
      const token = link.split("/").at(-1) ?? "";
      const accepted = await anonymous.inject({
        method: "POST",
        url: `/api/v1/invitations/by-token/${token}/accept`,
        payload: { name: `Member ${people}`, password: PASSWORD },
      });
      if (accepted.statusCode !== 200) throw new Error(`accepting answered ${accepted.statusCode}: ${accepted.body}`);
      return signedIn(accepted.headers["set-cookie"], workspaceId);
    },
    async key(kind, scopes, workspaceId = workspace.id) {
      const { secret } = await inWorkspace(workspaceId).request("POST /api/v1/keys", {
        body: { name: `${kind} key`, kind, ...(scopes ? { scopes } : {}) },
      });
      return { secret, ...caller({ authorization: `Bearer ${secret}` }) };
    },
    async track(writeKey, messages) {
      for (const batch of batchesOf(messages)) {
        const answer = await app.inject({
          method: "POST",
          url: "/v1/batch",
          headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}` },
          payload: { batch },
        });
        if (answer.statusCode !== 200) throw new Error(`tracking answered ${answer.statusCode}: ${answer.body}`);
      }
      await self.settled();
    },
    settled: () => system.reactions.idle(),
    async close() {
      await app.close();
      await system.close();
      await remove();
    },
  };
  return self;
}

/** As many messages at a time as a request takes. */
function batchesOf(messages: readonly object[]): object[][] {
  const batches: object[][] = [];
  let batch: object[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = Buffer.byteLength(JSON.stringify(message));
    if (batches.length === 0 || bytes + size > BATCH_BYTES || batch.length === BATCH_MESSAGES) {
      batch = [];
      batches.push(batch);
      bytes = 0;
    }
    batch.push(message);
    bytes += size;
  }
  return batches;
}

function createClock(start: string): Clock {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    set(instant) {
      at = new Date(instant).getTime();
    },
    advance(milliseconds) {
      at += milliseconds;
    },
  };
}

/** `fetch` that enters the app in memory. */
function fetchInto(app: FastifyInstance): typeof fetch {
  return async (input, init) => {
    const url = new URL(String(input));
    const answer = await app.inject({
      method: (init?.method ?? "GET") as "GET",
      url: `${url.pathname}${url.search}`,
      headers: init?.headers as Record<string, string>,
      ...(init?.body ? { payload: String(init.body) } : {}),
    });
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers))
      for (const each of [value ?? []].flat()) headers.append(name, String(each));
    const empty = answer.statusCode === 204;
    return new Response(empty ? null : new Uint8Array(answer.rawPayload), { status: answer.statusCode, headers });
  };
}
