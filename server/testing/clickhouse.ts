import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { packageRoot } from "../config.ts";

/** The account the engine has by itself, which has no password: a dictionary logs in to the engine with it too. */
const USER = "default";

export interface RunningClickHouse {
  url: string;
  stop(): Promise<void>;
}

/** ClickHouse's HTTP interface on a free port, in another process, over an empty folder that `stop` removes. */
export async function startClickHouse(): Promise<RunningClickHouse> {
  const folder = mkdtempSync(join(tmpdir(), "throughline-ch-"));
  const program = join(packageRoot, "server", "testing", "clickhouse-http.ts");
  const child = spawn(process.execPath, ["--import", "tsx", program, join(folder, "data"), USER], {
    cwd: packageRoot,
    stdio: ["pipe", "pipe", "inherit"],
    // The engine works in the threads of this pool; four would let four long queries hold up everything else.
    env: { ...process.env, UV_THREADPOOL_SIZE: "24" },
  });
  const ended = new Promise<never>((_, reject) =>
    child.once("exit", (code) => reject(new Error(`The ClickHouse of the tests ended with ${code}.`))),
  );
  ended.catch(() => undefined);
  const first = (async () => {
    for await (const line of createInterface(child.stdout)) return line;
    throw new Error("The ClickHouse of the tests said nothing.");
  })();
  const { port } = JSON.parse(await Promise.race([first, ended])) as { port: number };
  return {
    url: `http://${USER}@127.0.0.1:${port}`,
    async stop() {
      child.stdin.end();
      await ended.catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
