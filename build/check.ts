import { spawn } from "node:child_process";

/** Every fast check, side by side; what one of them says comes in one piece. */
const CHECKS = ["boundaries", "dead-code", "types", "format", "file-length", "rooms"];

function run(name: string): Promise<boolean> {
  const child = spawn("npm", ["run", "--silent", name], { stdio: ["ignore", "pipe", "pipe"] });
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
