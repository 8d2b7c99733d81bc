import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createClient } from "../contracts/client.ts";
import type { JourneyDocument } from "../contracts/understand/journeys.ts";
import { commitRate } from "./commits.ts";
import { secondsToErase } from "./erasure.ts";
import { message, steps, syntheticEvents } from "./fill.ts";
import { send } from "./load.ts";
import { deliveryRate } from "./outbox.ts";
import {
  median,
  RawEngine,
  rawFollows,
  rawFunnel,
  rawJourney,
  rawNps,
  rawPaths,
  rawRetention,
  rawSegment,
} from "./raw.ts";
import { type Figure, report } from "./report.ts";
import { scopeRatio } from "./scope.ts";

const { values } = parseArgs({ options: { events: { type: "string", default: "1000000,10000000" } } });
const sizes = values.events.split(",").map(Number);
const program = "bin/throughline.js";
const figures: Figure[] = [];
const costs: number[] = [];

const commits = await commitRate();
figures.push({
  name: "records committed, one after the other",
  value: commits.perSecond,
  unit: "/s",
  raw: commits.raw,
  target: "≥ 0.3 × raw",
  met: commits.perSecond >= 0.3 * commits.raw,
});
const deliveries = await deliveryRate();
figures.push({
  name: "messages of the outbox delivered",
  value: deliveries,
  unit: "/s",
  target: "≥ 1,000/s",
  met: deliveries >= 1000,
});
for (const size of sizes) await measure(size);
const [small, large] = [costs[0], costs.at(-1)];
if (small && large && sizes.length > 1)
  atMost("ingest cost per event, largest to smallest store", large / small, "×", 1.2);
report(figures);

