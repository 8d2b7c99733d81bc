import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build as bundle } from "esbuild";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { packageRoot } from "../../config.ts";
import { Disk } from "../../testing/power-cut/disk.ts";
import { type Cuts, countImages, watchThread } from "../../testing/power-cut/watch.ts";
import { readState, startWork, type Work } from "../../testing/power-cut/work.ts";
import { openTestRecords } from "../../testing/stores.ts";
import { copyRecordsTemplate, migrations } from "../../testing/template.ts";
import { createEmbedded } from "./create-embedded.ts";
import { type OpenDatabase, openDatabase } from "./database.ts";

const scratch = mkdtempSync(join(tmpdir(), "throughline-power-cut-"));
/** An empty database as the build leaves it. */
const empty = join(scratch, "empty");
let watching: { end(): void }[] = [];
/** Open all the time, so that the others find the engine compiled. */
let held: OpenDatabase;
let created: Disks;

beforeAll(async () => {
  const watcher = join(scratch, "thread.cjs");
  const entry = join(packageRoot, "server/testing/power-cut/thread.ts");
  await bundle({ entryPoints: [entry], outfile: watcher, bundle: true, platform: "node", target: "node20" });
  vi.stubEnv("NODE_OPTIONS", `--require ${watcher}`);
  held = await openTestRecords();
  created = cutPower("created", { every: 900, most: 4 });
  await createEmbedded(join(created.data, "records"));
  created.acknowledge(1);
  created.cut();
  created.end();
  cpSync(join(created.data, "records"), empty, { recursive: true });
  // What other databases would be made of, which nobody does: half of what is copied.
  for (const unused of ["1", "4"]) rmSync(join(empty, "base", unused), { recursive: true });
}, 300_000);

afterEach(() => {
  for (const each of watching.reverse()) each.end();
  watching = [];
});

afterAll(async () => {
  await held.close();
  vi.unstubAllEnvs();
  rmSync(scratch, { recursive: true, force: true });
});

/** Watches this thread and those that it starts, until `end`. */
function watchAll(cuts: Cuts | null) {
  vi.stubEnv("POWER_CUTS", JSON.stringify(cuts));
  const watch = watchThread(cuts);
  watching.push(watch);
  return watch;
}

function cutPower(name: string, options: Omit<Cuts, "root" | "state" | "images" | "seed">, root?: string) {
  const folder = join(scratch, name);
  const cuts = { root: root ?? join(folder, "disk"), state: join(folder, "state"), images: join(folder, "images") };
  for (const each of Object.values(cuts)) mkdirSync(each, { recursive: true });
  return {
    ...cuts,
    ...watchAll({ ...cuts, seed: name.length, ...options }),
    data: join(cuts.root, "data"),
    acknowledge: (step: number) => writeFileSync(join(cuts.state, "acknowledged"), String(step)),
    count: () => countImages(cuts.images),
  };
}

type Disks = ReturnType<typeof cutPower>;

/** Opens what every cut has left, two at a time. Nothing is cut or synced meanwhile. */
async function afterEveryCut(
  { images, count }: Disks,
  check: (records: OpenDatabase, acknowledged: number) => Promise<void>,
): Promise<void> {
  const uncut = watchAll(null);
  const numbers = Array.from({ length: count() }, (_, number) => number);
  await Promise.all(
    [0, 1].map(async () => {
      for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
        const image = join(images, String(number));
        const records = await openDatabase({ folder: join(image, "disk", "data", "records"), empty, migrations });
        try {
          await check(records, acknowledgedIn(image));
        } finally {
          await records.close();
          rmSync(image, { recursive: true });
        }
      }
    }),
  );
  uncut.end();
}

/** The last step acknowledged before a cut. */
function acknowledgedIn(image: string): number {
  const said = join(image, "acknowledged");
  return existsSync(said) ? Number(readFileSync(said, "utf8")) : 0;
}

/** What was acknowledged is there, nothing is there by half, and work can go on. */
const holds =
  ({ states }: Work) =>
  async (records: OpenDatabase, acknowledged: number) => {
    expect(states.slice(acknowledged, acknowledged + 2)).toContain(await readState(records));
    await records.run("create table made_afterwards (n int)");
  };

/** A disk with records that have been used, all of it synced. */
async function usedRecords(name: string, options: Parameters<typeof cutPower>[1]): Promise<Disks> {
  const disks = cutPower(name, options);
  mkdirSync(disks.data);
  await copyRecordsTemplate(join(disks.data, "records"));
  new Disk(disks.root, disks.state).adopt(disks.root);
  return disks;
}

describe("after a power cut", { timeout: 300_000 }, () => {
  it("at the first start, the database is whole or made anew", async () => {
    const last = created.count() - 1;
    expect(last).toBeGreaterThan(2);
    expect(existsSync(join(created.images, `${last}`, "disk", "data", "records", "PG_VERSION"))).toBe(true);
    await afterEveryCut(created, async (records) => records.ping());
  });

  it("at the first start on the empty database of the build, and in migrations, it is whole or made anew", async () => {
    const disks = cutPower("copied", { every: 180, most: 4 });
    const records = await openDatabase({ folder: join(disks.data, "records"), empty, migrations });
    const work = startWork(records, 1);
    disks.acknowledge(await work.step());
    disks.cut();
    await records.close();
    disks.end();
    expect(disks.count()).toBeGreaterThan(2);
    await afterEveryCut(disks, holds(work));
  });

  it("during work, checkpoints and the end, what was acknowledged is there", async () => {
    const disks = await usedRecords("work", { every: 200, most: 7 });
    const records = await openDatabase({ folder: join(disks.data, "records"), migrations });
    const work = startWork(records, 2);
    while (disks.count() < 6) disks.acknowledge(await work.step());
    await records.close();
    disks.cut();
    disks.end();
    await afterEveryCut(disks, holds(work));
  });

  it.each(["killed", "cut off"])("while it recovers from being %s, what was acknowledged is there", async (how) => {
    const before = await usedRecords(how, { every: 12, most: 2, inCheckpoints: true, keepLive: how === "killed" });
    const records = await openDatabase({ folder: join(before.data, "records"), migrations });
    const work = startWork(records, 3, ["insert", "update", "checkpoint"]);
    while (before.count() < 2) before.acknowledge(await work.step());
    await records.close();
    before.end();
    for (const number of [0, 1]) {
      const image = join(before.images, String(number));
      // A process that was killed leaves in the machine's memory what is not on the disk.
      const left = join(image, how === "killed" ? "live" : "disk");
      const disks = cutPower(`${how} ${number}`, { every: 60, most: 2 }, left);
      new Disk(disks.root, disks.state).adopt(join(image, "disk"));
      disks.acknowledge(acknowledgedIn(image));
      const recovered = await openDatabase({ folder: join(disks.data, "records"), migrations });
      disks.cut();
      await recovered.close();
      disks.end();
      expect(disks.count()).toBeGreaterThan(1);
      await afterEveryCut(disks, holds(work));
    }
  });
});
