import type { Follower, Stretch } from "../../../log/follow/follow.ts";
import type { Tombstones } from "../../../log/tombstones/tombstones.ts";
import type { System } from "../../../platform/context.ts";
import { RecentKeys } from "../../../platform/recent-keys.ts";
import { applyMessages } from "./apply-messages.ts";
import type { FreshPersons } from "./fresh-persons.ts";
import { holdStitching, partings } from "./hold-stitching.ts";
import { writePersons } from "./publish-persons.ts";
import { type Message, readMessages } from "./read-messages.ts";

/** Messages applied in one transaction. Whoever else needs the records waits for its end. */
const MESSAGES = 2_000;
/** While somebody waits for the end: the more are applied together, the fewer times each person is read and written. */
const PATIENT_MESSAGES = 16_000;
/** While catching up on much, queries see what was done so far this often. */
const LOAD_MILLISECONDS = 3000;

/**
 * Works out who is who from what messages say. Applying a message again, or the like of one, changes nothing, so a message
 * that only repeats what was applied before is left out before the records are asked.
 */
export function followMessages(system: System, persons: FreshPersons, tombstones: Tombstones): Follower {
  let applied = new RecentKeys(0);
  let parted = 0;
  let loaded = performance.now();

  /** What was said in vain while a merge stood counts when it is said again. */
  async function forgetWhatWasParted(): Promise<void> {
    const now = await partings(system.db);
    if (now !== parted) applied = new RecentKeys(0);
    parted = now;
  }

  async function apply(stretch: Stretch, messages: readonly Message[], more?: "more"): Promise<void> {
    await stretch.commit(async (db) => {
      if (messages.length === 0) return;
      const version = await holdStitching(db);
      persons.wrote(await writePersons(system, db, version, await applyMessages(db, messages, tombstones)));
    }, more);
    for (const { claim } of messages) if (claim !== "0") applied.add(claim, 0);
  }

  return {
    name: "contacts",
    begins: "first",
    pace: {
      delay: 200,
      rest: 1,
      longestRest: 1000,
      sizes: { first: 4_000, most: 32_000, patient: 256_000 },
    },
    async handle(stretch) {
      await forgetWhatWasParted();
      const messages = await readMessages(system.analytics, stretch, applied);
      for (let from = 0; ; ) {
        const some = messages.slice(from, from + (stretch.isAwaited() ? PATIENT_MESSAGES : MESSAGES));
        from += some.length;
        if (from >= messages.length) return apply(stretch, some);
        await apply(stretch, some, "more");
        if (performance.now() - loaded > Math.max(LOAD_MILLISECONDS, 4 * persons.milliseconds)) {
          await persons.load();
          loaded = performance.now();
        }
        await stretch.pause();
      }
    },
    async inStep() {
      await persons.load();
      loaded = performance.now();
    },
  };
}
