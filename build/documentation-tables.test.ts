import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { permissionNames, roleCan, roles } from "../contracts/words/permissions.ts";
import { storagePeriods } from "../contracts/words/storage-periods.ts";
import { readConfig } from "../server/config.ts";
import { filePurposes } from "../server/file-purposes.ts";
import { mediaTypes } from "../server/platform/files/receive/media-types.ts";
import { sizeWords } from "../server/platform/files/receive/size-words.ts";

const root = join(import.meta.dirname, "..");
const read = (name: string) => readFileSync(join(root, name), "utf8");

test("docs/operating.md lists every variable that server/config.ts reads, and no other", () => {
  const there = [...read("server/config.ts").matchAll(/^ {2}([A-Z][A-Z_]+): z\b/gm)].map(([, name]) => name);
  const said = [...read("docs/operating.md").matchAll(/^\| `([A-Z][A-Z_]+)` \|/gm)].map(([, name]) => name);
  expect(there.length).toBeGreaterThan(10);
  expect(said.toSorted()).toEqual(there.toSorted());
});

test("docs/security.md says of every permission which roles have it", () => {
  const rows = [...read("docs/security.md").matchAll(/^\| `([a-z]+:[a-z]+)` \| [^|]+ \|(.+)\|$/gm)];
  const said = rows.map(([, name = "", cells = ""]) => [name, cells.split("|").map((cell) => cell.trim() === "yes")]);
  expect(said).toEqual(permissionNames.map((name) => [name, roles.map((role) => roleCan(role, name))]));
});

test("docs/personal-data.md says for how long each kind of data may be kept", () => {
  const said = [...read("docs/personal-data.md").matchAll(/^\| `([a-z_]+)` \| ([\d,; to]+) \|/gm)].map((row) =>
    row.slice(1),
  );
  const number = new Intl.NumberFormat("en");
  const are = Object.entries(storagePeriods).map(([kind, { usual, least, most }]) => [
    kind,
    `${usual === null ? "" : `${usual}; `}${least} to ${number.format(most)}`,
  ]);
  expect(said).toEqual(are);
});

test("docs/operating.md says of every purpose of files who owns them, of which types they are and how large", () => {
  const said = [...read("docs/operating.md").matchAll(/^\| `([a-z_]+)` \| ([a-z ]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
    (row) => row.slice(1),
  );
  const are = Object.entries(filePurposes).map(([name, { owner, types, bytes }]) => [
    ...[name, owner, types.map((type) => mediaTypes[type].label).join(", "), sizeWords(bytes)],
  ]);
  expect(said).toEqual(are);
});

test("docs/operating.md says the defaults of numbers that server/config.ts has", () => {
  const config = readConfig({}, {});
  const said = (name: string) =>
    Number(new RegExp(`^\\| \`${name}\` \\| (\\d+)`, "m").exec(read("docs/operating.md"))?.[1]);
  expect([said("FILES_BYTES"), said("FILES_COUNT")]).toEqual([
    config.files.workspaceBytes,
    config.files.workspaceFiles,
  ]);
  expect([said("UPLOAD_BYTES"), said("INGEST_BUFFER_BYTES")]).toEqual([config.uploadBytes, config.ingestBufferBytes]);
  expect([said("QUERY_MEMORY_BYTES"), said("QUERY_SECONDS")]).toEqual([config.queryMemoryBytes, config.querySeconds]);
  expect(said("INSERT_SECONDS")).toBe(config.insertSeconds);
});
