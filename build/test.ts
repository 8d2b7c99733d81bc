import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/**
 * Everything that must hold, and what it cost. The checks run beside the tests, which wait for browsers, disks and programs;
 * what is said on the command line goes to Vitest.
 */
const began = performance.now();
let processorSeconds = 0;

const checked = run("node_modules/.bin/tsx", "build/check.ts");
const built = await run("node_modules/.bin/tsx", "build/build.ts");
const light = built && run("node_modules/.bin/tsx", "build/first-load.ts");
const tested = built && (await run("node_modules/.bin/vitest", "run", ...process.argv.slice(2)));
if (!(await checked)) console.error("The checks failed; what they said stands above.");

const seconds = (performance.now() - began) / 1000;
console.info(`Took ${seconds.toFixed(0)} s and ${processorSeconds.toFixed(0)} processor seconds.`);
process.exitCode = (await light) && tested && (await checked) ? 0 : 1;

/** Runs a command in a shell, which knows the processor time of all that was started in it and waited for. */
async function run(...command: string[]): Promise<boolean> {
  const measured = `"$@"; code=$?; times >&3; exit $code`;
  const child = spawn("sh", ["-c", measured, "sh", ...command], { stdio: ["inherit", "inherit", "inherit", "pipe"] });
  const passed = new Promise<boolean>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code === 0));
  });
  const times = await text(child.stdio[3] as NodeJS.ReadableStream);
  for (const [, minutes, part] of times.matchAll(/(\d+)m([\d.]+)s/g))
    processorSeconds += Number(minutes) * 60 + Number(part);
  return passed;
}
