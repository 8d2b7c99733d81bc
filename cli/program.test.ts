import { type ChildProcess, execFile, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { permissionNames } from "../contracts/words/permissions.ts";
import { packageRoot, readConfig } from "../server/config.ts";
import { serve } from "../server/main.ts";
import { track } from "../server/testing/messages.ts";
import { addAnnotation, listAnnotations, removeAnnotation } from "./annotation.ts";
import { takeBackup } from "./backup.ts";
import { importFile } from "./import.ts";
import type { Initialised } from "./init.ts";
import { createKey, listKeys, revokeKey } from "./key.ts";
import { testMail } from "./mail.ts";
import { main } from "./main.ts";
import { query } from "./query.ts";
import { listSegments, membersOfSegment, showSegment, sizeOfSegment } from "./segment.ts";

const program = join(packageRoot, "bin", "throughline.js");
const folder = mkdtempSync(join(tmpdir(), "throughline-cli-test-"));
const data = join(folder, "data");
const children: ChildProcess[] = [];

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The built program, as a person or a script starts it. */
function run(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...args], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
    children.push(child);
  });
}

/** A command in this process, whatever it does. */
async function here(...args: string[]): Promise<Ended> {
  errors.length = lines.length = 0;
  const code = await main(args);
  return { code, stdout: lines.splice(0).join("\n"), stderr: errors.splice(0).join("\n") };
}

interface Started {
  child: ChildProcess;
  ended: Promise<number | null>;
  /** The line it prints when it answers. */
  ready: Promise<string | null>;
}

/** The built program on a folder, started by itself or by npm. */
function start(data: string, by: "itself" | "npm" = "itself"): Started {
  const words = ["serve", "--data", data, "--port", "0", "--json"];
  const [command, args] =
    by === "npm"
      ? ["npm", ["exec", "-c", `node bin/throughline.js ${words.map((each) => `'${each}'`).join(" ")}`]]
      : [process.execPath, [program, ...words]];
  const child = spawn(command, args, { cwd: packageRoot, stdio: ["ignore", "pipe", "ignore"] });
  children.push(child);
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout })) return line;
    return null;
  })();
  return { child, ended, ready };
}

/** What a command prints when it runs in this process. */
async function printed(work: Promise<void>): Promise<string> {
  await work;
  return lines.splice(0).join("\n");
}
const lines: string[] = [];
const errors: string[] = [];

/** What `init` printed for the folder of a shop, in which two people have bought something; no program runs on it. */
let made: Initialised;

