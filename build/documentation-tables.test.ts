import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { permissionNames, roleCan, roles } from "../contracts/words/permissions.ts";

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
