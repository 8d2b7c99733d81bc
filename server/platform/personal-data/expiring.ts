import type { ExpiringKind } from "../../../contracts/words/storage-periods.ts";
import type { System } from "../context.ts";

/** What was there before an instant, the beginning of a day, and is kept no longer. */
export interface Old {
  workspace: string;
  before: Date;
  /** Of whom nothing is deleted, because they asked for it to be kept: keys they acted as, and addresses. */
  held: { keys: readonly string[]; addresses: readonly string[] };
}

/** What a workspace may keep for a limited time: declared by the noun that keeps it, listed in `server/expiring.ts`. */
export interface Expiring {
  kind: ExpiringKind;
  /** There is some that belongs to no workspace too. */
  ofTheSystem?: true;
  /** How much is old, and of how many people; null where it is not kept by person. */
  count(system: System, old: Old): Promise<{ count: number; people: number | null }>;
  /** Deletes it in bounded steps. Harmless when done again; what a restart cut off is gone on with. */
  remove(
    system: System,
    old: Old,
    step: { signal: AbortSignal; onProgress(done: number, total: number): Promise<void> },
  ): Promise<void>;
}

/** Deletes some rows at a time until a step finds fewer than it asked for. */
export async function removeInSteps(
  atOnce: number,
  { signal, onProgress }: Parameters<Expiring["remove"]>[2],
  total: number,
  step: () => Promise<number>,
): Promise<void> {
  for (let done = 0, removed = atOnce; removed >= atOnce; ) {
    signal.throwIfAborted();
    removed = await step();
    done += removed;
    await onProgress(done, Math.max(done, total));
  }
}
