import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { writeEntry } from "../access/audit/write-entry.ts";
import { sql as events, typed } from "../platform/analytics/sql.ts";
import { plain } from "../platform/files/pictures/pictures.fixture.ts";
import { mailSettled } from "../platform/mail/mail.examples.ts";
import { send } from "../platform/outbox/outbox.ts";
import type { Caller, TestApp } from "./app.ts";
import { feedback, track } from "./messages.ts";

/** Somebody nobody else is like, in everything that tells her. */
export const zora = {
  name: "Zora Quillfeather",
  email: "zora.quillfeather@example.org",
  phone: "+49 170 5550123",
  userId: "zq-778812",
  visitorId: "anon-zq-991122",
  earlierId: "zq-earlier-4431",
  sentence: "The velvet lamp in your waiting room hums at midnight and nobody minds",
};

/** What is looked for, in lower case. */
export const traces = ["quillfeather", "5550123", "zq-778812", "zq-991122", "zq-earlier-4431", "velvet lamp"];

export interface Planted {
  owner: Caller;
  workspace: string;
  writeKey: string;
  /** Ids of her contacts, and of somebody who was taken for her for a while. */
  ids: { her: string; merged: string; bystander: string };
}

/** Puts her into everything there is. */
export async function plant(t: TestApp): Promise<Planted> {
  const { workspace, owner, writeKey } = await t.freshWorkspace();
  const instant = (minutes: number) => new Date(t.clock.now().getTime() - minutes * 60_000).toISOString();
  await t.track(writeKey, [
    {
      type: "page",
      anonymousId: zora.visitorId,
      messageId: `page of ${zora.userId}`,
      timestamp: instant(90),
      name: "Home",
    },
    {
      ...{
        type: "identify",
        userId: zora.userId,
        anonymousId: zora.visitorId,
        messageId: "zora",
        timestamp: instant(80),
      },
      traits: { name: zora.name, email: zora.email, phone: zora.phone, plan: "pro" },
    },
    {
      type: "identify",
      userId: zora.earlierId,
      messageId: "earlier",
      timestamp: instant(79),
      traits: { name: zora.name },
    },
    { type: "group", userId: zora.userId, groupId: "acme", messageId: "group", timestamp: instant(78) },
    track(zora.userId, "Order Completed", instant(70), { total: 12, email: zora.email, note: `for ${zora.name}` }),
    feedback(zora.userId, "nps", 9, instant(60), { value_text: zora.sentence }),
    track(zora.userId, "Feedback Received", instant(59), {
      ...{ source_type: "survey", source_id: "s", submission_id: "w", field_id: "why", field_type: "text" },
      value_text: zora.sentence,
    }),
    track("bystander", "Order Completed", instant(50), { total: 7 }),
    feedback("bystander", "nps", 4, instant(49)),
  ]);
  const { items } = await owner.request("GET /api/v1/contacts", {});
  const idOf = (name: string) => items.find((each) => each.name === name)?.id ?? "";
  const all = items.filter((each) => each.name === zora.name).map((each) => each.id);
  const her = items.find((each) => each.email === zora.email)?.id ?? "";
  const merged = all.find((id) => id !== her) ?? "";
  const bystander = idOf("bystander");
  const merge = (other: string) =>
    owner.inject({
      ...{ method: "POST", url: `/api/v1/contacts/${her}/merge` },
      headers: { "idempotency-key": `merge-${other}` },
      payload: { merged: other, reason: `${zora.name} again` },
    });
  await merge(merged);
  const wrong = (await merge(bystander)).json<{ id: string }>();
  await owner.request("DELETE /api/v1/merges/:id", { params: { id: wrong.id } });
  await t.settled();

  const named = `Told by ${zora.name} (${zora.email}, ${zora.phone})`;
  const segment = await owner.request("POST /api/v1/segments", {
    body: {
      name: `Like ${zora.name}`,
      description: named,
      condition: {
        any: [{ field: "traits.email", op: "eq", value: zora.email }, { did: { event: "Order Completed" } }],
      },
    },
  });
  await owner.request("POST /api/v1/people/segment", {
    body: {
      name: "Chosen",
      of: { funnel: { query: { steps: [step("Order Completed"), step("Nothing")], period }, step: 0 } },
    },
  });
  const quotes = await owner.request("GET /api/v1/segments/:id/quotes", { params: { id: segment.id } });
  const source = quotes.items.find((each) => each.text === zora.sentence)?.source.event ?? "";
  await owner.request("POST /api/v1/personas", {
    body: {
      ...{ name: `A second ${zora.name}`, segment: segment.id, goals: [named] },
      quotes: [
        { text: zora.sentence, source: { event: source } },
        { text: zora.sentence, source: null },
      ],
    },
  });
  await owner.request("POST /api/v1/journeys", {
    body: {
      name: "Visit",
      description: named,
      phases: [{ id: "p", name: "Before", steps: [{ id: "s", name: "Arrive" }] }],
      lanes: [{ id: "q", kind: "quotes" }],
      cells: [{ step: "s", lane: "q", text: `"${zora.sentence}", ${zora.name}` }],
    },
  });
  await owner.request("POST /api/v1/annotations", {
    body: { name: named, description: zora.sentence, happenedAt: instant(30) },
  });
  await owner.request("POST /api/v1/touchpoints", {
    body: { name: named, rule: { field: "user_id", op: "in", value: [zora.userId, "another"] } },
  });
  await owner.request("POST /api/v1/saved-queries", {
    body: {
      name: `Orders of ${zora.userId}`,
      query: { metrics: [{ metric: "nps" }], filter: { field: "user_id", op: "eq", value: zora.userId } },
    },
  });
  const { tiles } = await owner.request("GET /api/v1/overview", {});
  await owner.request("PUT /api/v1/overview", {
    body: { tiles: tiles.map((tile, index) => (index === 0 ? { ...tile, title: named.slice(0, 80) } : tile)) },
  });
  await upload(owner, "waiting.csv");
  const failed = await upload(owner, "started.csv");
  await owner.request("POST /api/v1/imports/:id/start", {
    params: { id: failed },
    body: {
      mapping: {
        contact: { column: "user", kind: "userId" },
        event: { value: "Visited" },
        time: { column: "time", format: "iso" },
      },
      dryRun: true,
    },
  });
  await owner.inject({
    ...{ method: "POST", url: `/api/v1/files?purpose=persona_picture&name=${zora.userId}.png` },
    headers: { "content-type": "application/octet-stream" },
    payload: plain["image/png"],
  });
  for (const to of [zora.email, "staff@example.org"])
    await t.system.db.transaction((db) =>
      t.system.mail.enqueue(db, {
        ...{ workspace: workspace.id, kind: "report", to: { address: to, name: zora.name } },
        ...{ subject: `About ${zora.name}`, text: `${named}\n${zora.sentence}` },
      }),
    );
  await mailSettled(t);
  await t.system.db.transaction(async (db) => {
    const key = { workspace: workspace.id, topic: "example" };
    await send(db, { ...key, thing: her, payload: { about: her } }, t.clock.now());
    await send(db, { ...key, thing: "other", payload: { note: named, people: [her, bystander] } }, t.clock.now());
  });
  await writeEntry(
    t.system.db,
    {
      ...{ workspace: workspace.id, id: "planted", at: t.clock.now(), actorKind: "user", actorId: "u", actorName: "" },
      ...{ what: "updateSegment", outcome: "done", address: "" },
    },
    { kind: "segment", id: segment.id, name: named, place: 0, fields: { name: { before: named, after: "x" } } },
  );
  const { url } = await owner.request("POST /api/v1/contacts/:id/privacy-links", { params: { id: her }, body: {} });
  const path = new URL(url).pathname;
  const { body } = await t.app.inject({ method: "GET", url: path });
  await t.app.inject({
    ...{ method: "POST", url: path },
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams({
      ...{ proof: /name="proof" value="([\w-]+)"/.exec(body)?.[1] ?? "", act: "correct" },
      name: `${zora.name} of old`,
    }).toString(),
  });
  await owner.request("GET /api/v1/contacts/:id", { params: { id: her } });
  await waitFor(async () => {
    const { items: imports } = await owner.request("GET /api/v1/imports", {});
    return imports.every(({ status }) => !["queued", "running"].includes(status));
  });
  await t.settled();
  return { owner, workspace: workspace.id, writeKey, ids: { her, merged, bystander } };
}