beforeAll(async () => {
  vi.spyOn(console, "info").mockImplementation((text: string) => void lines.push(text));
  vi.spyOn(console, "error").mockImplementation((text: string) => void errors.push(text));
  const first = await run(...init(data));
  expect(first.code, first.stderr).toBe(0);
  made = JSON.parse(first.stdout) as Initialised;
  const serving = await serve(readConfig({ data, port: 0, logLevel: "silent" }, {}));
  const now = new Date().toISOString();
  const batch = [track("u1", "Bought", now), track("u2", "Bought", now), track("u2", "Left", now)];
  const headers = { authorization: `Basic ${Buffer.from(`${made.writeKey}:`).toString("base64")}` };
  const sent = await fetch(`${serving.url}/v1/batch`, { method: "POST", headers, body: JSON.stringify({ batch }) });
  expect(sent.status).toBe(200);
  await serving.stop();
}, 240_000);
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const init = (data: string, email = "owner@example.com") => {
  const owner = ["--email", email, "--password", "correct horse battery", "--workspace", "Shop"];
  return ["init", "--data", data, ...owner, "--json"];
};
/** A copy of the shop's folder. */
function copied(): string {
  const copy = mkdtempSync(join(folder, "copy-"));
  cpSync(data, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

describe("a running program", { timeout: 240_000 }, () => {
  const held = join(folder, "held");
  let ready: { ready: boolean; url: string };
  let url = "";
  let remote: string[] = [];

  beforeAll(async () => {
    cpSync(data, held, { recursive: true, verbatimSymlinks: true });
    ready = JSON.parse((await start(held).ready) ?? "");
    url = ready.url;
    remote = ["--url", url, "--key", made.apiKey];
    // Whoever sent the events is known a moment later.
    const known = async () => expect((await here("query", bought(), ...remote)).stdout).toMatch(/people.*2/);
    await vi.waitFor(known, { timeout: 60_000, interval: 50 });
  }, 240_000);

  function bought(): string {
    const file = join(folder, "people.json");
    writeFileSync(file, JSON.stringify({ metrics: [{ metric: "people" }] }));
    return file;
  }

  it("prints one line when it answers, and keeps a second one off its folder", async () => {
    expect(ready).toEqual({ ready: true, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);

    const query = join(folder, "query.json");
    writeFileSync(query, JSON.stringify({ metrics: [{ metric: "volume" }] }));
    const [second, asked] = [
      await run("serve", "--data", held, "--port", "0"),
      await here("query", "--data", held, query),
    ];
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/is in use by process \d+/);
    expect(asked.code).toBe(1);
    expect(asked.stderr).toMatch(/--url URL --key KEY/);
  });

  it("asks queries of a server", async () => {
    const file = join(folder, "bought.json");
    writeFileSync(file, JSON.stringify({ metrics: [{ metric: "volume" }], breakdowns: ["event"] }));
    const answer = JSON.parse(await printed(query.run([file, ...remote, "--json"])));
    expect(answer.metrics[0].rows.map((row: { group: string[] }) => row.group[0]).sort()).toEqual(["Bought", "Left"]);
    expect(await printed(query.run([file, ...remote]))).toMatch(/volume.*Bought.*2/);

    const asked = async (body: object) => {
      writeFileSync(file, JSON.stringify(body));
      return printed(query.run([file, ...remote]));
    };
    const step = (value: string) => ({ condition: { field: "event", op: "eq", value } });
    const funnel = { steps: [step("Bought"), step("Left")] };
    expect(await asked({ funnel })).toMatch(/event is “Left”.*1.*too few/);
    expect(await asked({ funnel: { ...funnel, breakdown: "event" } })).toMatch(/everybody.*Bought/);
    expect(await asked({ paths: { anchor: { from: step("Bought") } } })).toMatch(/Bought.*Left.*1/);
    expect(await asked({ process: {} })).toMatch(/Bought.*Left.*1/);
    expect(await asked({ retention: { period: { last: 2, unit: "week" } } })).toMatch(/cohort.*people/);
    await expect(asked({ funnel: { steps: [step("Bought")] } })).rejects.toThrow(/steps/);
    await expect(asked({ funnel, paths: {} })).rejects.toThrow(/holds funnel and paths/);
    expect(await asked({ discover: {} })).toMatch(/\*.*Bought.*2 people/s);
    expect(await asked({ consistency: { metric: { metric: "csat" } } })).toMatch(/not enough answers/);

    const headersOf = { authorization: `Bearer ${made.apiKey}`, "content-type": "application/json" };
    const post = (path: string, body: object) =>
      fetch(`${url}/api/v1/${path}`, { method: "POST", headers: headersOf, body: JSON.stringify(body) });
    const rule = step("Bought").condition;
    const touchpoint = (await (await post("touchpoints", { name: "Shop", rule })).json()) as { id: string };
    const steps = [{ id: "s", name: "Buy", touchpointId: touchpoint.id }];
    await post("journeys", { name: "First order", phases: [{ id: "p", name: "P", steps }] });
    expect(await asked({ conformance: { journey: "first order" } })).toMatch(/Buy.*2 of 2 people went as designed/s);
    await expect(asked({ conformance: {} })).rejects.toThrow(/needs the journey/);
    await expect(asked({ conformance: { journey: "X" } })).rejects.toThrow(/There are: First order/);

    await post("saved-queries", { name: "To the end", query: { funnel } });
    await post("saved-queries", { name: "Volume", query: { metrics: [{ metric: "volume" }] } });
    const saved = (name: string, ...more: string[]) => printed(query.run(["--saved", name, ...remote, ...more]));
    expect(await saved("to the end")).toMatch(/event is “Left”.*1/);
    expect(await saved("Volume")).toMatch(/volume.*3/);
    expect(JSON.parse(await saved("To the end", "--json"))).toMatchObject({ definition: "funnel@1" });
    await expect(saved("Nothing")).rejects.toThrow(/There are: To the end, Volume/);
    await expect(query.run([file, "--saved", "Volume", ...remote])).rejects.toThrow(/--saved NAME/);

    writeFileSync(file, JSON.stringify({ metrics: [{ metric: "nonsense" }] }));
    await expect(query.run([file, ...remote])).rejects.toThrow(/nonsense/);
    await expect(query.run([file, "--url", url])).rejects.toThrow(/needs --key/);
    await expect(query.run([file, "--url", url, "--key", "tl_api_wrong"])).rejects.toThrow(
      /unknown, revoked or expired/,
    );
  });

  it("tells the segments and who is in them", async () => {
    const headers = { authorization: `Bearer ${made.apiKey}`, "content-type": "application/json" };
    const condition = { did: { event: "Bought" } };
    const body = JSON.stringify({ name: "Buyers", condition });
    await fetch(`${url}/api/v1/segments`, { method: "POST", headers, body });
    expect(await printed(listSegments.run(remote))).toMatch(/Buyers.*Bought/);
    expect(JSON.parse(await printed(showSegment.run(["buyers", ...remote, "--json"])))).toMatchObject({ condition });
    expect(await printed(sizeOfSegment.run(["Buyers", ...remote]))).toBe("2");
    const lines = (await printed(membersOfSegment.run(["Buyers", ...remote]))).split("\n");
    expect(lines.map((line) => line.split("\t")[1]).sort()).toEqual(["u1", "u2"]);
    expect(
      JSON.parse(await printed(membersOfSegment.run(["Buyers", "--limit", "1", ...remote, "--json"]))),
    ).toHaveLength(1);
    await expect(sizeOfSegment.run(["Sellers", ...remote])).rejects.toThrow(/There are: Buyers/);
    const name = "\u001b]0;title\u0007\u001b[31mRed\nline";
    const odd = { did: { event: "\u001b[2JBought \u009b" } };
    const red = JSON.stringify({ name, description: "\u001b[2J", condition: odd });
    const saved = await fetch(`${url}/api/v1/segments`, { method: "POST", headers, body: red });
    const { id } = (await saved.json()) as { id: string };
    const shown = [
      await printed(listSegments.run(remote)),
      await printed(showSegment.run([id, ...remote])),
      String(await sizeOfSegment.run(["Sellers", ...remote]).catch((error: unknown) => error)),
    ];
    for (const text of shown) {
      expect(text).toMatch(/Red line/);
      expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    }
    await expect(membersOfSegment.run(["Buyers", "--limit", "0", ...remote])).rejects.toThrow(/--limit takes/);
  });

  it("annotates what happened", async () => {
    const added = await printed(
      addAnnotation.run(["Release\u001b[31m 4.2", "--kind", "release", "--touchpoint", "shop", ...remote]),
    );
    expect(JSON.parse(await printed(listAnnotations.run([...remote, "--json"])))).toMatchObject([
      { id: added, name: "Release\u001b[31m 4.2", kind: "release", writtenBy: { kind: "key" } },
    ]);
    const table = await printed(listAnnotations.run(["--search", "4.2", ...remote]));
    expect(table).toMatch(/release.*Release 4\.2/);
    expect(await printed(listAnnotations.run(["--kind", "price", ...remote]))).not.toMatch(/4\.2/);
    const long = ["--at", "2026-06-01T08:00:00Z", "--until", "2026-06-08T08:00:00Z", ...remote, "--json"];
    expect(JSON.parse(await printed(addAnnotation.run(["Summer sale", ...long])))).toMatchObject({
      kind: "change",
      endedAt: "2026-06-08T08:00:00.000Z",
    });
    await expect(addAnnotation.run(["X", "--kind", "weather", ...remote])).rejects.toThrow(/--kind takes change,/);
    await expect(addAnnotation.run(["X", "--at", "yesterday", ...remote])).rejects.toThrow(/happenedAt/);
    await expect(addAnnotation.run(["X", "--touchpoint", "Moon", ...remote])).rejects.toThrow(/There are: Shop/);
    await removeAnnotation.run([added, ...remote]);
    expect(await printed(listAnnotations.run(["--search", "4.2", ...remote, "--json"]))).toMatch(/deleted.*\[\]/s);
  });

  it("sends a test message, and says what becomes of it", async () => {
    const said = await printed(testMail.run(["ann@example.org", ...remote]));
    expect(said).toContain("There is no mail server (MAIL_URL)");
    expect(said).toContain("set MAIL_FROM");
    const { message, domain, records } = JSON.parse(
      await printed(testMail.run(["ann@example.org", ...remote, "--json"])),
    );
    expect(message).toMatchObject({ to: "ann@example.org", status: "kept" });
    expect({ domain, records }).toEqual({ domain: null, records: [] });
    await expect(testMail.run(["nobody", ...remote])).rejects.toThrow(/not an e-mail address/);
  });

  it("makes, lists and revokes keys", async () => {
    const args = ["--name", "Reports", "--scopes", "metrics:read", ...remote];
    const { key } = JSON.parse(await printed(createKey.run([...args, "--json"])));
    expect(key).toMatchObject({ name: "Reports", kind: "api", scopes: ["metrics:read"] });
    const all = JSON.parse(await printed(listKeys.run([...remote, "--json"])));
    expect(all).toHaveLength(3);
    const everything = all.find((each: { name: string }) => each.name === "From throughline init");
    expect([...everything.scopes].sort()).toEqual([...permissionNames].sort());
    expect(await printed(revokeKey.run([key.id, ...remote]))).toContain(key.id);
    expect(JSON.parse(await printed(listKeys.run([...remote, "--json"])))).toHaveLength(2);
  });

  /** What imports two orders of long ago, one of which cannot be read. */
  function orders(): { args: string[]; rejects: string } {
    const file = join(folder, "orders.csv");
    const rejects = join(folder, "rejects.csv");
    const mapping = join(folder, "mapping.json");
    writeFileSync(file, "customer,what,time\nu1,Ordered,2021-01-02T03:04:05Z\nu2,Ordered,yesterday\n");
    writeFileSync(
      mapping,
      JSON.stringify({
        contact: { column: "customer", kind: "userId" },
        event: { column: "what" },
        time: { column: "time", format: "iso" },
      }),
    );
    return { args: [file, "--mapping", mapping, "--rejects", rejects, ...remote], rejects };
  }

  it("imports a file by what it recognises, and says why rows were rejected", async () => {
    const { args, rejects } = orders();
    const dry = JSON.parse(await printed(importFile.run([...args, "--dry-run", "--json"])));
    expect(dry).toMatchObject({ status: "checked", progress: { accepted: 1, rejected: 1 } });
    expect(await printed(importFile.run(args))).toMatch(/2 rows read, 1 are in, 1 rejected/);
    expect(readFileSync(rejects, "utf8")).toMatch(/3/);
    const named = JSON.parse(
      await printed(importFile.run([...args, "--source", "Second shop", "--dry-run", "--json"])),
    );
    expect([dry.mapping.source, named.mapping.source]).toEqual(["orders", "Second shop"]);
    await expect(importFile.run([join(folder, "none.csv"), ...remote])).rejects.toThrow(/ENOENT/);
  });

  it("is backed up while it runs", async () => {
    await importFile.run(orders().args);
    const file = join(folder, "backup.tar");
    const where = { url, key: made.apiKey };
    expect(await takeBackup({ file, force: false, where })).toMatchObject({ events: 4 });
    await expect(takeBackup({ file, force: false, where })).rejects.toThrow(/--force/);
    const denied = { file: join(folder, "no.tar"), force: false, where: { url, key: made.writeKey } };
    await expect(takeBackup(denied)).rejects.toThrow(/system:backup/);
    expect(existsSync(`${denied.file}.partial`)).toBe(false);
  });
});

describe("a data folder", { timeout: 240_000 }, () => {
  it("is prepared once, which prints one JSON object", async () => {
    expect(made).toEqual({
      workspace: expect.stringMatching(/^[0-9a-f-]{36}$/),
      apiKey: expect.stringMatching(/^tl_api_/),
      writeKey: expect.stringMatching(/^tl_write_/),
    });
    const again = await here(...init(copied(), "other@example.com"));
    expect(again).toMatchObject({ code: 1, stdout: "" });
    expect(again.stderr).toMatch(/initialised already; nothing was changed/);
    expect(again.stderr).not.toMatch(/ {4}at /);
  });

  it("is used again after a kill, and left with 0 when npm, which started the program, is told to stop", async () => {
    const data = copied();
    const killed = start(data);
    expect(JSON.parse((await killed.ready) ?? "")).toMatchObject({ ready: true });
    killed.child.kill("SIGKILL");
    await killed.ended;
    const npm = start(data, "npm");
    expect(JSON.parse((await npm.ready) ?? "")).toMatchObject({ ready: true });
    npm.child.kill("SIGTERM");
    expect(await npm.ended).toBe(0);
    expect(existsSync(join(data, "throughline.lock"))).toBe(false);
  });

  it("is left with 0 when the program is told to stop while it starts", async () => {
    const data = copied();
    const early = start(data);
    while (!existsSync(join(data, "throughline.lock"))) await wait(5);
    early.child.kill("SIGTERM");
    expect(await early.ended).toBe(0);
    expect(existsSync(join(data, "throughline.lock"))).toBe(false);
  });

  it("is opened by a command itself when no server holds it", async () => {
    const file = join(folder, "again.json");
    const period = { from: "2026-01-01", to: "2099-01-01" };
    writeFileSync(file, JSON.stringify({ metrics: [{ metric: "people" }], period }));
    const answer = JSON.parse(await printed(query.run([file, "--data", copied(), "--json"])));
    expect(answer.metrics[0].rows[0].result.value).toBe(2);
  });

  it("lets somebody in again who forgot the password, where there is no mail", async () => {
    const reset = ["account", "reset", "OWNER@example.com", "--data", copied()];
    const made = await here(...reset, "--json");
    expect(made.code, made.stderr).toBe(0);
    expect(JSON.parse(made.stdout)).toMatchObject({
      done: "password_link_made",
      link: expect.stringMatching(/^http:\/\/127\.0\.0\.1:3400\/reset-password\/[\w-]{43}$/),
    });
    const none = await here(...reset, "--second-factor");
    expect(none).toMatchObject({ code: 1, stdout: "", stderr: "owner@example.com has no second factor." });
    expect(await here("account", "reset", "nobody@example.com", "--data", join(folder, "none"))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("There is no data folder"),
    });
  });
});

describe("the command line", { timeout: 240_000 }, () => {
  it("tells what it can do, and what it cannot understand", async () => {
    const help = await here("--help");
    expect(help).toMatchObject({ code: 0, stderr: "" });
    expect(help.stdout).toContain("restore");
    expect(await here("key", "create", "--help")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("EXAMPLES"),
    });
    for (const args of [["nonsense"], ["query"], ["serve", "--prot", "1"], ["key"], []])
      expect((await here(...args)).code, args.join(" ")).toBe(2);
    expect(await run("serve", "--port", "x")).toMatchObject({ code: 2, stdout: "" });
  });
});
