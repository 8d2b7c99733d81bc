import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, expect, it } from "vitest";
import { openUploads } from "./uploads.ts";

const root = mkdtempSync(join(tmpdir(), "throughline-uploads-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it("keeps what waits to be imported from every other user of the machine, also in a folder that was open", async () => {
  const folder = join(root, "uploads");
  mkdirSync(folder, { mode: 0o755 });
  const uploads = openUploads(folder, 100);
  expect(await uploads.receive("id", Readable.from([Buffer.from("a,b\n")]), undefined)).toBe(4);
  expect([folder, uploads.file("id")].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
});

it("keeps nothing of a file that is too large, and says how large one may be", async () => {
  const uploads = openUploads(join(root, "small"), 1500);
  const large = Readable.from([Buffer.alloc(1000), Buffer.alloc(1000)]);
  await expect(uploads.receive("id", large, undefined)).rejects.toMatchObject({
    ...{ status: 413, message: expect.stringContaining("1.5 KB") },
  });
  expect(await uploads.has("id")).toBe(false);
});
