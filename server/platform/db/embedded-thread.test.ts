import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { copyRecordsTemplate } from "../../testing/template.ts";
import { openInThread } from "./embedded-thread.ts";

const scratch = mkdtempSync(join(tmpdir(), "throughline-records-"));

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(scratch, { recursive: true });
});

/** What a client of PostgreSQL sends for a statement. */
function statement(text: string): Buffer {
  const body = Buffer.from(`${text}\0`);
  const head = Buffer.from("Q\0\0\0\0");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

it("acknowledges nothing that a broken disk did not take, and ends", async () => {
  const [folder, broken, disk] = ["records", "broken", "disk.cjs"].map((name) => join(scratch, name)) as [
    string,
    string,
    string,
  ];
  await copyRecordsTemplate(folder);
  writeFileSync(
    disk,
    `const fs = require("node:fs");
     const { fsyncSync } = fs;
     fs.fsyncSync = (file) => {
       if (fs.existsSync(${JSON.stringify(broken)})) throw Object.assign(new Error("broken"), { code: "EIO" });
       fsyncSync(file);
     };`,
  );
  vi.stubEnv("NODE_OPTIONS", `--require ${disk}`);
  const thread = await openInThread(folder);
  expect(Buffer.from(await thread.exchange(statement("create table taken (n int)"))).toString()).toContain(
    "CREATE TABLE",
  );
  writeFileSync(broken, "");
  const ended = await Promise.allSettled([
    thread.exchange(statement("insert into taken values (1)")),
    thread.exchange(statement("insert into taken values (2)")),
    thread.close(),
  ]);
  const reason = expect.objectContaining({
    message: expect.stringMatching(/has ended: PANIC: .*could not fsync file/),
  });
  expect(ended).toEqual(ended.map(() => ({ status: "rejected", reason })));
});
