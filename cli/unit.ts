import { readFile } from "node:fs/promises";
import { csvRows } from "../rules/csv-rows.ts";
import { command, UsageError } from "./command.ts";
import { plainName } from "./plain-name.ts";
import { targetArgs, within } from "./target.ts";

const json = { type: "boolean", description: "Print JSON" } as const;
const COLUMNS = ["key", "name", "kind", "parent"] as const;

export const listUnits = command({
  description: "List the units of the organisation.",
  args: { ...targetArgs, json },
  examples: ["unit list --data DIR", "unit list --url http://127.0.0.1:3400 --key KEY --json"],
  run: async ({ json, ...where }) =>
    within(where, async ({ request }) => {
      const { items } = await request("GET /api/v1/units", {});
      if (json) return console.info(JSON.stringify(items));
      const { default: Table } = await import("cli-table3");
      const table = new Table({
        head: ["key", "name", "kind", "part of"],
        style: { head: [], border: [], compact: true },
      });
      const keys = new Map(items.map(({ id, key }) => [id, key]));
      for (const { key, name, kind, parentId } of items)
        table.push([plainName(key), plainName(name), plainName(kind), plainName(keys.get(parentId ?? "") ?? "")]);
      console.info(table.toString());
    }),
});

export const importUnits = command({
  description: "Draw the units of a CSV file with the columns key, name, kind and parent (the key of the unit above).",
  args: {
    file: { type: "positional", required: true, description: "The file" },
    "dry-run": { type: "boolean", description: "Say what would change, and change nothing" },
    ...targetArgs,
    json,
  },
  examples: [
    "unit import units.csv --data DIR",
    "unit import units.csv --dry-run --url http://127.0.0.1:3400 --key KEY",
  ],
  run: async ({ file, "dry-run": dryRun = false, json, ...where }) => {
    const read = csvRows(await readFile(file, "utf8"), COLUMNS);
    if ("lacks" in read)
      throw new UsageError(`The first line of ${file} lacks ${read.lacks.join(", ")}; it names ${COLUMNS.join(", ")}.`);
    await within(where, async ({ request }) => {
      const counts = await request("POST /api/v1/units/import", { body: { units: read.rows, dryRun } });
      if (json) return console.info(JSON.stringify(counts));
      console.info(`${counts.created} new, ${counts.changed} changed, ${counts.unchanged} as they are`);
    });
  },
});
