import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";

interface Figure {
  name: string;
  value: number;
  unit: string;
  /** The engine, or the disk, by itself, in the same run and unit. */
  raw?: number;
  target: string;
  met: boolean;
}

/** What was measured so far. */
export const figures: Figure[] = [];

export function atMost(name: string, value: number, unit: string, limit: number, raw?: number): void {
  const target = `≤ ${limit.toLocaleString("en")} ${unit}`;
  figures.push({ name, value, unit, ...(raw === undefined ? {} : { raw }), target, met: value <= limit });
}

/** Prints the figures as a table and keeps them as JSON under `bench/results/`. */
export function report(): void {
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  console.info(`\n${machine}\n`);
  const rows = figures.map((each) => [
    each.name,
    `${round(each.value)} ${each.unit}`,
    each.raw === undefined ? "" : `${round(each.raw)} ${each.unit}`,
    each.raw === undefined ? "" : `${(each.value / each.raw).toFixed(2)} ×`,
    each.target,
    each.met ? "met" : "missed",
  ]);
  const head = ["figure", "Throughline", "raw engine", "ratio", "target", ""];
  const widths = head.map((title, index) => Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)));
  for (const row of [head, ...rows]) console.info(row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  "));
  mkdirSync("bench/results", { recursive: true });
  const file = `bench/results/${new Date().toISOString().replaceAll(":", "-")}.json`;
  writeFileSync(file, JSON.stringify({ machine, at: new Date().toISOString(), figures }, null, 2));
  console.info(`\n${file}`);
}

function round(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(value >= 10 ? 1 : 2);
}
