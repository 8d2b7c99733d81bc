import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { afterAll, describe, expect, it } from "vitest";
import { packageRoot } from "../config.ts";
import { events } from "../log/events/events.ts";
import { openAnalytics, wholeOf } from "../platform/analytics/analytics.ts";
import { sql } from "../platform/analytics/sql.ts";

const KILLS = 6;
const SENDERS = 12;
const program = join(packageRoot, "bin", "throughline.js");
const data = mkdtempSync(join(tmpdir(), "throughline-crash-"));
const children: ChildProcess[] = [];

afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(data, { recursive: true, force: true });
});

interface Keys {
  workspace: string;
  writeKey: string;
}

function initialise(): Keys {
  const args = ["--email", "owner@example.com", "--password", "correct horse battery", "--workspace", "Shop", "--json"];
  const printed = execFileSync(process.execPath, [program, "init", "--data", data, ...args], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  return JSON.parse(printed.toString()) as Keys;
}

function run(): { child: ChildProcess; said: Readable; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [program, "serve", "--data", data, "--port", "0", "--json"], {
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, LOG_LEVEL: "error" },
  });
  children.push(child);
  const ended = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));
  return { child, said: child.stdout, ended };
}

/** The real program on the data folder; resolves when it answers. */
async function start(): Promise<{ url: string; child: ChildProcess; ended: Promise<number | null> }> {
  const { child, said, ended } = run();
  for await (const line of createInterface({ input: said })) {
    const { url } = JSON.parse(line) as { url: string };
    return { url, child, ended };
  }
  throw new Error(`the server ended with ${await ended} before it answered`);
}

interface Bundle {
  ids: string[];
  messages: object[];
}

let made = 0;
let bundles = 0;
/** Now one message, now some, now more than are acknowledged before they are stored; some without a time of their own, and feedback. Sent again, they are the same to the letter. */
function bundle(): Bundle {
  bundles += 1;
  const size = bundles % 50 === 0 ? 300 : bundles % 3 === 0 ? 40 : 1;
  const messages = Array.from({ length: size }, () => {
    made += 1;
    const messageId = `m-${made}`;
    const userId = `u-${made % 50}`;
    if (made % 11 === 0) {
      const answer = { submission_id: messageId, field_type: "csat", value_number: 4 };
      return { type: "track", event: "Feedback Received", messageId, userId, properties: answer };
    }
    const timestamp = made % 5 === 0 ? undefined : new Date().toISOString();
    return { type: "track", event: "Paid", messageId, userId, timestamp, properties: { number: made } };
  });
  return { messages, ids: messages.map((message) => message.messageId) };
}

async function send(url: string, writeKey: string, { messages }: Bundle): Promise<boolean> {
  try {
    const [only] = messages;
    const single = messages.length === 1;
    const answer = await fetch(`${url}/v1/${single ? "track" : "batch"}`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}` },
      body: JSON.stringify(single ? only : { batch: messages }),
    });
    await answer.text();
    return answer.status === 200;
  } catch {
    return false;
  }
}

const pause = (ms: number) => new Promise((next) => setTimeout(next, ms));

describe("a server killed under load, again and again", () => {
  it("has everything it acknowledged, once", { timeout: 300_000 }, async () => {
    const { workspace, writeKey } = initialise();
    const acknowledged = new Set<string>();
    const taken: Bundle[] = [];
    let pending: Bundle[] = [];

    for (let kill = 0; kill < KILLS; kill += 1) {
      const { url, child, ended } = await start();
      let alive = true;
      void ended.then(() => {
        alive = false;
      });
      const sender = async () => {
        while (alive) {
          // Now and then also what was acknowledged before: a client that missed the answer.
          const again = taken.length > 0 && Math.random() < 0.2;
          const one = (again ? taken[Math.floor(Math.random() * taken.length)] : pending.shift()) ?? bundle();
          if (await send(url, writeKey, one)) {
            for (const id of one.ids) acknowledged.add(id);
            taken.push(one);
          } else if (!again) pending.push(one);
        }
      };
      const senders = Array.from({ length: SENDERS }, sender);
      // Mostly in full flow, sometimes before anything could be answered.
      const before = acknowledged.size;
      while (kill % 4 !== 3 && acknowledged.size < before + 50 && alive) await pause(10);
      await pause(Math.random() * 500);
      child.kill("SIGKILL");
      await Promise.all([...senders, ended]);
      // Now and then also the next, while it finds out what this one has left.
      if (kill % 4 === 1) {
        const next = run();
        await pause(300 + Math.random() * 1500);
        next.child.kill("SIGKILL");
        await next.ended;
      }
    }

    const last = await start();
    expect(pending.length).toBeGreaterThan(0);
    for (const one of pending) expect(await send(last.url, writeKey, one)).toBe(true);
    for (const one of pending) for (const id of one.ids) acknowledged.add(id);
    pending = [];
    last.child.kill("SIGTERM");
    expect(await last.ended).toBe(0);
    expect(readdirSync(join(data, "pending"))).toEqual([]);

    const analytics = await openAnalytics({
      folder: join(data, "events"),
      queryMemoryBytes: 1e9,
      querySeconds: 30,
      tenantTables: { events: "unit" },
    });
    const rows = await analytics.ask<{ message_id: string }>(sql`select message_id from ${events}`, {
      tenant: wholeOf(workspace),
    });
    await analytics.close();
    const ids = rows.map((row) => row.message_id);
    expect(acknowledged.size).toBeGreaterThan(KILLS * 40);
    expect([...acknowledged].filter((id) => !ids.includes(id))).toEqual([]);
    expect(ids.length - new Set(ids).size).toBe(0);
    expect(ids.length).toBe(acknowledged.size);
  });
});