async function measure(size: number): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "throughline-bench-"));
  const label = `${size / 1_000_000} M`;
  console.info(`\n${label} events in ${data}`);
  try {
    const made = JSON.parse(
      execFileSync(
        process.execPath,
        [
          program,
          "init",
          "--data",
          data,
          "--email",
          "bench@example.com",
          "--password",
          "bench bench bench",
          "--workspace",
          "Bench",
          "--json",
        ],
        { encoding: "utf8" },
      ),
    ) as { workspace: string; apiKey: string; writeKey: string };
    const until = new Date();
    const yearAgo = new Date(until.getTime() - 364 * 86_400_000);

    const engine = new RawEngine(join(data, "events"));
    const filling = performance.now();
    for (let from = 0; from < size; from += 1_000_000) {
      const part = { from, to: Math.min(size, from + 1_000_000), of: size };
      await engine.run(syntheticEvents("events", made.workspace, part, until));
    }
    await engine.run("optimize table events final settings optimize_skip_merged_partitions = 1");
    console.info(`filled in ${((performance.now() - filling) / 1000).toFixed(0)} s`);
    const raw = {
      insert: await engine.insertRate(300_000),
      nps: await engine.time(rawNps(made.workspace, yearAgo)),
      journey: await engine.time(rawJourney(made.workspace, yearAgo)),
      retention: await engine.time(rawRetention(made.workspace, yearAgo)),
      funnel: await engine.time(rawFunnel(made.workspace, yearAgo)),
      paths: await engine.time(rawPaths(made.workspace, yearAgo)),
      follows: await engine.time(rawFollows(made.workspace, yearAgo)),
      segment: await engine.time(rawSegment(made.workspace, new Date(until.getTime() - 30 * 86_400_000))),
    };
    engine.close();

    const server = await start(data);
    figures.push({
      name: `start, ${label}`,
      value: server.seconds,
      unit: "s",
      target: "≤ 2 s",
      met: server.seconds <= 2,
    });
    await idle(server.child);
    atMost(`idle memory, ${label}`, residentMegabytes(server.child), "MB", 700);

    const ask = createClient({ baseUrl: server.url, headers: () => ({ authorization: `Bearer ${made.apiKey}` }) });
    const year = { from: yearAgo.toISOString(), to: until.toISOString() };
    const nps = await median(() =>
      ask("POST /api/v1/query", {
        body: { metrics: [{ metric: "nps" }], breakdowns: ["channel"], interval: "week", period: year },
      }),
    );
    atMost(`NPS per week by channel, ${label}`, nps, "ms", 200, raw.nps);

    atMost(`query of who sees units ÷ of who sees all, ${label}`, await scopeRatio(server.url, ask, year), "×", 1.1);

    const journey = await ask("POST /api/v1/journeys", { body: await journeyOf(ask) });
    const map = await median(() =>
      ask("POST /api/v1/journeys/:id/numbers", { params: { id: journey.id }, body: { period: year } }),
    );
    atMost(`journey map of 10 steps, ${label}`, map, "ms", 2000, raw.journey);

    await stitch(server.url, made.writeKey, 10_000);
    const stitched = await median(() =>
      ask("POST /api/v1/journeys/:id/numbers", { params: { id: journey.id }, body: { period: year } }),
    );
    atMost(`journey map with 10,000 stitched visitors ÷ without, ${label}`, stitched / map, "×", 1.1);

    const conformance = await median(() =>
      ask("POST /api/v1/journeys/:id/conformance", { params: { id: journey.id }, body: { period: year } }),
    );
    figures.push({ name: `conformance, ${label}`, value: conformance, unit: "ms", target: "none", met: true });

    const retention = await median(() =>
      ask("POST /api/v1/query/retention", {
        body: { interval: "month", intervals: 12, period: { last: 12, unit: "month" } },
      }),
    );
    atMost(`retention 12 × 12, ${label}`, retention, "ms", 2000, raw.retention);

    const five = steps.slice(0, 5).map((value) => ({ condition: { field: "event", op: "eq" as const, value } }));
    const funnel = await median(() =>
      ask("POST /api/v1/query/funnel", {
        body: { steps: five, windowSeconds: 30 * 86_400, counting: "every", period: year },
      }),
    );
    atMost(`funnel of 5, ${label}`, funnel, "ms", Math.min(1500, 1.3 * raw.funnel), raw.funnel);

    const begin = { condition: { field: "event", op: "eq" as const, value: steps[0] ?? "" } };
    const paths = await median(() =>
      ask("POST /api/v1/query/paths", {
        body: { anchor: { from: begin }, columns: 6, gapMinutes: 525_600, period: year },
      }),
    );
    atMost(`paths of 6, ${label}`, paths, "ms", 2500, raw.paths);

    const follows = await median(() => ask("POST /api/v1/query/process", { body: { period: year } }));
    atMost(`directly-follows, ${label}`, follows, "ms", 3000, raw.follows);

    const often = { did: { event: steps[3] ?? "", atLeast: 3, withinDays: 30 } };
    const segment = await median(() => ask("POST /api/v1/segments/preview", { body: { condition: often } }));
    atMost(`segment size over behaviour, ${label}`, segment, "ms", 1000, raw.segment);

    const bodies = Array.from({ length: 600 }, (_, body) =>
      JSON.stringify({ batch: Array.from({ length: 500 }, (_, n) => message(body * 500 + n)) }),
    );
    const batches = await send(`${server.url}/v1/batch`, made.writeKey, {
      connections: 16,
      seconds: 60,
      body: (n) => bodies[n] ?? null,
      eventsPerBody: 500,
    });
    costs.push(1 / batches.perSecond);
    figures.push({
      name: `ingest, batches of 500, ${label}`,
      value: batches.perSecond,
      unit: "events/s",
      raw: raw.insert,
      target: "≥ 0.6 × raw",
      met: batches.perSecond >= 0.6 * raw.insert,
    });

    atMost(`followers in step after it, ${label}`, await secondsBehind(ask), "s", 5);

    const singles = await send(`${server.url}/v1/track`, made.writeKey, {
      connections: 64,
      seconds: 10,
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
    atMost(`single event p99, ${label}`, singles.p99, "ms", 100);

    let asking = true;
    const people = [five, five.toReversed()].map(async (conditions) => {
      while (asking)
        await ask("POST /api/v1/query/funnel", {
          body: { steps: conditions, windowSeconds: 30 * 86_400, counting: "every", period: year },
        });
    });
    const meanwhile = await send(`${server.url}/v1/track`, made.writeKey, {
      connections: 16,
      seconds: 15,
      body: (n) => JSON.stringify(message(20_000_000 + n)),
      eventsPerBody: 1,
    });
    asking = false;
    await Promise.all(people);
    atMost(`single event p99 while two people ask, 16 connections, ${label}`, meanwhile.p99, "ms", 250);
    await erasing(ask, server.url, made.writeKey, label);
    await stop(server.child);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** People erased while others send. */
async function erasing(
  ask: ReturnType<typeof createClient>,
  url: string,
  writeKey: string,
  label: string,
): Promise<void> {
  atMost(`one person erased, ${label}`, await secondsToErase(ask, 1), "s", 10);
  const erased = secondsToErase(ask, 1000);
  const meanwhile = await send(`${url}/v1/track`, writeKey, {
    connections: 16,
    seconds: 30,
    // Nobody of those who are erased: what is sent of before is refused.
    body: (n) => JSON.stringify({ ...message(30_000_000 + n), userId: `other${n % 50_000}` }),
    eventsPerBody: 1,
  });
  atMost(`1,000 people erased, ${label}`, await erased, "s", 60);
  atMost(`single event p99 meanwhile, 16 connections, ${label}`, meanwhile.p99, "ms", 250);
}

/** Visitors who turn out to be people we know, and time for it to count in every query. */
async function stitch(url: string, writeKey: string, visitors: number): Promise<void> {
  const bodies = Array.from({ length: visitors / 500 }, (_, body) =>
    JSON.stringify({
      batch: Array.from({ length: 500 }, (_, n) => {
        const visitor = body * 500 + n;
        const ids = { userId: `u${visitor}`, anonymousId: `visitor-${visitor}` };
        return { type: "identify", messageId: `stitch-${visitor}`, ...ids, timestamp: new Date().toISOString() };
      }),
    }),
  );
  await send(`${url}/v1/batch`, writeKey, {
    connections: 4,
    seconds: 60,
    body: (n) => bodies[n] ?? null,
    eventsPerBody: 500,
  });
  await new Promise((done) => setTimeout(done, 15_000));
}

function atMost(name: string, value: number, unit: string, limit: number, raw?: number): void {
  const target = `≤ ${limit.toLocaleString("en")} ${unit}`;
  figures.push({ name, value, unit, ...(raw === undefined ? {} : { raw }), target, met: value <= limit });
}

async function journeyOf(ask: ReturnType<typeof createClient>): Promise<JourneyDocument> {
  const bound: { id: string; name: string; touchpointId: string }[] = [];
  for (const [index, event] of steps.entries()) {
    const rule = { field: "event", op: "eq" as const, value: event };
    const touchpoint = await ask("POST /api/v1/touchpoints", { body: { name: event, rule } });
    bound.push({ id: `step-${index}`, name: event, touchpointId: touchpoint.id });
  }
  return {
    schema: "throughline.journey/1",
    name: "Bench",
    description: "",
    phases: [{ id: "all", name: "All", steps: bound }],
    lanes: [],
    cells: [],
    windowDays: 30,
    personas: [],
  };
}

async function start(data: string): Promise<{ child: ChildProcess; url: string; seconds: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, [program, "serve", "--data", data, "--port", "0", "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, LOG_LEVEL: "warn" },
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once("data", (chunk: Buffer) => resolve(chunk.toString()));
    child.once("exit", (code) => reject(new Error(`the program ended with ${code}`)));
  });
  return { child, url: (JSON.parse(line) as { url: string }).url, seconds: (performance.now() - began) / 1000 };
}

/** How long it takes until everybody who follows the log has come to its end, at most ten minutes. */
async function secondsBehind(ask: ReturnType<typeof createClient>): Promise<number> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  while (seconds() < 600) {
    const { followers } = await ask("GET /health/reactions", {});
    if (followers.every(({ behind }) => behind === 0)) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  return seconds();
}

/** Waits until the program has read what it found in its log, at most ten minutes. */
async function idle(child: ChildProcess): Promise<void> {
  const ticks = () => {
    const [user = 0, system = 0] = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(" ").slice(13, 15).map(Number);
    return user + system;
  };
  for (let seconds = 0, quiet = 0; quiet < 4 && seconds < 600; seconds += 2) {
    const before = ticks();
    await new Promise((done) => setTimeout(done, 2000));
    quiet = ticks() - before < 10 ? quiet + 1 : 0;
  }
}

function residentMegabytes(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  await ended;
}
