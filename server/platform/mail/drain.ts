import { setTimeout as wait } from "node:timers/promises";
import { MINUTE } from "../../../contracts/words/durations.ts";
import { closuresOf } from "./closed-addresses.ts";
import { compose, type MessageRow } from "./compose.ts";
import { Domains, SLOW_MILLISECONDS } from "./domains.ts";
import type { Outcome } from "./outcome.ts";
import { Pace } from "./pace.ts";
import { claim, dueDomains, isStillMine, release } from "./queued.ts";
import { type DrainOptions, recordOutcome, recordUntried } from "./record-outcome.ts";
import { type EffectiveSender, effectiveSenders } from "./senders.ts";

/** Messages of one domain before others get their turn. */
const TURN = 10;
/** While a slow domain is waited for, others are looked for again after this time. */
const LOOK_MILLISECONDS = 1_000;
const LONGEST_HALT = 5 * MINUTE;
const SEALED_OTHERWISE = "Its link was sealed with another SECRET than the one of now. Ask for a new one.";
const UNWRITTEN = "The message could not be written; the log says why.";

/**
 * Sends what is due, until nothing is or a limit is reached. One domain has one connection at a time, slow ones never more
 * than half of all, so that none holds up another. Run it once at a time; where two run, no message has two of them.
 *
 * A message is marked after the server has answered. A process killed between the two leaves it in the queue, and it is sent
 * again with the same Message-ID: at least once.
 */
export function createDrain(options: DrainOptions): (signal: AbortSignal) => Promise<void> {
  const { system, settings, transport } = options;
  const domains = new Domains();
  /** While the server cannot be reached at all, no message pays for it. */
  const halt = { until: 0, times: 0 };
  const slots = transport.connections;
  const slowSlots = Math.floor(slots / 2);
  const paced = transport.kind === "smtp";

  return async (signal) => {
    const pace = await Pace.read(system, settings);
    const open = () => !signal.aborted && halt.until <= system.now().getTime();
    const turns = new Map<string, Promise<void>>();

    async function turn(domain: string): Promise<void> {
      const batch = await take(domain);
      const [closures, senders] = await Promise.all([
        closuresOf(system.db, batch),
        effectiveSenders(system.db, settings, batch),
      ]);
      for (const [index, message] of batch.entries()) {
        const began = performance.now();
        const sender = senders.get(message.workspace);
        const closed = closures.get(message);
        if (index > 0 && !(await isStillMine(system.db, message))) continue;
        if (closed !== undefined)
          await recordUntried(options, message, `Nothing more is sent to this address: ${closed}`);
        else if (message.expiresAt <= system.now()) await recordUntried(options, message, tooLate(message));
        else if (sender) await sendOne(message, sender);
        const slow = performance.now() - began > SLOW_MILLISECONDS;
        if (slow || !open() || !domains.mayGo(domain, system.now())) return release(system.db, batch.slice(index + 1));
      }
    }

    /** The next messages of a domain, as many as the limits allow. */
    async function take(domain: string): Promise<MessageRow[]> {
      if (!paced) return claim(system, domain, { most: TURN, urgentOnly: false });
      const now = system.now();
      const left = pace.left(domain, now);
      const urgentOnly = left.all === 0;
      const most = Math.min(TURN, urgentOnly ? left.urgent : left.all);
      // Counted before it is known how many there are: other domains take at the same time.
      pace.count(domain, now, most);
      const batch = most === 0 ? [] : await claim(system, domain, { most, urgentOnly });
      pace.count(domain, now, batch.length - most);
      return batch;
    }

    async function sendOne(message: MessageRow, sender: EffectiveSender): Promise<void> {
      const began = performance.now();
      const outcome = await attempt(options, message, sender, signal);
      const took = performance.now() - began;
      const { domain } = message;
      if (outcome.kind === "accepted" || outcome.kind === "refused") {
        domains.answered(domain, took);
        halt.times = 0;
      } else if (outcome.kind === "deferred") domains.putOff(domain, system.now(), outcome);
      else if (outcome.kind === "unreachable") stopFor(outcome.reason);
      await recordOutcome(options, message, outcome);
    }

    function stopFor(reason: string): void {
      if (!open()) return;
      const pause = Math.min((MINUTE / 4) * 2 ** halt.times, LONGEST_HALT);
      halt.times += 1;
      halt.until = system.now().getTime() + pause;
      system.log.warn({ server: transport.server, reason }, "the mail server cannot be reached");
    }

    function mayBegin(domain: string, urgent: boolean): boolean {
      if (turns.has(domain) || !domains.mayGo(domain, system.now())) return false;
      if (!paced) return true;
      const left = pace.left(domain, system.now());
      return left.all > 0 || (urgent && left.urgent > 0);
    }

    for (;;) {
      const due = open() ? await dueDomains(system) : [];
      let slow = [...turns.keys()].filter((domain) => domains.isSlow(domain)).length;
      for (const { domain, urgent } of due) {
        if (turns.size >= slots) break;
        if (!mayBegin(domain, urgent) || (domains.isSlow(domain) && slow >= slowSlots)) continue;
        if (domains.isSlow(domain)) slow += 1;
        turns.set(
          domain,
          turn(domain).finally(() => turns.delete(domain)),
        );
      }
      if (turns.size === 0) return;
      await Promise.race([...turns.values(), wait(LOOK_MILLISECONDS, undefined, { ref: false })]);
    }
  };
}

function tooLate({ reason }: MessageRow): string {
  return reason ? `Not taken in time. ${reason}` : "Not sent in time.";
}

async function attempt(
  { system, settings, seal, transport }: DrainOptions,
  message: MessageRow,
  sender: EffectiveSender,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    return await transport.send(message.id, compose(message, sender, { settings, seal }), signal);
  } catch (error) {
    system.log.error({ err: error, mail: message.id }, "a message could not be written");
    if (message.secret) return { kind: "refused", reason: SEALED_OTHERWISE, gone: false };
    return { kind: "deferred", reason: UNWRITTEN, line: false };
  }
}
