import { readFile } from "node:fs/promises";
import type { CurrencyRate } from "../contracts/log/money.ts";
import { csvRows } from "../rules/csv-rows.ts";
import { command, UsageError } from "./command.ts";
import { targetArgs, within } from "./target.ts";

const json = { type: "boolean", description: "Print JSON" } as const;
const COLUMNS = ["from", "to", "since", "rate"] as const;
const keyOf = ({ from, to, since }: CurrencyRate) => `${from} ${to} ${since}`;

export const listRates = command({
  description: "List the rates that amounts are converted with.",
  args: { ...targetArgs, json },
  examples: ["rate list --data DIR", "rate list --url http://127.0.0.1:3400 --key KEY --json"],
  run: async ({ json, ...where }) =>
    within(where, async ({ request }) => {
      const found = await request("GET /api/v1/currency-rates", {});
      if (json) return console.info(JSON.stringify(found));
      const { default: Table } = await import("cli-table3");
      const table = new Table({ head: [...COLUMNS], style: { head: [], border: [], compact: true } });
      for (const { from, to, since, rate } of found.rates) table.push([from, to, since, rate]);
      console.info(table.toString());
    }),
});

export const importRates = command({
  description: "Add the rates of a CSV file with the columns from, to, since (a day) and rate.",
  args: {
    file: { type: "positional", required: true, description: "The file" },
    ...targetArgs,
    json,
  },
  examples: ["rate import rates.csv --data DIR"],
  run: async ({ file, json, ...where }) => {
    const read = csvRows(await readFile(file, "utf8"), COLUMNS);
    if ("lacks" in read)
      throw new UsageError(`The first line of ${file} lacks ${read.lacks.join(", ")}; it names ${COLUMNS.join(", ")}.`);
    const given = read.rows.map((row) => ({ ...row, rate: Number(row.rate) }));
    await within(where, async ({ request }) => {
      const before = await request("GET /api/v1/currency-rates", {});
      const all = new Map([...before.rates, ...given].map((each) => [keyOf(each), each]));
      const saved = await request("PUT /api/v1/currency-rates", {
        body: { rates: [...all.values()] },
        ifMatch: before.revision,
      });
      console.info(json ? JSON.stringify(saved) : `${given.length} read; there are ${saved.rates.length} rates now`);
    });
  },
});
