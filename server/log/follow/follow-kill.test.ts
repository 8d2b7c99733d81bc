import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, expect, it } from "vitest";
import { packageRoot } from "../../config.ts";

const EVENTS = 60;
const IN_A_STRETCH = 10;
const data = mkdtempSync(join(tmpdir(), "throughline-follow-kill-"));
const children: ChildProcess[] = [];

afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(data, { recursive: true, force: true });
});

/**
 * A process with one follower, whose effect is a line for each event. With `halts` it stands still once that many stretches have
 * had their effect, before the place of the last of them is kept.
 */
function program(halts: number): string {
  return `
    import { readConfig } from "./server/config.ts";
    import { openStores } from "./server/open-system.ts";
    import { startFollowing } from "./server/log/follow/follow.ts";
    import { sql } from "./server/platform/analytics/sql.ts";
    import { appendEvents } from "./server/testing/append-events.ts";
    import { eventRow } from "./server/testing/event-log.ts";
    const { system, close } = await openStores(readConfig({ data: ${JSON.stringify(data)}, logLevel: "silent" }, {}));
    const events = await system.analytics.ask(sql\`select count() as n from events\`, { tenant: null });
    if (events[0].n === "0") {
      const workspace = "0198c0de-0000-7000-8000-000000000001";
      const rows = Array.from({ length: ${EVENTS} }, (_, index) =>
        eventRow(new Date(1_760_000_000_000 + index * 1000), {
          ...{ workspace, event: "Paid", identifier_key: "1", message_id: "m-" + index },
          arrival: String((1_760_000_000_000n + BigInt(index) * 1000n) * 4096n),
        }));
      await appendEvents(system.analytics, rows);
    }
    let stretches = 0;
    const size = ${IN_A_STRETCH};
    const follower = {
      name: "killed",
      begins: "first",
      pace: { delay: 1, rest: 0, longestRest: 0, sizes: { first: size, most: size, patient: size } },
      async handle({ rows }) {
        const found = await system.analytics.ask(sql\`select message_id from events where \${rows}\`, { tenant: null });
        for (const { message_id } of found) console.log("did " + message_id);
        stretches += 1;
        if (stretches === ${halts}) {
          console.log("halted");
          await new Promise(() => setInterval(() => undefined, 1000));
        }
      },
    };
    const followers = startFollowing(system, [follower], { alone: true, newsHours: 72 });
    await followers.idle();
    console.log("in step");
    await followers.stop();
    await close();
    process.exit();
  `;
}

/** What a process did until it said something. */
async function untilItSays(last: string, halts: number): Promise<{ did: string[]; kill(): Promise<void> }> {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program(halts)], {
    cwd: packageRoot,
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const kill = () => {
    child.kill("SIGKILL");
    return ended;
  };
  const did: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === last) return { did, kill };
    did.push(line.replace("did ", ""));
  }
  throw new Error(`the process ended before it said “${last}”`);
}

it("killed between the effect of a stretch and its place, is handed that stretch again, and none before or less after it", {
  timeout: 120_000,
}, async () => {
  const killed = await untilItSays("halted", 4);
  await killed.kill();
  const next = await untilItSays("in step", 0);
  await next.kill();
  const all = Array.from({ length: EVENTS }, (_, index) => `m-${index}`);
  expect(killed.did.sort()).toEqual(all.slice(0, 4 * IN_A_STRETCH).sort());
  expect(next.did.sort()).toEqual(all.slice(3 * IN_A_STRETCH).sort());
});
