import type { System } from "../../platform/context.ts";
import { readTree, wayTo } from "./tree.ts";

/** How long another process may still believe a tree that was changed here, in ms. In this process it is none. */
const BELIEVED = 5_000;
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
  const known = new Map<string, { paths: Promise<Paths>; until: number }>();
  return {
    of(workspace) {
      const remembered = known.get(workspace);
      if (remembered && remembered.until > performance.now()) return remembered.paths;
      const paths = readTree(db, workspace).then(
        (tree): Paths =>
          new Map([...tree.values()].map(({ id, key }) => [key, (wayTo(tree, id) ?? []).map((each) => each.key)])),
      );
      if (known.size >= MOST_REMEMBERED) known.clear();
      const entry = { paths, until: performance.now() + BELIEVED };
      known.set(workspace, entry);
      // A store that failed is asked again.
      paths.catch(() => void (known.get(workspace) === entry && known.delete(workspace)));
      return paths;
    },
    forget: (workspace) => void known.delete(workspace),
  };
}
