import type { FastifyInstance } from "fastify";
import type { Workspace } from "../../contracts/access/access.ts";
import type { Permission } from "../../contracts/words/permissions.ts";
import { createApp } from "../app.ts";
import { type ConfigOverrides, readConfig } from "../config.ts";
import { openSystem, type RunningSystem } from "../open-system.ts";
import type { ResolveTxt } from "../platform/mail/mail.ts";
import { type Caller, callersOf, cookieOf, newAddress, ORIGIN } from "./callers.ts";
import { type Clock, createClock } from "./clock.ts";
import { freshEvents, freshStores } from "./stores.ts";

export type { Caller } from "./callers.ts";

export const PASSWORD = "correct horse battery";
const START = "2026-06-17T12:00:00.000Z";
const BATCH_MESSAGES = 500;
const BATCH_BYTES = 400_000;

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
  /**
   * A new person with that role, built in or by its id, in the owner's workspace (or another of the owner's); limited to units
   * where these are given by their ids.
   */
  member(role: string, workspaceId?: string, units?: string[] | null): Promise<Caller>;
  key(kind: "write" | "api", scopes?: Permission[], workspaceId?: string): Promise<Caller & { secret: string }>;
  /** Sends tracking messages with a write key and waits until everybody has reacted to them. */
  track(writeKey: string, messages: object[]): Promise<void>;
  /** Waits until everybody has reacted to everything acknowledged. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface TestAppOptions {
  /** What the clock says at first. */
  now?: string;
  config?: ConfigOverrides;
  /** Settings beside those of the stores. */
  environment?: Record<string, string>;
  /** Instead of DNS, which knows no records in a test. */
  resolveTxt?: ResolveTxt;
  /** A program nobody else uses: for whoever looks at all of it, moves its clock, listens on a port or writes beside it. */
  own?: boolean;
}

/** A program that somebody has set up. */
interface Running extends Pick<TestApp, "app" | "system" | "clock"> {
  /** The session of its first owner, and their workspace. */
  cookie: string;
  workspace: Workspace;
  close(): Promise<void>;
}

let shared: Promise<Running> | undefined;
let people = 0;

/**
 * The whole program, entered by HTTP in memory, with a workspace of its owner in which nothing is yet. The files of a process
 * share one program, since to start it takes longer than most of them do; it goes with the process. A clock, a configuration
 * or a system of one's own is a program of one's own. The stores are embedded ones or, in the project `servers`, fresh
 * databases in a PostgreSQL and behind ClickHouse's HTTP interface.
 */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { now = START, config, environment, resolveTxt, own = false } = options;
  if (own || config || environment || resolveTxt || now !== START) {
    const running = await start({ ...options, now });
    return enter(running, callersOf(running.app), running);
  }
  shared ??= start({ now }).then((running) => ({ ...running, clock: standing(running.clock) }));
  const running = await shared;
  const callers = callersOf(running.app, newAddress());
  const workspace = await callers.signedIn(running.cookie, running.workspace.id).request("POST /api/v1/workspaces", {
    body: { name: "First", timezone: "UTC" },
  });
  return enter(running, callers, { workspace, close: () => running.system.reactions.idle() });
}

/** Contacts follow events in the order in which they arrive, and those of a file that comes later would be before others. */
function standing({ now }: Clock): Clock {
  const refuse = () => {
    throw new Error("The clock of the shared program stands still. Ask for one's own: startTestApp({ own: true }).");
  };
  return { now, set: refuse, advance: refuse };
}

async function start({ now, ...options }: TestAppOptions & { now: string }): Promise<Running> {
  const { data, environment, remove } = await freshStores();
  const clock = createClock(now);
  const config = readConfig(
    { data, logLevel: "silent", ...options.config },
    { PUBLIC_URL: ORIGIN, ...environment, ...options.environment },
  );
  const { resolveTxt = async () => [] } = options;
  const system = await openSystem(config, { now: clock.now, resolveTxt, events: freshEvents() });
  const app = await createApp(system);
  await app.ready();
  const setup = await callersOf(app).anonymous.inject({
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
  const [membership] = setup.json<{ memberships: { workspace: Workspace }[] }>().memberships;
  if (!membership) throw new Error("setup created no workspace");
  return {
    app,
    system,
    clock,
    cookie: cookieOf(setup),
    workspace: membership.workspace,
    async close() {
      await app.close();
      await system.close();
      remove();
    },
  };
}

function enter(
  { app, system, clock, cookie }: Running,
  { anonymous, signedIn, withKey }: ReturnType<typeof callersOf>,
  { workspace, close }: Pick<Running, "workspace" | "close">,
): TestApp {
  const inWorkspace = (id: string) => signedIn(cookie, id);
  const owner = inWorkspace(workspace.id);
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
    async member(role, workspaceId = workspace.id, units = null) {
      people += 1;
      const email = `${role}${people}@example.com`;
      const body = { email, role, units };
      const { link } = await inWorkspace(workspaceId).request("POST /api/v1/invitations", { body });
      const token = link.split("/").at(-1) ?? "";
      const accepted = await anonymous.inject({
        method: "POST",
        url: `/api/v1/invitations/by-token/${token}/accept`,
        payload: { name: `Member ${people}`, password: PASSWORD },
      });
      if (accepted.statusCode !== 200) throw new Error(`accepting answered ${accepted.statusCode}: ${accepted.body}`);
      return signedIn(cookieOf(accepted), workspaceId);
    },
    async key(kind, scopes, workspaceId = workspace.id) {
      const { secret } = await inWorkspace(workspaceId).request("POST /api/v1/keys", {
        body: { name: `${kind} key`, kind, ...(scopes ? { scopes } : {}) },
      });
      return { secret, ...withKey(secret) };
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
    close,
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