const period = { from: "2026-06-01", to: "2026-06-18" };
const step = (value: string) => ({ condition: { field: "event", op: "eq" as const, value } });

async function upload(owner: Caller, name: string): Promise<string> {
  const answer = await owner.inject({
    ...{ method: "POST", url: `/api/v1/imports?name=${name}` },
    headers: { "content-type": "application/octet-stream" },
    payload: `user,email,time,note\n${zora.userId},${zora.email},2026-06-10T10:00:00Z,${zora.sentence}\nother,o@example.org,never,${zora.name}\n`,
  });
  return answer.json<{ id: string }>().id;
}

export async function waitFor(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((done) => setTimeout(done, 20));
}

/** Waits until a request to erase is over. */
export async function erased(owner: Caller, id: string) {
  await waitFor(async () => {
    const { status } = await owner.request("GET /api/v1/erasures/:id", { params: { id } });
    return status === "done";
  });
  return owner.request("GET /api/v1/erasures/:id", { params: { id } });
}

/** Where any of some texts stands: tables of both stores by name and column, files by path. */
export async function findEverywhere(t: TestApp, texts: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  const look = (where: string, text: string) => {
    const folded = text.toLowerCase();
    for (const each of texts) if (folded.includes(each)) found.add(`${where}: ${each}`);
  };
  const { rows: tables } = (await t.system.db.execute(
    sql`select table_schema as schema, table_name as name from information_schema.tables
        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )) as unknown as { rows: { schema: string; name: string }[] };
  for (const { schema, name } of tables) {
    const { rows } = (await t.system.db.execute(
      sql`select to_json(t) as row from ${sql.identifier(schema)}.${sql.identifier(name)} t`,
    )) as unknown as { rows: { row: Record<string, unknown> }[] };
    for (const { row } of rows)
      for (const [column, value] of Object.entries(row)) look(`${schema}.${name}.${column}`, JSON.stringify(value));
  }
  const { analytics } = t.system;
  const kept = await analytics.ask<{ name: string }>(
    events`select name from system.tables where database = ${analytics.database} and engine like '%MergeTree'`,
    { tenant: null },
  );
  for (const { name } of kept) {
    const rows = await analytics.ask(events`select * from ${typed.name(name)}`, { tenant: null, sees: "everything" });
    for (const row of rows) for (const [column, value] of Object.entries(row)) look(`${name}.${column}`, String(value));
  }
  return [...found].sort();
}

/** In the bytes of which files of the data folder any of some texts stands. */
export async function findInFiles(folder: string, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = (await readFile(path).catch(() => Buffer.alloc(0))).toString("latin1").toLowerCase();
    for (const text of texts) if (bytes.includes(text)) found.push(`${path.slice(folder.length + 1)}: ${text}`);
  }
  return found.sort();
}
