import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "vitest";
import { type ImportItem, type Mapping, mapping as mappingSchema } from "../../contracts/collect/imports.ts";
import { openFile } from "../collect/imports/file/open-file.ts";
import { readRows } from "../collect/imports/file/read-rows.ts";
import { recognise } from "../collect/imports/file/recognise.ts";
import { checkMapping, createRowMapper, type ImportedMessage } from "../collect/imports/mapping/map-row.ts";
import { packageRoot } from "../config.ts";
import { person } from "../know/contacts/contacts.ts";
import { events } from "../log/events/events.ts";
import { wholeOf } from "../platform/analytics/analytics.ts";
import { sql } from "../platform/analytics/sql.ts";
import type { Caller, TestApp } from "./app.ts";

/** A mapping of `docs/examples`. */
export async function exampleMapping(name: string): Promise<Mapping> {
  const text = await readFile(join(packageRoot, "docs", "examples", `${name}.mapping.json`), "utf8");
  return mappingSchema.parse(JSON.parse(text));
}

/** What becomes of a file below the program: all of it was read, and every row is a message or has a reason. */
export async function readAll(path: string, mapping: Mapping) {
  const opened = await openFile(path, { maxBytes: 1e9, maxRatio: 100 });
  const { recognised, layout } = await recognise(opened, mapping.layout);
  const columns = recognised.columns.map(({ name }) => name);
  expect(checkMapping(mapping, columns)).toEqual([]);
  const map = createRowMapper(mapping);
  const messages: ImportedMessage[] = [];
  const rejects: string[] = [];
  for await (const row of readRows(opened.text, layout)) {
    const mapped = map(row);
    if (mapped.ok) messages.push(...mapped.messages);
    else rejects.push(`${mapped.line}: ${mapped.reason}`);
  }
  expect(opened.bytesRead()).toBe(opened.size);
  const different = (of: (message: ImportedMessage) => unknown) => new Set(messages.map(of)).size;
  return { recognised, messages, rejects, different };
}

/** Imports a file through the door and waits until it is in. */
export async function bringIn(
  { inject, request }: Caller,
  name: string,
  bytes: Buffer | string,
  mapping: Mapping,
): Promise<ImportItem> {
  const uploaded = await inject({
    method: "POST",
    url: `/api/v1/imports?name=${encodeURIComponent(name)}`,
    headers: { "content-type": "application/octet-stream" },
    payload: bytes,
  });
  expect(uploaded.statusCode, uploaded.body).toBe(201);
  const { id } = uploaded.json<ImportItem>();
  await request("POST /api/v1/imports/:id/start", { params: { id }, body: { mapping, dryRun: false } });
  for (;;) {
    const item = await request("GET /api/v1/imports/:id", { params: { id } });
    if (!["queued", "running", "cancelling"].includes(item.status)) return item;
    await wait(25);
  }
}

/** What a workspace holds: events, people, names of events. */
export async function heldOf(
  { system, settled }: TestApp,
  tenant: string,
): Promise<{ n: number; people: number; names: number }> {
  await settled();
  const [row] = await system.analytics.ask<{ n: string; people: string; names: string }>(
    sql`select count() as n, uniqExactIf(${person}, ${person} != 0) as people, uniqExact(event) as names
        from ${events} where type = 'track'`,
    { tenant: wholeOf(tenant) },
  );
  return { n: Number(row?.n), people: Number(row?.people), names: Number(row?.names) };
}
