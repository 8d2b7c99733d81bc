import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdtempSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { sql as records } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createClient } from "../../../contracts/client.ts";
import { createApp } from "../../app.ts";
import { journalHead } from "../../collect/ingest/ingest.ts";
import { type Config, readConfig } from "../../config.ts";
import { encodeEvent } from "../../log/events/events.ts";
import { openSystem, pendingFolder } from "../../open-system.ts";
import { Journal } from "../../platform/journal/journal.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { eventRow } from "../../testing/event-log.ts";
import { bringIn } from "../../testing/import-file.ts";
import { feedback, track } from "../../testing/messages.ts";
import { freshStores } from "../../testing/stores.ts";
import { checkBackup, restoreBackup } from "./backup.ts";
import { PART_BYTES, readEvents } from "./read-events.ts";
import { BYTES_A_FETCH, readTable } from "./read-records.ts";
import { readTar, tarEnd, tarEntry } from "./tar.ts";
import { writeBackup } from "./write-backup.ts";

const ORIGIN = "http://throughline.test";
const NOW = "2026-06-17T12:00:00.000Z";
const folder = mkdtempSync(join(tmpdir(), "throughline-backup-test-"));
const file = join(folder, "throughline.tar");

let t: TestApp;
let key: Caller & { secret: string };
let journey: string;
let imported: string;
let before: unknown;

beforeAll(async () => {
  t = await startTestApp({ own: true, now: NOW });
  const { secret } = await t.key("write");
  key = await t.key("api");
  const day = (number: number) => `2026-06-${String(number).padStart(2, "0")}T10:00:00.000Z`;
  const messages: object[] = [];
  for (let person = 1; person <= 40; person += 1) {
    const visitor = { anonymousId: `visitor-${person}` };
    messages.push({ type: "track", messageId: `seen-${person}`, event: "Seen", timestamp: day(1), ...visitor });
    messages.push({ type: "identify", messageId: `is-${person}`, userId: `u${person}`, timestamp: day(2), ...visitor });
    messages.push(track(`u${person}`, "Bought", day(3), { text: 'quote " newline \n and \u2028 é 漢' }));
    messages.push(feedback(`u${person}`, "nps", person % 11, day(4)));
  }
  await t.track(secret, messages);
  // Sent again, and not folded yet: it must come back once.
  await t.track(secret, messages.slice(0, 20));
  const rule = (event: string) => ({ field: "event", op: "eq" as const, value: event });
  const ids: string[] = [];
  for (const name of ["Seen", "Bought"])
    ids.push((await t.owner.request("POST /api/v1/touchpoints", { body: { name, rule: rule(name) } })).id);
  const steps = ids.map((touchpointId, index) => ({ id: `s${index}`, name: `Step ${index}`, touchpointId }));
  // PostgreSQL keeps a NUL and half a character in such a column and refuses to read them back.
  await t.owner.request("POST /api/v1/journeys", {
    body: { name: "Odd", description: "nul \u0000, half \ud800, \\\u0000 😀" },
  });
  const body = { name: "Buying", phases: [{ id: "p", name: "All", steps }] };
  journey = (await t.owner.request("POST /api/v1/journeys", { body })).id;
  await t.owner.request("PUT /api/v1/overview", { body: { tiles: [] } });
  const rows = "user,event,time\nu1,Bought,2026-06-05T10:00:00Z\nnew,Bought,2026-06-05T11:00:00Z\n";
  const who = { column: "user", kind: "userId" } as const;
  const mapping = { contact: who, event: { column: "event" }, time: { column: "time", format: "iso" } } as const;
  imported = (await bringIn(t.owner, "orders.csv", rows, mapping)).id;
  await t.settled();
  before = await answersOf(t.owner);
});

