import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { inject } from "vitest";
import { packageRoot } from "../server/config.ts";
import { copyRecordsTemplate } from "../server/testing/template.ts";

export interface Program {
  url: string;
  stop(): Promise<void>;
}

/** The program on an empty data folder. */
export async function startProgram(): Promise<Program> {
  const data = mkdtempSync(join(inject("runFolder"), "program-"));
  await copyRecordsTemplate(join(data, "records"));
  return start(data);
}

/** The program on a copy of the demo. */
export async function startDemo(): Promise<Program> {
  const data = mkdtempSync(join(inject("runFolder"), "demo-"));
  cpSync(inject("demo"), data, { recursive: true, verbatimSymlinks: true });
  return start(data);
}

/** The built program as people start it, in a process of its own: to read its sources here would take longer. */
async function start(data: string): Promise<Program> {
  const { PATH, HOME } = process.env;
  const child = spawn(
    process.execPath,
    [join(packageRoot, "bin", "throughline.js"), "serve", "--data", data, "--port", "0", "--json"],
    { env: { PATH, HOME, LOG_LEVEL: "error" }, stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(child, "exit");
  const firstLine = once(createInterface(child.stdout), "line") as Promise<[string]>;
  const said = await Promise.race([firstLine, ended]);
  if (typeof said[0] !== "string") throw new Error(`The program ended with ${said[0]} before it answered.`);
  const { url } = JSON.parse(said[0]) as { url: string };
  return {
    url,
    async stop() {
      child.kill("SIGTERM");
      const [code] = await ended;
      rmSync(data, { recursive: true, force: true });
      if (code !== 0) throw new Error(`The program ended with ${code}.`);
    },
  };
}
