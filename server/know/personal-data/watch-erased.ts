import { sql } from "drizzle-orm";
import { readErasedVersion, type Tombstones } from "../../log/tombstones/tombstones.ts";
import type { System } from "../../platform/context.ts";
import { restrictions, stitching } from "../contacts/contacts.tables.ts";
import { hidePeople } from "./hide.ts";

const LOOK_MILLISECONDS = 2000;

export interface Watch {
  /** Resolves when everything that was committed before is known. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Keeps abreast of who was erased or restricted, here and by other processes, and of what restricted people are recognised by:
 * one look after the other, so that none is overtaken by what an earlier one saw. Where nothing changed, a look is one query.
 */
export async function watchErased(system: System, tombstones: Pick<Tombstones, "look">): Promise<Watch> {
  let last: Promise<unknown> = Promise.resolve();
  let seen: string | null = null;
  let ended = false;
  const look = () => {
    const mine = last.then(async () => {
      const version = await readVersion(system);
      if (version === seen) return;
      await tombstones.look();
      await hidePeople(system);
      seen = version;
    });
    last = mine.catch(() => undefined);
    return mine;
  };
  await look();
  const timer = setInterval(() => {
    look().catch((error: unknown) => {
      if (!ended) system.log.error({ err: error }, "it could not be looked who was erased");
    });
  }, LOOK_MILLISECONDS).unref();
  return {
    look,
    async stop() {
      ended = true;
      clearInterval(timer);
      await last;
    },
  };
}

/** Changes with who is erased or restricted and, as long as anybody is restricted, with who is who. */
async function readVersion({ db }: Pick<System, "db">): Promise<string> {
  const { rows } = (await db.execute(sql`
    select concat((${readErasedVersion(db)}), ' ', case when exists (select 1 from ${restrictions})
      then (select max(version) from ${stitching}) end) as version`)) as unknown as { rows: { version: string }[] };
  return rows[0]?.version ?? "";
}
