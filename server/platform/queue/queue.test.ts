import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { copyRecordsTemplate } from "../../testing/template.ts";
import { type OpenDatabase, openDatabase } from "../db/database.ts";
import { createLog } from "../log.ts";
import { openQueue, type Queue } from "./queue.ts";

const root = join(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "throughline-queue-"));
const log = createLog("silent");
let records: OpenDatabase;
let queue: Queue;

async function open(): Promise<void> {
  records = await openDatabase({ folder, migrations: join(root, "server/migrations") });
  queue = await openQueue(records, log);
}

async function close(): Promise<void> {
  await queue.stop();
  await records.close();
}

beforeAll(async () => {
  await copyRecordsTemplate(folder);
  await open();
});

afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

/** A promise that somebody else settles. */
function gate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

/** What the first job of this name carries. */
function firstOf(name: string): Promise<object> {
  return new Promise((resolve, reject) => {
    queue.work(name, async (data) => resolve(data)).catch(reject);
  });
}

describe("background jobs", () => {
  it("run at once when sent in the same process, and once for a key that waits or runs", async () => {
    const seen: object[] = [];
    const [first, other, held] = [gate(), gate(), gate()];
    // Time stands still, so that nothing is found by looking for it now and then.
    vi.useFakeTimers({ toFake: ["setTimeout", "setInterval"] });
    onTestFinished(() => void vi.useRealTimers());
    await queue.work("keyed", async (data) => {
      seen.push(data);
      (seen.length === 1 ? first : other).open();
      await held.passed;
    });
    await queue.send("keyed", { n: 1 }, { singletonKey: "one" });
    await first.passed;
    await queue.send("keyed", { n: 2 }, { singletonKey: "one" });
    await queue.send("keyed", { n: 3 }, { singletonKey: "another" });
    await other.passed;
    held.open();
    expect(seen).toEqual([{ n: 1 }, { n: 3 }]);
  });

  it("what was running at a stop runs again at the next start", async () => {
    const running = gate();
    await queue.work("stopped", (_data, signal) => {
      running.open();
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
    await queue.send("stopped", { left: true });
    await running.passed;
    await close();
    await open();
    expect(await firstOf("stopped")).toEqual({ left: true });
  });

  it("what was running at a kill runs again at the next start", async () => {
    await close();
    const program = `
      import { openDatabase } from "./server/platform/db/database.ts";
      import { createLog } from "./server/platform/log.ts";
      import { openQueue } from "./server/platform/queue/queue.ts";
      const records = await openDatabase({ folder: ${JSON.stringify(folder)}, migrations: "server/migrations" });
      const queue = await openQueue(records, createLog("silent"));
      await queue.work("killed", () => new Promise(() => console.log("running")));
      await queue.send("killed", { left: "by a kill" });
    `;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], { cwd: root });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
    await open();
    expect(await firstOf("killed")).toEqual({ left: "by a kill" });
  });
});
