import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Analytics } from "./analytics/analytics.ts";

/** In seconds: from what a page feels as at once to the longest that a query may take. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What became of messages that senders handed over. */
type Outcome = "accepted" | "rejected" | "refused";

/**
 * What the program counts and measures of itself, for Prometheus. Labels are names of our own (routes as they are declared,
 * never as they were called): no tenant, person or thing can be told from them, and there are only so many.
 */
export interface Telemetry {
  register: Registry;
  /** Of this process: memory, processor time, delay of the event loop. Once a process. */
  watchProcess(): void;
  /** Times every answer. */
  watchHttp(app: FastifyInstance): void;
  /** The same events, with every statement counted and timed. */
  watchEvents(analytics: Analytics): Analytics;
  /** Tells how much is in memory and how much is pending whenever it is asked. */
  watchIngest(ingest: { held(): number; pending(): { events: number; bytes: number; seconds: number } }): void;
  /** Told how long pending events took to the disk. */
  synced(seconds: number): void;
  count(outcome: Outcome, messages: number): void;
  /** Counts a sign-in, or one that failed, by what became of it. */
  countSignIn(outcome: string): void;
}

export function createTelemetry(version: string): Telemetry {
  const register = new Registry();
  const registers = [register];
  new Gauge({
    name: "throughline_build_info",
    help: "Version of the program and of Node; always 1.",
    labelNames: ["version", "node"],
    registers,
  }).set({ version, node: process.version }, 1);
  const requests = new Histogram({
    name: "throughline_http_request_seconds",
    help: "Time to answer a request, by the route as it is declared.",
    labelNames: ["method", "route", "status"],
    buckets: BUCKETS,
    registers,
  });
  const statements = new Histogram({
    name: "throughline_event_store_seconds",
    help: "Time of a statement in the event store, waiting for its turn included: a query of somebody, upkeep, an insert.",
    labelNames: ["what", "outcome"],
    buckets: BUCKETS,
    registers,
  });
  const running = new Gauge({
    name: "throughline_event_store_running",
    help: "Statements that run or wait for their turn.",
    labelNames: ["what"],
    registers,
  });
  const messages = new Counter({
    name: "throughline_ingest_messages_total",
    help: "Messages by what became of them: stored, rejected one by one, or refused together and to be sent again.",
    labelNames: ["outcome"],
    registers,
  });

  const syncs = new Histogram({
    name: "throughline_ingest_sync_seconds",
    help: "Time to bring events to the disk that are acknowledged before the event store has them.",
    buckets: BUCKETS,
    registers,
  });

  const signIns = new Counter({
    name: "throughline_sign_ins_total",
    help: "Sign-ins, those that failed, and what became of passwords and second factors, by outcome.",
    labelNames: ["outcome"],
    registers,
  });

  async function timed<T>(what: "query" | "upkeep" | "insert", run: () => Promise<T>): Promise<T> {
    const end = statements.startTimer({ what });
    running.inc({ what });
    try {
      const result = await run();
      end({ outcome: "done" });
      return result;
    } catch (error) {
      end({ outcome: "failed" });
      throw error;
    } finally {
      running.dec({ what });
    }
  }

  return {
    register,
    watchProcess: () => collectDefaultMetrics({ register }),
    watchHttp(app) {
      app.addHook("onResponse", async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
        requests.observe({ method, route: routeOptions.url ?? "none", status: String(statusCode) }, elapsedTime / 1000);
      });
    },
    watchEvents: (analytics) => ({
      ...analytics,
      ask: (query, options) =>
        timed(options.tenant === null || options.upkeep ? "upkeep" : "query", () => analytics.ask(query, options)),
      insert: (table, rows) => timed("insert", () => analytics.insert(table, rows)),
      insertEncoded: (table, columns, rows) => timed("insert", () => analytics.insertEncoded(table, columns, rows)),
    }),
    watchIngest(ingest) {
      new Gauge({
        name: "throughline_ingest_held_bytes",
        help: "Bytes of messages in memory, on their way to the disk.",
        registers,
        collect() {
          this.set(ingest.held());
        },
      });
      for (const [what, help] of [
        ["events", "Acknowledged events, on the disk and not in the event store yet."],
        ["bytes", "Bytes of memory that these take."],
        ["seconds", "How long the first of them has waited."],
      ] as const)
        new Gauge({
          name: `throughline_ingest_pending_${what}`,
          help,
          registers,
          collect() {
            this.set(ingest.pending()[what]);
          },
        });
    },
    synced: (seconds) => syncs.observe(seconds),
    count: (outcome, number) => messages.inc({ outcome }, number),
    countSignIn: (outcome) => signIns.inc({ outcome }),
  };
}
