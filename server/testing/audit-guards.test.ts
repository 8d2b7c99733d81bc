import { eq, getTableName, is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../../contracts/api.ts";
import { auditsOf, type Endpoint } from "../../contracts/endpoint.ts";
import { audited } from "../../contracts/words/audited.ts";
import { type Permission, roleCan } from "../../contracts/words/permissions.ts";
import { auditLog, auditSubjects } from "../access/audit/audit.tables.ts";
import { mailSettled } from "../platform/mail/mail.examples.ts";
import * as schema from "../schema.ts";
import { PASSWORD, startTestApp, type TestApp } from "./app.ts";
import { type AuditedExamples, type Call, zelda } from "./examples.ts";
import { auditedCalls } from "./nouns.ts";

// Every endpoint of the contract, whatever is added to it later.
const endpoints: [string, Endpoint][] = Object.entries(api);
const leaving = (what: "change" | "read") => endpoints.filter(([, each]) => auditsOf(each) === what);

let t: TestApp;
let calls: AuditedExamples;
let ownerId: string;
beforeAll(async () => {
  t = await startTestApp({ own: true });
  calls = await auditedCalls(t);
  ownerId = (await t.owner.request("GET /api/v1/me", {})).id;
});
afterAll(() => t.close());

async function callOf(name: string): Promise<Call> {
  const call = calls[name as keyof typeof api];
  if (!call) throw new Error(`no call of ${name}: it belongs into its examples`);
  const made = await call();
  // What it took to make it may have written messages, which are marked in the background.
  await mailSettled(t);
  return made;
}

const send = ({ as, options }: Call) => as.inject(options);
const rows = () => t.system.db.select().from(auditLog);

/** Nothing can be written into the audit log meanwhile. */
async function withoutAudit<T>(work: () => Promise<T>): Promise<T> {
  const { db } = t.system;
  await db.execute(sql`alter table audit_log add constraint closed check (what = '') not valid`);
  try {
    return await work();
  } finally {
    await db.execute(sql`alter table audit_log drop constraint closed`);
  }
}

/** What all records hold but the log itself and what the program writes each minute, in short. */
async function snapshot(): Promise<unknown> {
  await t.settled();
  const names = Object.values(schema).flatMap((table) => (is(table, PgTable) ? getTableName(table) : []));
  const parts = names
    .filter((name) => !/^(audit_log|program_life|metric_versions)/.test(name))
    .map((name) => `select '${name}' as name, md5(string_agg(r::text, '|' order by r::text)) as hash from "${name}" r`);
  const { rows: hashes } = (await t.system.db.execute(sql.raw(parts.join(" union all ")))) as unknown as {
    rows: unknown;
  };
  return hashes;
}

describe("every change leaves one row, and is not made without it", () => {
  // Once in the life of a system, before this file begins; its row is looked for below.
  const changing = leaving("change").filter(([name]) => name !== "completeSetup");
  test.each(changing)("%s", async (name, endpoint) => {
    const call = await callOf(name);
    const before = await snapshot();
    const refused = await withoutAudit(() => send(call));
    expect(refused.statusCode, refused.body).toBe(500);
    expect(refused.headers["set-cookie"]).toBeUndefined();
    expect(await snapshot()).toEqual(before);

    const already = new Set((await rows()).map(({ id }) => id));
    const answer = await send(call);
    expect(answer.statusCode, answer.body).toBe(endpoint.status);
    const written = (await rows()).filter(({ id }) => !already.has(id));
    expect(written).toHaveLength(1);
    const [row] = written;
    expect(row).toMatchObject({
      ...{
        id: answer.headers["x-request-id"],
        what: name,
        outcome: "done",
        address: "127.0.0.0/24",
        actorKind: name === "usePrivacyPage" ? "customer" : "user",
      },
      ...(call.as === t.owner ? { actorId: ownerId } : {}),
    });
    const about = await t.system.db
      .select()
      .from(auditSubjects)
      .where(eq(auditSubjects.entry, row?.id ?? ""));
    expect(about.length).toBeGreaterThan(0);
    for (const each of about) expect(each).toMatchObject({ workspace: row?.workspace, at: row?.at });
  });

  test("completeSetup", async () => {
    const written = (await rows()).filter(({ what }) => what === "completeSetup");
    expect(written).toEqual([expect.objectContaining({ workspace: t.workspace.id, actorId: ownerId })]);
  });
});

describe("every read of personal data and every export leaves one row, and gives nothing without it", () => {
  test.each(leaving("read"))("%s", async (name, endpoint) => {
    const call = await callOf(name);
    const refused = await withoutAudit(() => send(call));
    expect([refused.statusCode, refused.json().code]).toEqual([500, "internal_error"]);
    const already = new Set((await rows()).map(({ id }) => id));
    const answer = await send(call);
    expect(answer.statusCode, answer.body).toBe(endpoint.status);
    const written = (await rows()).filter(({ id }) => !already.has(id));
    expect(written).toEqual([
      expect.objectContaining({
        ...{ id: answer.headers["x-request-id"], workspace: t.workspace.id, what: name, outcome: "done" },
        ...(call.as === t.owner ? { actorId: ownerId } : { actorKind: "customer" }),
      }),
    ]);
  });

  test("is said of whatever takes the right to see people, and of every file", () => {
    const personal: readonly string[] = ["contacts:read", "events:read", "imports:read"];
    // Pictures that the workspace shows of itself, on every page, and how the program keeps up say nothing of a customer; numbers
    // in lines are no file. What a customer sends from their page is a change.
    const named = ["listImports", "getFile", "answerQueries", "getSystemMetrics", "usePrivacyPage"];
    for (const [name, each] of endpoints)
      if ((personal.includes(each.access) || each.produces) && !named.includes(name))
        expect(auditsOf(each), name).toBe("read");
  });
});

test("every entry there can be has words", () => {
  const leave = endpoints.filter(([, each]) => auditsOf(each) !== "nothing").map(([name]) => name);
  expect([...audited].sort()).toEqual([...leave, "system"].sort());
});

describe("whoever is refused leaves a row", () => {
  const closed = endpoints.filter(
    ([, { access }]) => access !== "public" && access !== "signedIn" && !roleCan("viewer", access as Permission),
  );
  test("once in ten minutes", async () => {
    const viewer = await t.member("viewer");
    const { id } = await viewer.request("GET /api/v1/me", {});
    for (const [, { method, path }] of [...closed, ...closed])
      expect((await viewer.inject({ method, url: path.replaceAll(/:\w+/g, "x") })).statusCode).toBe(403);
    const refused = (await rows()).filter((row) => row.actorId === id && row.outcome === "refused");
    expect(refused.map(({ what }) => what).sort()).toEqual(closed.map(([name]) => name).sort());
    expect(new Set(refused.map(({ workspace }) => workspace))).toEqual(new Set([t.workspace.id]));
  });
});

test("nothing in the log is a secret or names a customer", async () => {
  const secrets = [PASSWORD, "my new password 1", "guest.of@example.com", "tl_api_", "tl_write_"];
  const { db } = t.system;
  const text = JSON.stringify([await rows(), await db.select().from(auditSubjects)]);
  for (const secret of [...secrets, ...Object.values(zelda)]) expect(text).not.toContain(secret);
});
