import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { auditLog } from "../server/access/audit/audit.tables.ts";
import { createApp } from "../server/app.ts";
import { readConfig } from "../server/config.ts";
import { openSystem } from "../server/open-system.ts";
import { type Caller, callersOf, cookieOf, ORIGIN } from "../server/testing/callers.ts";

const ROUNDS = 15;
/** Writes of each kind in a round; in all fewer than one address may send in a minute. */
const WRITES = 40;
const ENTRIES = 1_000_000;
const PAGES = 20;
const PAGE = 100;

interface AuditCost {
  /** How many times as long a write takes that is written down, as one that is not. */
  ratio: number;
  /** Milliseconds of a page of a log of a million entries, wherever it begins. */
  page: number;
}

/** What the audit log costs: of writes by HTTP in memory, by turns with it and without. */
export async function auditCost(): Promise<AuditCost> {
  const data = mkdtempSync(join(tmpdir(), "throughline-bench-"));
  const system = await openSystem(readConfig({ data, logLevel: "warn" }, { PUBLIC_URL: ORIGIN }));
  let isWritten = true;
  const { audit } = system.access;
  const open: typeof audit.open = (asked, who) => (isWritten ? audit.open(asked, who) : silent);
  const app = await createApp({ ...system, access: { ...system.access, audit: { ...audit, open } } });
  try {
    await app.ready();
    const owner = { name: "Owner", email: "bench@example.com", password: "bench bench bench" };
    const setup = await callersOf(app).anonymous.inject({
      method: "POST",
      url: "/api/v1/setup",
      payload: { ...owner, workspace: "Bench", timezone: "UTC" },
    });
    const { memberships } = setup.json<{ memberships: { workspace: { id: string } }[] }>();
    const workspace = memberships[0]?.workspace.id ?? "";
    const caller = callersOf(app).signedIn(cookieOf(setup), workspace);
    const { id } = await caller.request("POST /api/v1/touchpoints", { body: touchpoint(0) });
    const times = { written: [] as number[], silent: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1)
      for (const which of ["written", "silent"] as const) {
        isWritten = which === "written";
        times[which].push(await secondsOf(caller, id, round));
      }
    isWritten = true;
    await system.records.db.execute(sql`insert into ${auditLog}
      select ${workspace}, 'entry ' || n, timestamptz '2026-01-01' + n * interval '1 second', 'user', 'user ' || n % 500, '',
        'what ' || n % 40, 'done', '', null from generate_series(1, ${ENTRIES}) as n`);
    return { ratio: middle(times.written) / middle(times.silent), page: await millisecondsOfPage(caller) };
  } finally {
    await app.close();
    await system.close();
    rmSync(data, { recursive: true, force: true });
  }
}

const silent = {
  note: async () => undefined,
  begin: async () => undefined,
  about: () => undefined,
  answered: async () => undefined,
  failed: async () => undefined,
};

function touchpoint(n: number) {
  return { name: `Shop ${n}`, rule: { field: "event", op: "eq" as const, value: "Paid" } };
}

async function secondsOf(caller: Caller, id: string, round: number): Promise<number> {
  const began = performance.now();
  for (let n = 0; n < WRITES; n += 1)
    await caller.request("PUT /api/v1/touchpoints/:id", { params: { id }, body: touchpoint(round * WRITES + n) });
  return (performance.now() - began) / 1000;
}

async function millisecondsOfPage(caller: Caller): Promise<number> {
  const times: number[] = [];
  for (let page = 0, cursor: string | undefined; page < PAGES; page += 1) {
    const began = performance.now();
    const { nextCursor } = await caller.request("GET /api/v1/audit", { query: { limit: PAGE, cursor } });
    times.push(performance.now() - began);
    cursor = nextCursor ?? undefined;
  }
  return middle(times);
}

function middle(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[times.length >> 1] ?? 0;
}
