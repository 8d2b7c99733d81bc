import type { Tombstones } from "../../log/tombstones/tombstones.ts";
import type { System } from "../../platform/context.ts";
import { hidePeople } from "./hide.ts";

const LOOK_MILLISECONDS = 2000;

export interface Watch {
  /** Resolves when everything that was committed before is known. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Keeps abreast of who was erased or restricted, here and by other processes, and of what restricted people are recognised by:
 * one look after the other, so that none is overtaken by what an earlier one saw.
 */
export async function watchErased(system: System, tombstones: Pick<Tombstones, "look">): Promise<Watch> {
  let last: Promise<unknown> = Promise.resolve();
  let ended = false;
  const look = () => {
    const mine = last.then(async () => {
      await tombstones.look();
      await hidePeople(system);
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
