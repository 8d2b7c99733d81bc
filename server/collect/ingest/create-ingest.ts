import type { Pending } from "../../platform/analytics/in-step.ts";
import type { System } from "../../platform/context.ts";
import { problem } from "../../platform/http/problem.ts";
import type { RecentKeys } from "../../platform/recent-keys.ts";
import type { Telemetry } from "../../platform/telemetry.ts";
import type { KnownQuestions } from "../questions/questions.ts";
import { type Envelope, isFault, readMessage } from "./read/read-message.ts";
import { type Erased, type Prepared, prepare, rowWriter, type Sender } from "./read/to-row.ts";
import { arrivals } from "./store/arrivals.ts";
import { findStored, repeatsSince } from "./store/find-stored.ts";
import { GroupCommit, type Refused } from "./store/group-commit.ts";
import { InFlight } from "./store/in-flight.ts";
import { type Arriving, MemoryBudget, type Room } from "./store/memory-budget.ts";
import { PendingEvents, type PendingOptions } from "./store/pending-events.ts";
import { type QuotaSettings, Quotas } from "./store/quotas.ts";
import { type Warm, warmUp } from "./store/warm-up.ts";

/** A message that was refused, by its place among those sent. */
export interface Rejection {
  index: number;
  field: string;
  reason: string;
}

export interface Accepted {
  /** Messages that are on disk now, those that were there before included. */
  accepted: number;
  rejected: Rejection[];
}

export interface Ingest extends Pending {
  /**
   * Takes messages of the Segment specification. Resolved means: every accepted one is on disk and in every query's
   * answer, once; with a journal, in that of every query that is asked of the events in step with it.
   *
   * Sent again, a message changes nothing: by its `messageId`, or for a feedback record by source, submission and field.
   * - With a time of its own (every stock client sends one): always. The sorting key folds it at reading.
   * - With an id and no time: for seven days; the store is asked.
   * - With the same id but another time: as long as a million later messages have not come, across restarts 50,000.
   * - A feedback record: always, whatever time it says.
   * - Without an id: never; such a message is a new one.
   *
   * @throws 503 when the store fails or too much is waiting, 429 when a workspace sends more than it may: nothing is
   * acknowledged and everything can be sent again
   */
  accept(sender: Sender, messages: readonly unknown[], receivedAt: Date, envelope?: Envelope): Promise<Accepted>;
  /** Room for a body whose bytes are still to come, within the share of who sends it. */
  receive(arriving: Arriving): Room;
  /** Room for what is about to be there. @throws 503 */
  reserve(bytes: number): () => void;
  now(): Date;
  /** Whether the store refused what came last, a short while ago. */
  isFailing(): boolean;
  /** Bytes held in memory at this moment. */
  held(): number;
  /** What is acknowledged and not in the event store yet, and for how long the first of it has waited. */
  pending(): { events: number; bytes: number; seconds: number };
  /** Stores what an earlier process had acknowledged and could not store any more. */
  recover(): Promise<void>;
  /** Forgets which messages came lately, as after some were taken out of the store, or its content replaced by a backup's. */
  forget(): void;
  /** Resolves when what was taken before is in the store and nowhere else, or could not be taken. */
  drain(): Promise<void>;
  /** Stores what was taken, then refuses. */
  close(): Promise<void>;
}

export interface IngestOptions {
  system: Pick<System, "analytics" | "log" | "now">;
  /** Told after every commit that there is something new. */
  followers: { wake(): void };
  /** Keys of what units are part of today, by workspace and key. */
  unitPaths: { of(workspace: string): Promise<ReadonlyMap<string, readonly string[]>> };
  /** The library of questions, by workspace and key. */
  questions: Pick<KnownQuestions, "of">;
  /** Of whom nothing of before is taken in; nobody when absent. */
  erased?: Erased;
  /** Where few events are acknowledged before they are in the store; none are when absent. */
  journal?: Pick<PendingOptions, "journal" | "left"> | null;
  /** Runs work that no other process does meanwhile; where there is none, just the work. */
  exclusively?<T>(work: () => Promise<T>): Promise<T>;
  bufferBytes: number;
  /** What a workspace may send; anything when absent. */
  quotas?: QuotaSettings;
  /** Told what becomes of messages. */
  count?: Telemetry["count"];
}

const NOTHING: Refused = new Set();

/** After a failure, and without a word since, it may be well again: who asks is not kept away for ever. */
const FAILING_MS = 30_000;

