import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/**
 * The rooms of `server/`, `web/` and `survey-engine/` and who needs whom. Two rooms that need each other, or a ring of them, cannot be
 * understood one at a time: the check fails.
 */
const PROGRAMS = { server: 2, web: 1, "survey-engine": 1 } as const;

/** The room a file stands in: the noun's folder, below its group on the server; empty for files at the root. */
function roomOf(file: string, depth: number): string {
  const folders = file.split("/").slice(1, -1);
  return folders.slice(0, folders[0] === "platform" ? 1 : depth).join("/");
}

function needsOf(program: string, depth: number): Map<string, Set<string>> {
  const needs = new Map<string, Set<string>>();
  const files = readdirSync(program, { recursive: true, encoding: "utf8" })
    .map((name) => join(program, name))
    .filter((name) => /\.tsx?$/.test(name) && !/\.(test|examples)\.tsx?$/.test(name));
  for (const file of files) {
    const room = roomOf(file, depth);
    if (room === "") continue;
    const others = needs.get(room) ?? new Set();
    needs.set(room, others);
    for (const [, path = ""] of readFileSync(file, "utf8").matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)) {
      // Made for tests, which may look into every room.
      if (path.endsWith(".examples.ts")) continue;
      const target = normalize(join(dirname(file), path));
      const other = target.startsWith(`${program}/`) ? roomOf(target, depth) : "";
      if (other !== "" && other !== room) others.add(other);
    }
  }
  return needs;
}

/** Rooms that can be reached from each other, largest first. */
function knotsOf(needs: Map<string, Set<string>>): string[][] {
  const reach = new Map([...needs.keys()].map((room) => [room, reachable(needs, room)]));
  const knots = new Map<string, string[]>();
  for (const [room, others] of reach) {
    const ring = [room, ...[...others].filter((other) => other !== room && reach.get(other)?.has(room))].sort();
    knots.set(ring.join(" "), ring);
  }
  return [...knots.values()].sort((a, b) => b.length - a.length);
}

function reachable(needs: Map<string, Set<string>>, from: string): Set<string> {
  const seen = new Set<string>();
  const open = [from];
  for (let room = open.pop(); room !== undefined; room = open.pop())
    for (const next of needs.get(room) ?? [])
      if (!seen.has(next)) {
        seen.add(next);
        open.push(next);
      }
  return seen;
}

for (const [program, depth] of Object.entries(PROGRAMS)) {
  const needs = needsOf(program, depth);
  const arrows = [...needs.values()].reduce((sum, { size }) => sum + size, 0);
  const pairs = [...needs].flatMap(([room, others]) =>
    [...others].filter((other) => room < other && needs.get(other)?.has(room)).map((other) => `${room} ⇄ ${other}`),
  );
  const [knot = []] = knotsOf(needs);
  console.info(
    `${program}: ${needs.size} rooms, ${arrows} arrows, ${pairs.length} mutual pairs, largest knot ${knot.length}`,
  );
  for (const pair of pairs) console.error(`${program}: ${pair} need each other`);
  if (knot.length > 1) {
    console.error(`${program}: these rooms need each other in a ring: ${knot.join(", ")}`);
    process.exitCode = 1;
  }
}
