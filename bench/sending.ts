import { type Bench, five } from "./asking.ts";
import { message } from "./fill.ts";
import { send } from "./load.ts";
import { cpuSeconds, secondsBehind } from "./program.ts";
import { atMost, figures } from "./report.ts";

const SINGLES_SECONDS = 10;

/** How fast events come in, alone and while others ask; answers the time that one takes. */
export async function measureSending(
  { child, url, ask, writeKey, year, label }: Bench,
  rawRate: number,
): Promise<number> {
  const bodies = Array.from({ length: 600 }, (_, body) =>
    JSON.stringify({ batch: Array.from({ length: 500 }, (_, n) => message(body * 500 + n)) }),
  );
  const batches = await send(`${url}/v1/batch`, writeKey, {
    connections: 16,
    seconds: 60,
    body: (n) => bodies[n] ?? null,
    eventsPerBody: 500,
  });
  figures.push({
    name: `ingest, batches of 500, ${label}`,
    value: batches.perSecond,
    unit: "events/s",
    raw: rawRate,
    target: "≥ 0.6 × raw",
    met: batches.perSecond >= 0.6 * rawRate,
  });

  atMost(`followers in step after it, ${label}`, await secondsBehind(ask), "s", 5);

  const before = cpuSeconds(child);
  const singles = await send(`${url}/v1/track`, writeKey, {
    connections: 64,
    seconds: SINGLES_SECONDS,
    body: (n) => JSON.stringify(message(10_000_000 + n)),
    eventsPerBody: 1,
  });
  figures.push({
    name: `single events acknowledged, 64 connections, ${label}`,
    value: singles.perSecond,
    unit: "/s",
    target: "≥ 4,000/s",
    met: singles.perSecond >= 4000,
  });
  atMost(`single event p99, ${label}`, singles.p99, "ms", 60);
  // With what followers do of them meanwhile.
  const each = (cpuSeconds(child) - before) / (singles.perSecond * SINGLES_SECONDS);
  atMost(`processor time of a single event, ${label}`, each * 1_000_000, "µs", 260);

  let asking = true;
  const people = [five, five.toReversed()].map(async (conditions) => {
    while (asking)
      await ask("POST /api/v1/query/funnel", {
        body: { steps: conditions, windowSeconds: 30 * 86_400, counting: "every", period: year },
      });
  });
  const meanwhile = await send(`${url}/v1/track`, writeKey, {
    connections: 16,
    seconds: 15,
    body: (n) => JSON.stringify(message(20_000_000 + n)),
    eventsPerBody: 1,
  });
  asking = false;
  await Promise.all(people);
  atMost(`single event p99 while two people ask, 16 connections, ${label}`, meanwhile.p99, "ms", 250);
  return 1 / batches.perSecond;
}
