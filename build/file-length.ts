import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const MOST_LINES = 400;

const files = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx", "*.css"],
  {
    encoding: "utf8",
  },
)
  .split("\n")
  .filter(Boolean);
const long = files
  .map((file) => ({ file, lines: readFileSync(file, "utf8").split("\n").length - 1 }))
  .filter(({ lines }) => lines > MOST_LINES);
for (const { file, lines } of long)
  console.error(`${file}: ${lines} lines, at most ${MOST_LINES}; divide it by what it does`);
process.exitCode = long.length > 0 ? 1 : 0;
