import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageRoot } from "../../config.ts";
import { type MailServer, openMailServer } from "../../testing/mail-server.ts";

const program = join(packageRoot, "bin", "throughline.js");
const data = mkdtempSync(join(tmpdir(), "throughline-mail-kill-"));
const children: ChildProcess[] = [];

let server: MailServer;
let apiKey: string;

beforeAll(async () => {
  server = await openMailServer();
  const args = ["--email", "owner@example.com", "--password", "correct horse battery", "--workspace", "Shop", "--json"];
  const printed = execFileSync(process.execPath, [program, "init", "--data", data, ...args], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  ({ apiKey } = JSON.parse(printed.toString()) as { apiKey: string });
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await server.close();
  rmSync(data, { recursive: true, force: true });
});

/** The real program with a mail server; resolves when it answers. */
async function start() {
  const child = spawn(process.execPath, [program, "serve", "--data", data, "--port", "0", "--json"], {
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, LOG_LEVEL: "error", MAIL_URL: server.url, MAIL_FROM: "Shop <hello@shop.example>" },
  });
  children.push(child);
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  for await (const line of createInterface({ input: child.stdout })) {
    const { url } = JSON.parse(line) as { url: string };
    const call = (path: string, body?: object) =>
      fetch(`${url}/api/v1/${path}`, {
        method: body ? "POST" : "GET",
        headers: { authorization: `Bearer ${apiKey}`, ...(body ? { "content-type": "application/json" } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    const kill = () => {
      child.kill("SIGKILL");
      return ended;
    };
    return { call, kill };
  }
  throw new Error("the program ended before it answered");
}

const delivered = (to: string) => server.delivered.filter((each) => each.to === to);

it("killed between the server's taking a message and its own marking it, sends it again under the same id", {
  timeout: 240_000,
}, async () => {
  const first = await start();
  const invited = await first.call("invitations", { email: "once@example.org", role: "viewer" });
  expect(invited.status).toBe(201);
  while (delivered("once@example.org").length < 1) await wait(10);
  await first.kill();

  const second = await start();
  while (delivered("once@example.org").length < 2) await wait(10);
  const [one, two] = delivered("once@example.org").map(({ mail }) => mail);
  expect(two?.messageId).toBe(one?.messageId);
  expect(two?.text).toBe(one?.text);
  const status = async () => {
    const { items } = (await (await second.call("mail?to=once@example.org")).json()) as { items: { status: string }[] };
    return items.map((item) => item.status);
  };
  while ((await status())[0] !== "sent") await wait(20);
  await second.kill();
});

it("killed again and again while it sends, sends everything that was acknowledged, each under one id", {
  timeout: 240_000,
}, async () => {
  const names: string[] = [];
  for (let kill = 0; kill < 3; kill += 1) {
    const running = await start();
    for (let n = 0; n < 15; n += 1) {
      const email = `guest${names.length}@d${n % 5}.example`;
      const answer = await running.call("invitations", { email, role: "viewer" });
      if (answer.status === 201) names.push(email);
    }
    // In the middle of sending what it just took.
    if (kill < 2) await running.kill();
  }
  while (!names.every((name) => delivered(name).length > 0)) await wait(50);
  expect(names).toHaveLength(45);
  for (const name of names) expect(new Set(delivered(name).map(({ mail }) => mail.messageId)).size).toBe(1);
});
