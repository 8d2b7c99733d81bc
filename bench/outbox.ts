import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../server/platform/db/database.ts";
import { createLog } from "../server/platform/log.ts";
import { openOutbox, send } from "../server/platform/outbox/outbox.ts";

const THINGS = 1000;
const EACH = 10;
const TOGETHER = 500;

/** Messages of the outbox delivered a second from the embedded records, by a delivery that takes no time. */
export async function deliveryRate(): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), "throughline-bench-"));
  const places = { folder: join(data, "records"), empty: "dist/records", migrations: "server/migrations" };
  const records = await openDatabase(places);
  const now = () => new Date();
  try {
    const messages = Array.from({ length: THINGS * EACH }, (_, n) => ({
      ...{ workspace: "bench", topic: "bench", thing: `thing ${n % THINGS}` },
      payload: { n },
    }));
    for (let from = 0; from < messages.length; from += TOGETHER)
      await records.db.transaction(async (db) => {
        for (const message of messages.slice(from, from + TOGETHER)) await send(db, message, now());
      });
    let delivered = 0;
    const topic = {
      name: "bench",
      deliver: async () => {
        delivered += 1;
      },
    };
    const began = performance.now();
    const outbox = await openOutbox({ db: records.db, log: createLog("warn"), now }, [topic], { alone: true });
    await outbox.idle();
    const seconds = (performance.now() - began) / 1000;
    await outbox.stop();
    if (delivered !== messages.length) throw new Error(`${delivered} of ${messages.length} messages were delivered`);
    return delivered / seconds;
  } finally {
    await records.close();
    rmSync(data, { recursive: true, force: true });
  }
}
