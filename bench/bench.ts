import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createClient } from "../contracts/client.ts";
import { measureAsking } from "./asking.ts";
import { auditCost } from "./audit.ts";
import { commitRate } from "./commits.ts";
import { ERASED, measureErasing } from "./erasing.ts";
import { syntheticEvents } from "./fill.ts";
import { microsecondsToFollow } from "./follow.ts";
import { deliveryRate } from "./outbox.ts";
import { idle, init, residentMegabytes, secondsBehind, start, stop } from "./program.ts";
import { measureRaw, RawEngine } from "./raw.ts";
import { atMost, figures, report } from "./report.ts";
import { scopeRatio } from "./scope.ts";
import { measureSending } from "./sending.ts";

const parts = ["records", "follower", "asking", "scope", "sending", "erasing"] as const;
const { values } = parseArgs({
  options: {
    events: { type: "string", default: "1000000,10000000" },
    /** Some of the parts; all when absent. */
    only: { type: "string", default: parts.join(",") },
  },
});
const sizes = values.events.split(",").map(Number);
const wanted = new Set(values.only.split(","));
const wants = (part: (typeof parts)[number]) => wanted.has(part);
const costs: number[] = [];

if (wants("records")) await measureRecords();
for (const size of sizes) await measure(size);
const [small, large] = [costs[0], costs.at(-1)];
if (small && large && sizes.length > 1)
  atMost("ingest cost per event, largest to smallest store", large / small, "×", 1.2);
report();

async function measureRecords(): Promise<void> {
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
  const audit = await auditCost();
  atMost("write that the audit log holds ÷ that it does not", audit.ratio, "×", 1.05);
  figures.push({
    name: "100 entries of an audit log of a million",
    value: audit.page,
    unit: "ms",
    target: "none",
    met: true,
  });
}

async function measure(size: number): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "throughline-bench-"));
  const label = `${size / 1_000_000} M`;
  console.info(`\n${label} events in ${data}`);
  try {
    if (wants("follower")) atMost(`event followed, ${label}`, await microsecondsToFollow(size), "µs", 2);
    const made = init(data);
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
    const insertRate = wants("sending") ? await engine.insertRate(300_000) : 0;
    const raw = wants("asking") ? await measureRaw(engine, made.workspace, until) : null;
    const people = wants("erasing") ? await engine.people(1 + ERASED) : [];
    engine.close();

    const server = await start(data);
    figures.push({
      name: `start, ${label}`,
      value: server.seconds,
      unit: "s",
      target: "≤ 2 s",
      met: server.seconds <= 2,
    });
    // So much came at once, as after a load: followers read it at their own pace.
    const ask = createClient({ baseUrl: server.url, headers: () => ({ authorization: `Bearer ${made.apiKey}` }) });
    if (wants("follower")) atMost(`followers in step after the load, ${label}`, await secondsBehind(ask), "s", 5);
    await idle(server.child);
    atMost(`idle memory, ${label}`, residentMegabytes(server.child), "MB", 700);

    const year = { from: yearAgo.toISOString(), to: until.toISOString() };
    const bench = { child: server.child, url: server.url, ask, writeKey: made.writeKey, year, label };
    if (raw) await measureAsking(bench, raw);
    if (wants("scope"))
      atMost(`query of who sees units ÷ of who sees all, ${label}`, await scopeRatio(bench), "×", 1.1);
    if (wants("sending")) costs.push(await measureSending(bench, insertRate));
    if (wants("erasing")) await measureErasing(bench, people);
    await stop(server.child);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