export function createIngest({
  system,
  followers,
  unitPaths,
  questions,
  erased,
  journal = null,
  exclusively = (work) => work(),
  bufferBytes,
  quotas,
  count,
}: IngestOptions): Ingest {
  const { analytics, log, now } = system;
  const budget = new MemoryBudget(bufferBytes);
  const allowed = quotas && new Quotas(quotas);
  const inFlight = new InFlight();
  const storing = new Set<Promise<unknown>>();
  const nextArrival = arrivals();
  let warming: Promise<Warm> | null = null;
  let recent: RecentKeys | null = null;
  let forgot = false;
  let closing = false;
  let failedAt: number | null = null;
  const failed = (): never => {
    failedAt = now().getTime();
    throw problem("store_unavailable");
  };

  async function recentKeys(): Promise<RecentKeys> {
    if (recent) return recent;
    warming ??= warmUp(analytics, now());
    try {
      const warm = await warming;
      nextArrival.after(warm.lastArrival);
      // What was stored while it was being read is not among it.
      if (forgot) warm.keys.doubt(now().getTime());
      recent = warm.keys;
      return recent;
    } finally {
      warming = null;
    }
  }

  const onFailed = (error: unknown) => log.error({ err: error }, "events could not be stored");
  const commits = new GroupCommit({
    analytics,
    table: "events",
    exclusively,
    async findStored(rows) {
      const instant = now();
      const keys = await recentKeys();
      const asked = rows.filter(({ repeats }) =>
        repeats === "ever" ? !keys.covers(0) : repeats === "recently" && !keys.covers(repeatsSince(instant.getTime())),
      );
      return asked.length > 0 ? findStored(analytics, asked, instant) : new Set();
    },
    onStored(rows) {
      const instant = now().getTime();
      for (const { key } of rows) recent?.add(key, instant);
      followers.wake();
    },
    onFailed(error) {
      // An insert that failed may be there all the same, so what is not remembered may be stored.
      recent?.doubt(now().getTime());
      onFailed(error);
    },
  });
  // Nobody reacts to a test, and a repeat is folded where the sorting key folds it.
  const tests = new GroupCommit({
    analytics,
    table: "test_events",
    exclusively: (work) => work(),
    findStored: async () => new Set(),
    onStored: () => undefined,
    onFailed,
  });

  const pending = journal && new PendingEvents({ ...journal, commits, analytics, onFailed });
  if (pending) nextArrival.after(pending.lastArrival);

  async function keep(sender: Sender, rows: readonly Prepared[], settled: () => void): Promise<Refused> {
    const name = nameOf(sender);
    // A file comes at its own pace, and is told of what the store refuses.
    if (pending && sender.cameBy !== "import" && pending.takes(rows)) {
      await pending.add(name, rows, settled).catch((error: unknown) => {
        settled();
        onFailed(error);
        throw error;
      });
      return NOTHING;
    }
    try {
      await pending?.before();
      return await commits.add(name, rows);
    } finally {
      settled();
    }
  }

  async function storePrepared(sender: Sender, prepared: readonly Prepared[], keys: RecentKeys): Promise<Refused[]> {
    if (sender.before) await sender.before(prepared);
    if (sender.isTest) return [await tests.add(nameOf(sender), prepared)];
    return inFlight.store(prepared, keys, (fresh, settled) => keep(sender, fresh, settled));
  }

  const self: Ingest = {
    async accept(sender, messages, receivedAt, envelope) {
      if (closing) throw problem("stopping");
      const rejected: Rejection[] = [];
      const prepared: Prepared[] = [];
      const places: number[] = [];
      const write = rowWriter(sender, receivedAt, {
        paths: await unitPaths.of(sender.workspace).catch(failed),
        questions: await questions.of(sender.workspace).catch(failed),
        erased,
      });
      const keys = await recentKeys().catch(failed);
      let bytes = 0;
      const read = messages.map((value) => readMessage(value, envelope));
      // What a file holds comes at the pace of the program itself.
      if (sender.cameBy !== "import")
        allowed?.take(
          sender.workspace,
          read.flatMap((message) => (isFault(message) ? [] : [message])),
          receivedAt,
        );
      for (const [index, message] of read.entries()) {
        const made = isFault(message) ? message : write(message, nextArrival(receivedAt));
        if (isFault(made)) rejected.push({ index, ...made });
        else {
          const ready = prepare(made);
          prepared.push(ready);
          places.push(index);
          bytes += ready.bytes;
        }
      }
      const release = budget.reserve(bytes);
      try {
        const stored = storePrepared(sender, prepared, keys);
        storing.add(stored);
        const refused = await stored
          .finally(() => storing.delete(stored))
          .catch(() => {
            count?.("refused", prepared.length);
            return failed();
          });
        failedAt = null;
        for (const [index, { key }] of prepared.entries())
          if (refused.some((some) => some.has(key)))
            rejected.push({
              index: places[index] ?? index,
              field: "",
              reason: "the event store cannot hold this message",
            });
      } finally {
        release();
      }
      const accepted = messages.length - rejected.length;
      count?.("accepted", accepted);
      count?.("rejected", rejected.length);
      return { accepted, rejected: rejected.sort((a, b) => a.index - b.index) };
    },
    receive: (arriving) => budget.receive(arriving),
    reserve: (bytes) => budget.reserve(bytes),
    now,
    isFailing: () => pending?.isFailing || (failedAt !== null && now().getTime() - failedAt < FAILING_MS),
    held: () => budget.held,
    pending: () => pending?.state() ?? { events: 0, bytes: 0, seconds: 0 },
    async recover() {
      await pending?.recover();
    },
    async stored(workspace) {
      await pending?.stored(workspace);
    },
    async moved() {
      await pending?.moved();
    },
    forget() {
      recent = null;
      forgot = true;
    },
    async drain() {
      await Promise.allSettled(storing);
      await pending?.moved();
    },
    async close() {
      closing = true;
      await pending?.close();
      await Promise.all([commits.drain(), tests.drain()]);
    },
  };
  // A failure is found again, and told, when the first messages come.
  recentKeys().catch(() => undefined);
  return self;
}

/** Whose turn it is. */
function nameOf({ workspace, source }: Sender): string {
  return `${workspace} ${source}`;
}
