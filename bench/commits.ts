import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { openDatabase } from "../server/platform/db/database.ts";

const ROUNDS = 5;
const COMMITS = 400;
/** What the log of the records takes at least. */
const PAGE = Buffer.alloc(8192, 1);

/**
 * Commits a second to the embedded records, each of one row and after the other, and what the disk can do at most: as many
 * pages a second, each appended to a file and synced. The median of rounds in turn.
 */
export async function commitRate(): Promise<{ perSecond: number; raw: number }> {
  const data = mkdtempSync(join(tmpdir(), "throughline-bench-"));
  const places = { folder: join(data, "records"), empty: "dist/records", migrations: "server/migrations" };
  const records = await openDatabase(places);
  const file = openSync(join(data, "pages"), "w");
  const rates: { perSecond: number; raw: number }[] = [];
  try {
    await records.run("create table committed (n int primary key, text text)");
    for (let round = 0; round < ROUNDS; round += 1) {
      const raw = await rate(() => {
        writeSync(file, PAGE);
        fsyncSync(file);
      });
      const perSecond = await rate((n) =>
        records.db.execute(
          sql`insert into committed values (${round * COMMITS + n}, ${"a row as records have them "})`,
        ),
      );
      rates.push({ perSecond, raw });
    }
  } finally {
    closeSync(file);
    await records.close();
    rmSync(data, { recursive: true, force: true });
  }
  const middle = (of: "perSecond" | "raw") => rates.map((each) => each[of]).sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
  return { perSecond: middle("perSecond"), raw: middle("raw") };
}

async function rate(commit: (n: number) => unknown): Promise<number> {
  const began = performance.now();
  for (let n = 0; n < COMMITS; n += 1) await commit(n);
  return COMMITS / ((performance.now() - began) / 1000);
}
