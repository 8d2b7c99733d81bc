import type { ChildProcess } from "node:child_process";
import type { Client } from "../contracts/client.ts";
import type { JourneyDocument } from "../contracts/understand/journeys.ts";
import { steps } from "./fill.ts";
import { send } from "./load.ts";
import { median, type Raw } from "./raw.ts";
import { atMost, figures } from "./report.ts";

export interface Bench {
  child: ChildProcess;
  /** The program's address. */
  url: string;
  ask: Client;
  writeKey: string;
  /** The period that all events lie in. */
  year: { from: string; to: string };
  /** How many events there are. */
  label: string;
}

/** The first five steps, as a funnel asks for them. */
export const five = steps.slice(0, 5).map((value) => ({ condition: { field: "event", op: "eq" as const, value } }));

/** How long people wait for their numbers. */
export async function measureAsking({ url, ask, writeKey, year, label }: Bench, raw: Raw): Promise<void> {
  const nps = await median(() =>
    ask("POST /api/v1/query", {
      body: { metrics: [{ metric: "nps" }], breakdowns: ["channel"], interval: "week", period: year },
    }),
  );
  atMost(`NPS per week by channel, ${label}`, nps, "ms", 200, raw.nps);

  const journey = await ask("POST /api/v1/journeys", { body: await journeyOf(ask) });
  const map = await median(() =>
    ask("POST /api/v1/journeys/:id/numbers", { params: { id: journey.id }, body: { period: year } }),
  );
  atMost(`journey map of 10 steps, ${label}`, map, "ms", 2000, raw.journey);

  await stitch(url, writeKey, 10_000);
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

async function journeyOf(ask: Client): Promise<JourneyDocument> {
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
