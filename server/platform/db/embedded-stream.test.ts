import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "pg";
import { expect, it } from "vitest";
import { copyRecordsTemplate } from "../../testing/template.ts";
import { EmbeddedStream } from "./embedded-stream.ts";
import { openInThread } from "./embedded-thread.ts";

it("what a connection left undone when it broke is forgotten", async () => {
  const folder = mkdtempSync(join(tmpdir(), "throughline-records-"));
  await copyRecordsTemplate(folder);
  const thread = await openInThread(folder);
  const account = { user: "postgres", database: "postgres", password: "" };
  const driver = new Pool({ ...account, max: 1, stream: () => new EmbeddedStream(thread) });
  await driver.query("create table left_undone (n int)");
  const client = await driver.connect();
  await client.query("begin");
  await client.query("insert into left_undone values (1)");
  client.release(true);
  expect((await driver.query("select * from left_undone")).rows).toEqual([]);
  await driver.end();
  await thread.close();
  rmSync(folder, { recursive: true });
});
