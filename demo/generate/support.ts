import { HOUR, MINUTE } from "../../contracts/words/durations.ts";
import type { Cause } from "../words/sentences.ts";

import { ease, feeling, giveFeedback, satisfaction } from "./feedback.ts";
import type { Person } from "./people.ts";
import type { Simulation } from "./simulation.ts";

export interface CaseOptions {
  time: number;
  topic: string;
  channel: "phone" | "chat" | "email" | "branch" | "post";
  /** Mean seconds in the queue; only for the phone. */
  waitSeconds: number;
  /** How likely the first contact settles it. */
  firstContact: number;
  about?: Record<string, string | number | boolean>;
  /** What the customer does when the matter is not settled and they must come back. */
  comeBack?: (time: number) => void;
}

/** One request from first word to last, on any channel. */
export function openCase(sim: Simulation, person: Person, options: CaseOptions): void {
  const { random } = sim;
  const { channel, topic } = options;
  const caseId = sim.reference("case");
  let time = options.time;
  let wait = 0;
  const track = (event: string, properties: Record<string, unknown> = {}): void =>
    sim.track(time, person, event, channel, { case_id: caseId, topic, channel, ...properties });

  if (channel === "phone") {
    const call = { call_id: sim.reference("call"), queue: topic };
    wait = Math.round(options.waitSeconds * random.between(0.35, 1.1) + random.exponential(options.waitSeconds * 0.28));
    track("Call Queued", call);
    if (random.chance(Math.min(0.45, wait / 3_200))) {
      time += wait * random.between(0.5, 1) * 1_000;
      sim.track(time, person, "Call Ended", channel, { ...call, abandoned: true, wait_seconds: wait });
      options.comeBack?.(time);
      return;
    }
    time += wait * 1_000;
    track("Call Answered", { ...call, wait_seconds: wait });
    track("Support Case Opened");
    time += random.between(2, 12) * MINUTE;
    track("Call Ended", {
      ...call,
      abandoned: false,
      talk_seconds: random.int(110, 700),
      hold_seconds: random.int(0, 90),
    });
  } else {
    track("Support Case Opened");
    if (channel === "chat") {
      time += random.between(2, 9) * 1_000;
      track("Case Replied", { by: "bot", public: true });
    }
    time += replyDelay(sim, channel);
    if (channel === "email" && random.chance(0.2)) track("Case Replied", { by: "person", public: false });
    time += random.between(1, 20) * MINUTE;
  }
  track("Case Replied", { by: "person", public: true });

  const settled = random.chance(options.firstContact);
  const slow = wait > 300 || time - options.time > 30 * HOUR;
  time += settled ? random.between(1, 8) * MINUTE : random.between(20, 90) * HOUR;
  if (!settled && channel !== "phone") track("Case Replied", { by: "person", public: true });
  track("Case Solved", { first_contact: settled });
  if (random.chance(0.32))
    answer(sim, person, options, { time: time + random.between(0.2, 20) * HOUR, wait, settled, slow, caseId });

  if (settled) return;
  if (channel === "phone") person.lastBadCall = time;
  options.comeBack?.(time);
  if (random.chance(0.35)) {
    time += random.between(4, 70) * HOUR;
    track("Case Reopened");
    time += random.between(3, 40) * HOUR;
    track("Case Replied", { by: "person", public: true });
    time += random.between(0.1, 20) * HOUR;
    track("Case Solved", { first_contact: false });
  }
}

/** Milliseconds until a person first replies. */
function replyDelay(sim: Simulation, channel: CaseOptions["channel"]): number {
  if (channel === "chat") return sim.random.exponential(4) * MINUTE;
  if (channel === "branch") return sim.random.exponential(6) * MINUTE;
  return sim.random.exponential(channel === "email" ? 15 : 70) * HOUR;
}

interface Outcome {
  time: number;
  wait: number;
  settled: boolean;
  slow: boolean;
  caseId: string;
}

function answer(sim: Simulation, person: Person, options: CaseOptions, outcome: Outcome): void {
  const patience = Math.min(1.9, outcome.wait / 420);
  const mean = 4.45 - patience - (outcome.settled ? 0 : 1.1) - (outcome.slow && outcome.wait === 0 ? 0.7 : 0);
  const csat = satisfaction(sim, person, mean);
  giveFeedback(
    sim,
    person,
    {
      time: outcome.time,
      touchpoint: "support",
      channel: options.channel,
      about: {
        case_id: outcome.caseId,
        topic: options.topic,
        region: person.region,
        ...(options.channel === "phone" ? { wait_seconds: outcome.wait } : {}),
        ...options.about,
      },
    },
    {
      csat,
      ces: ease(sim, person, 1.3 + mean * 1.05),
      resolved: sim.random.chance(outcome.settled ? 0.96 : 0.12),
      ...(sim.random.chance(0.5) ? { expectation: sim.random.score(3.9, 0.6, 1, 5), emotion: feeling(sim, csat) } : {}),
    },
    { cause: causeOf(outcome, csat), chance: 0.5, slots: { minutes: Math.max(1, Math.round(outcome.wait / 60)) } },
  );
}

function causeOf(outcome: Outcome, csat: number): Cause {
  if (csat >= 4) return "support_good";
  if (outcome.wait > 300) return "phone_wait";
  return outcome.settled ? "support_slow" : "support_unsolved";
}

/** A customer turns to the shop: most write or chat, some call, a few send a letter. */
export function contactShop(
  sim: Simulation,
  person: Person,
  time: number,
  topic: string,
  about: Record<string, string | number | boolean>,
): void {
  const { random } = sim;
  const channel = (["email", "chat", "phone", "post"] as const)[random.weighted([42, 33, 22, 3])] ?? "email";
  openCase(sim, person, { time, topic, channel, waitSeconds: 70, firstContact: 0.74, about });
}
