import { spawn } from "node:child_process";

/** The program with restart on change, and the pages with hot reload in front of it. */
const children = [
  spawn("npx", ["tsx", "watch", "cli/throughline.ts", "serve", ...process.argv.slice(2)], { stdio: "inherit" }),
  spawn("npx", ["vite"], { stdio: "inherit" }),
];
for (const child of children) {
  child.once("exit", (code) => {
    for (const other of children) other.kill("SIGTERM");
    process.exitCode = code ?? 0;
  });
}
