import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lockDataFolder } from "./data-lock.ts";

const NOW = new Date("2026-06-17T12:00:00.000Z");

let folder: string;
let file: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "throughline-lock-"));
  file = join(folder, "throughline.lock");
});
afterEach(async () => {
  for (const child of children.splice(0)) await end(child, "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Another process that takes the folder, says so, and holds it until its input ends. */
async function startHolder(): Promise<{ child: ChildProcess; said: string }> {
  const program = `
    import { lockDataFolder } from ${JSON.stringify(join(import.meta.dirname, "data-lock.ts"))};
    try {
      const release = lockDataFolder(${JSON.stringify(folder)}, new Date(${NOW.getTime()}));
      console.info("held");
      process.stdin.once("end", () => { release(); process.exit(0); }).resume();
    } catch (error) {
      console.info("refused");
      process.exit(1);
    }`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  children.push(child);
  const said = await new Promise<string>((resolve) =>
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  return { child, said };
}

async function end(child: ChildProcess, signal?: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  if (signal) child.kill(signal);
  else child.stdin?.end();
  await ended;
}

function writeLock(more: object): void {
  const holder = { pid: process.ppid, host: hostname(), began: "", since: NOW.toISOString(), command: "serve" };
  writeFileSync(file, JSON.stringify({ ...holder, ...more }));
}

describe("the lock on the data folder", () => {
  test("is refused to a second process, which learns who has it and how to proceed", async () => {
    const { child, said } = await startHolder();
    expect(said).toBe("held");
    let refusal = "";
    try {
      lockDataFolder(folder, NOW);
    } catch (error) {
      refusal = String(error);
    }
    expect(refusal).toContain(`process ${child.pid}`);
    expect(refusal).toContain("since 2026-06-17T12:00:00.000Z");
    expect(refusal).toContain(folder);
    expect(refusal).toContain("Stop that process first, or start this one on another folder with --data DIR.");
    expect(refusal).not.toContain("delete");
  });

  test("passes on when its holder lets go, and leaves nothing behind", async () => {
    const { child } = await startHolder();
    await end(child);
    expect(readdirSync(folder)).toEqual([]);
    const release = lockDataFolder(folder, NOW);
    expect(existsSync(file)).toBe(true);
    release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test("names the command without what was given to it", () => {
    const { argv } = process;
    process.argv = [...argv.slice(0, 2), "init", "--password", "correct horse battery", "--json"];
    try {
      const release = lockDataFolder(folder, NOW);
      expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ command: "init" });
      release();
    } finally {
      process.argv = argv;
    }
  });

  test("of a killed process is taken over", async () => {
    const { child } = await startHolder();
    await end(child, "SIGKILL");
    expect(existsSync(file)).toBe(true);
    const release = lockDataFolder(folder, NOW);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ pid: process.pid });
    release();
  });

  test.runIf(existsSync("/proc/self/stat"))(
    "of a killed process whose parent takes no note is taken over",
    async () => {
      // What began it becomes another program, which waits for nobody.
      const parent = spawn("sh", ["-c", "sleep 1000 & echo $!; exec sleep 1000"], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      children.push(parent);
      const pid = Number(await new Promise((resolve) => parent.stdout?.once("data", resolve)));
      writeLock({ pid });
      expect(() => lockDataFolder(folder, NOW)).toThrow(`in use by process ${pid}`);
      process.kill(pid, "SIGKILL");
      await expect.poll(() => readFileSync(`/proc/${pid}/stat`, "utf8")).toMatch(/\) Z /);
      lockDataFolder(folder, NOW)();
    },
  );

  test("closes a folder that others may enter", () => {
    chmodSync(folder, 0o755);
    lockDataFolder(folder, NOW)();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test("is refused to the process that has it already", () => {
    const release = lockDataFolder(folder, NOW);
    expect(() => lockDataFolder(folder, NOW)).toThrow(`in use by process ${process.pid}`);
    release();
    lockDataFolder(folder, NOW)();
  });

  test.runIf(existsSync("/proc/self/stat"))("is taken over when its number now belongs to another process", () => {
    writeLock({ began: "1" });
    lockDataFolder(folder, NOW)();
    writeLock({ pid: process.pid, began: "1" });
    lockDataFolder(folder, NOW)();
  });

  test("of another machine is believed while it gives signs of life", () => {
    writeLock({ host: "elsewhere" });
    expect(() => lockDataFolder(folder, NOW)).toThrow(
      /on the machine elsewhere[\s\S]*start again in a minute, or delete/,
    );
    const longAgo = new Date(Date.now() - 120_000);
    utimesSync(file, longAgo, longAgo);
    lockDataFolder(folder, NOW)();
  });

  test("that is not legible is taken over", () => {
    writeFileSync(file, "{");
    lockDataFolder(folder, NOW)();
  });

  test("goes to one of many who start at once over a stale lock", async () => {
    writeLock({ pid: 2 ** 22 + 1 });
    const started = await Promise.all(Array.from({ length: 4 }, startHolder));
    expect(started.map(({ said }) => said).sort()).toEqual(["held", "refused", "refused", "refused"]);
  }, 30_000);
});
