import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { appendEvents } from "../../testing/append-events.ts";
import { eventRow } from "../../testing/event-log.ts";
import { distinct, followersOf } from "../../testing/followers.ts";
import { LogReader } from "./read-log.ts";

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ own: true });
});
afterAll(() => t.close());

const { follower, start, stopAll, read } = followersOf(() => t);
afterEach(stopAll);

describe("events that turn up late or out of order", () => {
  /** Within what the newest may be ahead of them, in units of arrival. */
  const second = 4_096_000n;

  it("are handed out too, on random logs written in any order", async () => {
    const batch = fc.array(fc.integer({ min: 0, max: 110 }), { minLength: 1, maxLength: 12 });
    const log = fc.array(fc.record({ seconds: batch, looks: fc.boolean() }), { minLength: 2, maxLength: 5 });
    const { workspace } = await t.freshWorkspace();
    let base = BigInt(t.clock.now().getTime()) * 4096n;
    let made = 0;
    await fc.assert(
      fc.asyncProperty(log, async (batches) => {
        // Each log is far behind the one before.
        base += 100_000n * second;
        const seen: string[] = [];
        const one = follower(async (stretch) => {
          seen.push(...(await read(stretch)).map(({ id }) => id));
        });
        const process = start([one]);
        await process.idle();
        const written: string[] = [];
        for (const { seconds, looks } of batches) {
          const rows = seconds.map((offset) => {
            made += 1;
            const arrival = base + BigInt(offset) * second + BigInt(made % 4096);
            const said = { workspace: workspace.id, event: "Paid", identifier_key: "1" };
            return eventRow(t.clock.now(), { ...said, arrival: String(arrival), message_id: `late-${made}` });
          });
          await appendEvents(t.system.analytics, rows);
          written.push(...rows.map(({ message_id }) => message_id));
          if (looks) await process.idle();
        }
        await process.idle();
        await process.stop();
        expect(distinct(seen)).toEqual(written.sort());
      }),
      { numRuns: 15 },
    );
  });

  it("are told from each other in few rows, however long ago and far apart they came", async () => {
    const { workspace } = await t.freshWorkspace();
    const base = BigInt(t.clock.now().getTime() + 200 * 86_400_000) * 4096n;
    const rows = Array.from({ length: 300 }, (_, index) =>
      eventRow(t.clock.now(), {
        ...{ workspace: workspace.id, event: "Paid", identifier_key: "1", message_id: `apart-${index}` },
        arrival: String(base + BigInt(index) * 60n * second),
      }),
    );
    await appendEvents(t.system.analytics, rows);
    let most = 0;
    const analytics: typeof t.system.analytics = {
      ...t.system.analytics,
      async ask<T extends object>(...asked: Parameters<typeof t.system.analytics.ask>) {
        const answer = await t.system.analytics.ask<T>(...asked);
        most = Math.max(most, answer.length);
        return answer;
      },
    };
    const log = new LogReader(analytics);
    const part = await log.next({ arrival: base - 1n, seen: {} }, 250, null);
    expect(part).toMatchObject({ count: 250, end: { arrival: base + 249n * 60n * second } });
    expect(Object.keys(part?.end.seen ?? {}).length).toBeGreaterThan(1);
    expect(most).toBeLessThan(30);
    expect(await log.late(part?.end ?? { arrival: 0n, seen: {} }, 250)).toBeNull();
  });

  it("are found without anybody waiting for them", async () => {
    const { workspace } = await t.freshWorkspace();
    const base = BigInt(t.clock.now().getTime() + 300 * 86_400_000) * 4096n;
    const seen: string[] = [];
    const one = follower(async (stretch) => {
      seen.push(...(await read(stretch)).map(({ id }) => id));
    });
    const process = start([one]);
    await process.idle();
    const row = (id: string, seconds: bigint) =>
      eventRow(t.clock.now(), {
        ...{ workspace: workspace.id, event: "Paid", identifier_key: "1", message_id: id },
        arrival: String(base + seconds * second),
      });
    await appendEvents(t.system.analytics, [row("newest", 100n)]);
    process.wake();
    while (seen.length === 0) await wait(20);
    await appendEvents(t.system.analytics, [row("older", 10n)]);
    while (!seen.includes("older")) await wait(20);
  });
});