afterAll(() => {
  for (const remove of removing) remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Everything a person would look at, without the moment at which it was asked. */
async function answersOf({ request }: Pick<Caller, "request">): Promise<unknown> {
  const period = { from: "2026-06-01", to: "2026-06-10" };
  const { metrics } = await request("POST /api/v1/query", {
    body: { metrics: [{ metric: "nps" }, { metric: "people" }, { metric: "volume" }], breakdowns: ["event"], period },
  });
  const { steps } = await request("POST /api/v1/journeys/:id/numbers", { params: { id: journey }, body: { period } });
  const contacts = await request("GET /api/v1/contacts", { query: { limit: 200 } });
  return {
    metrics,
    steps,
    contacts: contacts.items,
    journey: await request("GET /api/v1/journeys/:id", { params: { id: journey } }),
    touchpoints: (await request("GET /api/v1/touchpoints", {})).items,
    overview: await request("GET /api/v1/overview", {}),
    import: await request("GET /api/v1/imports/:id/take-back", { params: { id: imported } }),
    me: await request("GET /api/v1/me", {}),
  };
}

interface Entry {
  name: string;
  content: Buffer;
}

async function entriesOf(tape: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of readTar(createReadStream(tape))) entries.push(entry);
  return entries;
}

function tapeOf(entries: readonly Entry[]): Buffer {
  return Buffer.concat([...entries.map((entry) => tarEntry(entry, new Date(0))), tarEnd]);
}

const removing: (() => void)[] = [];

async function target(): Promise<Config> {
  const { data, environment, remove } = await freshStores();
  removing.push(remove);
  return readConfig({ data, logLevel: "silent" }, { PUBLIC_URL: ORIGIN, ...environment });
}

/** What a restored system answers to the session and the key of the system that was backed up. */
async function restoredAnswers(config: Config): Promise<unknown> {
  const system = await openSystem(config, { now: () => new Date(NOW) });
  const app = await createApp(system);
  try {
    const request = createClient({
      baseUrl: "",
      headers: () => t.owner.headers,
      fetch: async (input, init) => {
        const { method, headers, body } = init ?? {};
        const asked = { method: method as "GET", headers: headers as Record<string, string>, payload: body as string };
        const answer = await app.inject({ url: String(input), ...asked });
        return new Response(answer.body, { status: answer.statusCode });
      },
    });
    const { headers } = key;
    expect((await app.inject({ url: "/api/v1/workspace", headers })).json()).toMatchObject({ id: t.workspace.id });
    return await answersOf({ request });
  } finally {
    await app.close();
    await system.close();
  }
}

describe("a backup", () => {
  let config: Config;

  it("is taken from the running system by who may", async () => {
    const write = await t.key("write");
    expect((await write.inject({ method: "POST", url: "/api/v1/backup" })).statusCode).toBe(403);
    const [one, two] = await Promise.all([
      key.inject({ method: "POST", url: "/api/v1/backup" }),
      key.inject({ method: "POST", url: "/api/v1/backup" }),
    ]);
    expect([one.statusCode, two.statusCode].sort()).toEqual([200, 409]);
    const taken = one.statusCode === 200 ? one : two;
    expect(taken.headers["content-type"]).toBe("application/x-tar");
    writeFileSync(file, taken.rawPayload);
    const { manifest, contents } = await checkBackup(file);
    expect(manifest).toMatchObject({ format: 1, name: "First", createdAt: NOW });
    expect(contents.events).toBe(162);
    expect((await key.inject({ method: "POST", url: "/api/v1/backup" })).statusCode).toBe(200);
  });

  it("does not keep out the next when its caller leaves early", async () => {
    const url = new URL("/api/v1/backup", await t.app.listen({ port: 0, host: "127.0.0.1" }));
    const leave = async (when: "at the first byte" | number) => {
      const asked = httpRequest(url, { method: "POST", headers: key.headers, agent: false });
      asked.on("error", () => undefined);
      asked.end();
      if (when === "at the first byte") await once((await once(asked, "response"))[0], "data");
      else await wait(when);
      asked.destroy();
    };
    for (const when of ["at the first byte", 0, 2, 5, 10, 20] as const) {
      await leave(when);
      for (;;) {
        const next = await key.inject({ method: "POST", url: "/api/v1/backup" });
        if (next.statusCode === 200) break;
        expect([next.statusCode, next.json().code]).toEqual([409, "backup_running"]);
        await wait(10);
      }
    }
  }, 120_000);

  it("holds only so much of a table at a time, however large its rows are", async () => {
    const seen: number[] = [];
    await t.system.db.transaction(async (tx) => {
      await tx.execute(records`create temp table mixed on commit drop as
        select n, repeat('é', case when n = 4999 then 2500000 when n % 400 = 7 then 1500000 else 10 end) as text
        from generate_series(1, 5000) as n`);
      for await (const lines of readTable(tx, { name: "mixed", columns: ["n", "text"] })) {
        const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
        expect(bytes <= BYTES_A_FETCH || lines.length === 1, `${bytes} bytes in ${lines.length} rows`).toBe(true);
        seen.push(...lines.map((line) => JSON.parse(line).n as number));
      }
    });
    expect(seen).toEqual(Array.from({ length: 5000 }, (_, index) => index + 1));
  });

  it("holds only so many events at a time, however large those behind many small ones are", async () => {
    const { writeKey, workspace } = await t.freshWorkspace();
    const small = Array.from({ length: 1500 }, (_, n) => track(`s${n}`, "A Small One", NOW));
    await t.track(writeKey, small);
    const text = "x".repeat(20_000);
    const large = Array.from({ length: 700 }, (_, n) => track(`l${n}`, "Large", NOW, { text }));
    await t.track(writeKey, large);
    let found = 0;
    for await (const { rows } of readEvents(t.system.analytics)) {
      const bytes = rows.reduce((sum, row) => sum + row.properties.length + row.context.length, 0);
      expect(bytes <= PART_BYTES || rows.length === 1, `${bytes} bytes in ${rows.length} rows`).toBe(true);
      found += rows.filter((row) => row.workspace === workspace.id).length;
    }
    expect(found).toBe(2200);
  });

  it("is refused when it is not whole, before anything is touched", async () => {
    const broken = join(folder, "broken.tar");
    const nowhere = { file: broken, config: { ...(await target()), data: "/nonexistent/never made" } };
    for (const bytes of [0, 300, 2000, statSync(file).size - 2048]) {
      copyFileSync(file, broken);
      truncateSync(broken, bytes);
      await expect(restoreBackup(nowhere)).rejects.toThrow(/not complete|not a backup/);
    }
    // In what a file holds, and not in the blanks that a tape fills up with.
    const entries = await entriesOf(file);
    const { content } = entries.reduce((most, each) => (each.content.length > most.content.length ? each : most));
    const middle = content.length >> 1;
    content[middle] = (content[middle] ?? 0) ^ 1;
    writeFileSync(broken, tapeOf(entries));
    await expect(restoreBackup(nowhere)).rejects.toThrow(/damaged/);
  });

  it("is refused when a file in it unpacks to more than memory is for", async () => {
    const crafted = join(folder, "crafted.tar");
    // Members of a gzip file unpack to one file.
    const member = gzipSync(Buffer.alloc(8 * 1024 * 1024, "\n"));
    const bomb = Buffer.concat(Array.from({ length: 75 }, () => member));
    const entries = await entriesOf(file);
    const last = entries.pop();
    const list = JSON.parse(last?.content.toString() ?? "") as { files: object[] };
    const name = "events/209901/000001.jsonl.gz";
    const sha256 = createHash("sha256").update(bomb).digest("hex");
    list.files.push({ name, rows: 1, bytes: bomb.length, sha256 });
    entries.push({ name, content: bomb }, { name: "contents.json", content: Buffer.from(JSON.stringify(list)) });
    writeFileSync(crafted, tapeOf(entries));
    await expect(checkBackup(crafted)).rejects.toThrow(/000001.*too large/);
  });

  it("gives a system with the same answers, sessions and keys", async () => {
    await t.close();
    config = await target();
    const interrupted = restoreBackup({
      file,
      config,
      onProgress: (stage) => {
        if (stage === "records") throw new Error("interrupted");
      },
    });
    await expect(interrupted).rejects.toThrow("interrupted");
    // Nobody becomes the owner of a half of it.
    await expect(openSystem(config)).rejects.toThrow(/A restore of .+ was cut off/);
    if (inject("servers")) await expect(restoreBackup({ file, config })).rejects.toThrow(/events without an owner/);
    await restoreBackup({ file, config, mayReplace: async (name) => name === "events without an owner" });
    expect(await restoredAnswers(config)).toEqual(before);
  }, 120_000);

  if (inject("servers"))
    it("moves a system from servers into a folder and from there to servers", async () => {
      const embedded = readConfig({ data: join(folder, "embedded"), logLevel: "silent" }, { PUBLIC_URL: ORIGIN });
      await restoreBackup({ file, config: embedded });
      const system = await openSystem(embedded, { now: () => new Date(NOW) });
      const moved = join(folder, "moved.tar");
      await writeFile(moved, writeBackup(system));
      await system.close();
      const servers = await target();
      await restoreBackup({ file: moved, config: servers });
      expect(await restoredAnswers(servers)).toEqual(before);
    });

  it("does not overwrite a system unless its name was said", async () => {
    await expect(restoreBackup({ file, config })).rejects.toThrow(/not empty: it holds First/);
    await expect(restoreBackup({ file, config, mayReplace: async (name) => name === "Second" })).rejects.toThrow(
      /Nothing was changed/,
    );
    // What was acknowledged to the system that is replaced does not come into the one that replaces it.
    const pending = pendingFolder(config);
    const { journal } = await Journal.open({ folder: pending, head: journalHead, onFailed: () => undefined });
    const row = eventRow(new Date(NOW), { workspace: t.workspace.id, event: "Bought", identifier_key: "1" });
    await journal.append(`nowhere ${encodeEvent(row)}`);
    await journal.close();
    const { contents } = await restoreBackup({ file, config, mayReplace: async (name) => name === "First" });
    expect(contents.events).toBe(162);
    expect(existsSync(pending)).toBe(false);
  });
});
