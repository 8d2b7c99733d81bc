import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { packageRoot } from "../../config.ts";
import { frameOf } from "./frame.ts";
import { Journal, type JournalOptions, type Kept } from "./journal.ts";

const fresh = () => mkdtempSync(join(inject("runFolder"), "journal-"));
const filesIn = (folder: string) => readdirSync(folder).sort();
const open = (folder: string, more: Partial<JournalOptions> = {}) =>
  Journal.open({
    folder,
    head: "head",
    onFailed(error) {
      throw error;
    },
    ...more,
  });
/** The lines that are found at a start, which leaves them there. */
async function linesLeft(folder: string): Promise<string[]> {
  const { journal, left } = await open(folder);
  await journal.close();
  return left.flatMap(({ text }) => text.split("\n"));
}

describe("a journal", () => {
  it("syncs together what comes together, and is empty once all of it is done", async () => {
    const folder = fresh();
    let syncs = 0;
    const { journal } = await open(folder, {
      onSynced: () => {
        syncs += 1;
      },
    });
    const kept = await Promise.all(Array.from({ length: 500 }, (_, index) => journal.append(`text ${index}`)));
    expect(syncs).toBe(1);
    expect(filesIn(folder)).toHaveLength(1);
    kept.pop()?.done();
    // The first that is done has what comes next go elsewhere.
    const later = await journal.append("later");
    expect(filesIn(folder)).toHaveLength(2);
    later.done();
    await journal.empty(async () => {
      for (const each of kept) each.done();
    });
    expect(filesIn(folder)).toEqual([]);
    await journal.close();
  });

  it("keeps what an earlier process left, until it is done", async () => {
    const folder = fresh();
    const first = await open(folder);
    await Promise.all(["one\ntwo", "drei ☃"].map((text) => first.journal.append(text)));
    await first.journal.close();
    expect(await linesLeft(folder)).toEqual(["one", "two", "drei ☃"]);
    const { journal, left } = await open(folder, { head: "another" });
    expect(left.map(({ head }) => head)).toEqual(["head"]);
    await journal.append("four");
    for (const each of left) each.done();
    await expect.poll(() => filesIn(folder).length).toBe(1);
    await journal.close();
    expect(await linesLeft(folder)).toEqual(["four"]);
  });

  it("has after a kill at any moment what was acknowledged and is not done, and nothing twice or by half", async () => {
    const act = fc.oneof(
      { weight: 4, arbitrary: fc.record({ append: fc.string({ minLength: 1, unit: "grapheme" }) }) },
      { weight: 3, arbitrary: fc.record({ done: fc.nat() }) },
      { weight: 1, arbitrary: fc.constant("kill" as const) },
      { weight: 1, arbitrary: fc.constant("wait" as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (acts) => {
        const folder = fresh();
        const { journal } = await open(folder);
        const asked: string[] = [];
        const there = new Map<string, Kept>();
        const waits: Promise<void>[] = [];
        for (const each of acts) {
          if (each === "wait") await Promise.all(waits);
          else if (each === "kill") {
            const needed = [...there.keys()];
            const image = fresh();
            cpSync(folder, image, { recursive: true });
            const found = await linesLeft(image);
            expect(needed.filter((text) => !found.includes(text))).toEqual([]);
            expect(found.filter((text) => !asked.includes(text))).toEqual([]);
            expect(new Set(found).size).toBe(found.length);
          } else if ("append" in each) {
            const text = `${asked.length} ${each.append.replaceAll("\n", " ")}`;
            asked.push(text);
            waits.push(journal.append(text).then((kept) => void there.set(text, kept)));
          } else {
            const [text, kept] = [...there][each.done % Math.max(1, there.size)] ?? [];
            kept?.done();
            if (text !== undefined) there.delete(text);
          }
        }
        await Promise.all(waits);
        await journal.empty(async () => {
          for (const kept of there.values()) kept.done();
        });
        expect(filesIn(folder)).toEqual([]);
        await journal.close();
      }),
      { numRuns: 40 },
    );
  });
});

/** Files with frames that were synced, one file a list. */
function written(files: string[][]): string {
  const folder = fresh();
  for (const [index, texts] of files.entries())
    writeFileSync(join(folder, `${String(index + 1).padStart(12, "0")}.log`), framesOf(texts));
  return folder;
}

const framesOf = (texts: string[]) => Buffer.concat(["head", ...texts].map(frameOf));

describe("after a power cut", () => {
  it("what was synced is there, and of what was being written all or nothing", async () => {
    const lots = fc.record({
      synced: fc.array(fc.string({ minLength: 1, maxLength: 3000 }), { maxLength: 3 }),
      writing: fc.string({ minLength: 1, maxLength: 3000 }),
      length: fc.double({ min: 0, max: 1, noNaN: true }),
      lost: fc.array(fc.nat(7)),
    });
    await fc.assert(
      fc.asyncProperty(lots, async ({ synced, writing, length, lost }) => {
        const before = framesOf(synced);
        const frame = frameOf(writing);
        // Sectors reach the disk in any order, and the length of the file by itself.
        const after = Buffer.concat([before, frame]);
        for (const sector of lost) {
          const from = Math.max(before.length, sector * 512);
          if (from < after.length) after.fill(0, from, Math.min(after.length, (sector + 1) * 512));
        }
        const cut = after.subarray(0, before.length + Math.round(frame.length * length));
        const isWhole = cut.equals(Buffer.concat([before, frame]));
        const folder = written([["done elsewhere"]]);
        writeFileSync(join(folder, "000000000002.log"), cut);
        const expected = ["done elsewhere", ...synced, ...(isWhole ? [writing] : [])];
        const { journal, left } = await open(folder);
        expect(left.map(({ text }) => text)).toEqual(expected);
        // What was cut off does not look like damage to the next start, which may find newer files.
        await journal.append("next");
        await journal.close();
        const again = await open(folder);
        expect(again.left.map(({ text }) => text)).toEqual([...expected, "next"]);
        await again.journal.close();
      }),
      { numRuns: 60 },
    );
  });
});

describe("a damaged file", () => {
  it("stops the start wherever it is damaged, names it with what to do, and is not touched", async () => {
    const folder = written([
      ["a", "b"],
      ["c", "d", "e"],
    ]);
    const [first = "", second = ""] = filesIn(folder).map((name) => join(folder, name));
    const end = framesOf(["c", "d"]).length;
    for (const [path, bytes] of [
      [first, readFileSync(first).length],
      [second, end],
    ] as const)
      for (let index = 0; index < bytes; index += 3) {
        const whole = readFileSync(path);
        const damaged = Buffer.from(whole);
        damaged[index] = (damaged[index] ?? 0) ^ 0x40;
        writeFileSync(path, damaged);
        await expect(open(folder)).rejects.toThrow(new RegExp(`${path} is damaged from byte .* move it elsewhere`));
        expect(readFileSync(path).equals(damaged)).toBe(true);
        writeFileSync(path, whole);
      }
    expect(await linesLeft(folder)).toEqual(["a", "b", "c", "d", "e"]);
    // As it says: without the file, the start goes on.
    renameSync(second, join(fresh(), "elsewhere"));
    expect(await linesLeft(folder)).toEqual(["a", "b"]);
  });
});

describe("a disk that takes no more", () => {
  /** Appends until it was refused often, in files that may have 6 KB; says what was acknowledged. */
  const program = (folder: string) => `
    import { Journal } from "./server/platform/journal/journal.ts";
    const { journal } = await Journal.open({ folder: ${JSON.stringify(folder)}, head: "head", onFailed() {} });
    const kept = [];
    for (let number = 0, refused = 0; refused < 5; number += 1)
      try {
        kept.push(await journal.append(number + " " + "x".repeat(number % 3 === 0 ? 900 : 200)));
        console.log(number);
      } catch (error) {
        if (error.code !== "EFBIG") throw error;
        refused += 1;
        // Room again: what was kept in the file is kept elsewhere.
        if (refused === 2) await journal.empty(async () => kept.splice(0).forEach((each) => each.done()));
        if (refused === 2) console.log("emptied");
      }
    process.exit();
  `;

  it("refuses, leaves nothing of what it refused, and goes on when there is room", async () => {
    const folder = fresh();
    const args = ["--import", "tsx", "--input-type=module", "--eval", program(folder)];
    const { stdout, stderr } = spawnSync(
      "bash",
      ["-c", `trap '' XFSZ; ulimit -f 6; exec "$0" "$@"`, process.execPath, ...args],
      {
        cwd: packageRoot,
        encoding: "utf8",
      },
    );
    const said = stdout.trim().split("\n");
    expect(said, stderr).toContain("emptied");
    const since = said.slice(said.indexOf("emptied") + 1);
    expect(since.length).toBeGreaterThan(2);
    expect((await linesLeft(folder)).map((line) => line.split(" ")[0])).toEqual(since);
  });
});
