import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Client } from "../contracts/client.ts";

const program = "bin/throughline.js";
/** Of Linux's accounts. */
const TICKS_A_SECOND = 100;

interface Made {
  workspace: string;
  apiKey: string;
  writeKey: string;
}

/** A data folder with an owner and keys. */
export function init(data: string): Made {
  const owner = ["--email", "bench@example.com", "--password", "bench bench bench", "--workspace", "Bench"];
  const printed = execFileSync(process.execPath, [program, "init", "--data", data, ...owner, "--json"], {
    encoding: "utf8",
  });
  return JSON.parse(printed) as Made;
}

export async function start(data: string): Promise<{ child: ChildProcess; url: string; seconds: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, [program, "serve", "--data", data, "--port", "0", "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, LOG_LEVEL: "warn" },
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once("data", (chunk: Buffer) => resolve(chunk.toString()));
    child.once("exit", (code) => reject(new Error(`the program ended with ${code}`)));
  });
  return { child, url: (JSON.parse(line) as { url: string }).url, seconds: (performance.now() - began) / 1000 };
}

/** How long it takes until everybody who follows the log has come to its end, at most ten minutes. */
export async function secondsBehind(ask: Client): Promise<number> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  while (seconds() < 600) {
    const { followers } = await ask("GET /health/reactions", {});
    if (followers.every(({ behind }) => behind === 0)) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  return seconds();
}

/** Waits until the program has read what it found in its log, at most ten minutes. */
export async function idle(child: ChildProcess): Promise<void> {
  for (let seconds = 0, quiet = 0; quiet < 4 && seconds < 600; seconds += 2) {
    const before = cpuSeconds(child);
    await new Promise((done) => setTimeout(done, 2000));
    quiet = cpuSeconds(child) - before < 0.1 ? quiet + 1 : 0;
  }
}

/** Seconds of processor time that a program has taken up to now, in all its threads. */
export function cpuSeconds(child: ChildProcess): number {
  const [user = 0, system = 0] = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(" ").slice(13, 15).map(Number);
  return (user + system) / TICKS_A_SECOND;
}

export function residentMegabytes(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

export async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  await ended;
}
