import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, resolve } from "node:path";

/** Every fast check, side by side; what one of them says comes in one piece. */
const CHECKS = ["types", "boundaries", "dead-code", "format", "file-length", "rooms"];

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
/** As npm runs a script, without starting npm for each. */
const env = { ...process.env, PATH: [resolve("node_modules/.bin"), process.env.PATH].join(delimiter) };

function run(name: string): Promise<boolean> {
  const child = spawn(scripts[name] ?? "", { shell: true, env, stdio: ["ignore", "pipe", "pipe"] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      process.stderr.write(Buffer.concat(said));
      if (code !== 0) console.error(`Failed: npm run ${name}`);
      resolve(code === 0);
    });
  });
}

const passed = await Promise.all(CHECKS.map(run));
process.exitCode = passed.every(Boolean) ? 0 : 1;
