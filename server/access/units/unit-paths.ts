import { believed } from "../../platform/believed.ts";
import type { System } from "../../platform/context.ts";
import { readTree, wayTo } from "./tree.ts";

/** How long another process may still believe a tree that was changed here, in ms. In this process it is none. */
const BELIEVED = 5_000;
/** How much longer while the records do not answer. */
const GRACE = 30_000;
const MOST_REMEMBERED = 1_000;

/** Keys of what units are part of today, from the top down to each, by its key. */
export type Paths = ReadonlyMap<string, readonly string[]>;

/** Where units stand, for what comes in with each message. */
export interface UnitPaths {
  of(workspace: string): Promise<Paths>;
  /** Drops what is remembered of a workspace: its tree was changed. */
  forget(workspace: string): void;
}

export function createUnitPaths({ db }: Pick<System, "db">): UnitPaths {
  const known = believed({
    milliseconds: BELIEVED,
    grace: GRACE,
    most: MOST_REMEMBERED,
    async read(workspace): Promise<Paths> {
      const tree = await readTree(db, workspace);
      return new Map([...tree.values()].map(({ id, key }) => [key, (wayTo(tree, id) ?? []).map((each) => each.key)]));
    },
  });
  return { of: known.get, forget: known.forget };
}
