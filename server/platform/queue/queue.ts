import { setTimeout as wait } from "node:timers/promises";
import { PgBoss } from "pg-boss";
import type { OpenDatabase } from "../db/database.ts";
import type { Log } from "../log.ts";

/** Jobs of one kind that this process runs at the same time. */
const AT_ONCE = 2;
/** A job from another process is seen within this time; one sent here wakes its worker at once. */
const POLLING_SECONDS = 15;
/** A job whose process has not been heard of for this long is given to another. */
const HEARTBEAT_SECONDS = 60;
const LONGEST_JOB_SECONDS = 23 * 60 * 60;
const RETRIES = 1000;
/** How long a stop waits for handlers that were told to stop. */
const STOP_MILLISECONDS = 20_000;

/** `signal` is aborted when the program stops or the job was given to another process; what then rejects is run again. */
export type Handler<Data extends object> = (data: Data, signal: AbortSignal) => Promise<void>;

/**
 * Background work that outlives the process: a job sent is run at least once, also after a kill, and again when it
 * fails. Handlers therefore continue where the work stands, and running one again must be harmless.
 */
export interface Queue {
  /** Takes the jobs of this name. Call once a name, at start. */
  work<Data extends object>(name: string, handler: Handler<Data>): Promise<void>;
  /** Adds a job. While one with the same `singletonKey` waits or runs, nothing is added. */
  send(name: string, data: object, options?: { singletonKey?: string }): Promise<void>;
  /** Sends a job of this name now and then, once for all processes on these records. */
  every(name: string, seconds: number): void;
  /** Tells the handlers to stop and waits for them; what they leave is run at the next start. */
  stop(): Promise<void>;
}

export async function openQueue(records: OpenDatabase, log: Log): Promise<Queue> {
  const embedded = records.kind === "pglite";
  const boss = new PgBoss({
    db: { executeSql: records.run },
    backend: embedded ? "pglite" : "postgres",
    schema: "jobs",
    schedule: false,
    reindex: false,
    monitorVacuum: false,
  });
  boss.on("error", (error) => log.error({ err: error }, "job queue"));
  boss.on("warning", (warning) => log.warn({ warning }, "job queue"));
  await boss.start();

  const workers = new Map<string, string[]>();
  const timers: NodeJS.Timeout[] = [];
  const stopping = new AbortController();

  async function add(name: string, data: object, options: { singletonKey?: string; singletonSeconds?: number }) {
    const added = await boss.send(name, data, options);
    if (added !== null) for (const worker of workers.get(name) ?? []) boss.notifyWorker(worker);
  }

  return {
    async work<Data extends object>(name: string, handler: Handler<Data>) {
      await boss.createQueue(name, {
        policy: "exclusive",
        retryLimit: RETRIES,
        retryDelay: 5,
        retryBackoff: true,
        retryDelayMax: 300,
        expireInSeconds: LONGEST_JOB_SECONDS,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        deleteAfterSeconds: 24 * 60 * 60,
      });
      if (embedded) await takeOver(boss, name);
      const started: string[] = [];
      workers.set(name, started);
      for (let one = 0; one < AT_ONCE; one += 1) {
        const worker = await boss.work<Data>(name, { pollingIntervalSeconds: POLLING_SECONDS }, async (jobs) => {
          for (const job of jobs) {
            try {
              await handler(job.data, AbortSignal.any([job.signal, stopping.signal]));
            } catch (error) {
              if (!stopping.signal.aborted) log.error({ err: error, job: name }, "job failed and will be tried again");
              throw error;
            }
          }
        });
        started.push(worker);
      }
    },
    send: (name, data, { singletonKey = name } = {}) => add(name, data, { singletonKey }),
    every(name, seconds) {
      const due = () =>
        void add(name, {}, { singletonKey: name, singletonSeconds: seconds }).catch((error: unknown) => {
          if (!stopping.signal.aborted) log.error({ err: error, job: name }, "job not sent");
        });
      timers.push(setInterval(due, seconds * 1000).unref());
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      stopping.abort(new Error("the program is stopping"));
      // Waited for here: by itself the queue would look only every half second whether they have ended.
      const ended = Promise.all([...workers.keys()].map((name) => boss.offWork(name)));
      await Promise.race([ended, wait(STOP_MILLISECONDS, undefined, { ref: false })]);
      await boss.stop({ graceful: false, close: false });
    },
  };
}

/** The lock on the data folder keeps other processes out, so what is still marked as running was left by a killed one. */
async function takeOver(boss: PgBoss, name: string): Promise<void> {
  const jobs = await boss.findJobs<object>(name);
  for (const job of jobs) {
    if (job.state !== "active" && job.state !== "retry") continue;
    await boss.deleteJob(name, job.id);
    await boss.send(name, job.data, { singletonKey: job.singletonKey ?? name });
  }
}
