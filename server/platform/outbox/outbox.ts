import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { System } from "../context.ts";
import { runTopic, type Topic } from "./run-topic.ts";
import { type ThingKey, Waiting } from "./waiting.ts";

export { deliveriesExpiring } from "./outbox.expiring.ts";
export type { Topic } from "./run-topic.ts";
export { holdAll, send, unsend } from "./send.ts";
export { dropFirst, listFailing, retry, type TopicState, topicStates } from "./stuck.ts";

/** How often it is looked for what other processes sent, what is due again and what a killed process left. */
const POLL_MILLISECONDS = 1000;
const LOOK_MILLISECONDS = 50;

/**
 * What has to be done once a transaction is kept and is no event: written in that transaction by {@link send}, done
 * afterwards at least once, in order for each thing. It is tried again, less and less often; what fails too often waits for a
 * person, with what comes after it about the same thing. Nothing that waits holds up another topic or thing.
 */
export interface Outbox {
  /** Something was sent: look now rather than within a second. */
  wake(): void;
  /** Resolves when nothing about a thing waits any more, or it is stuck, or the time is up. */
  delivered(key: ThingKey, milliseconds: number): Promise<void>;
  /** Resolves when nothing is due that this process could deliver. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Delivers the messages of these topics. `alone`: no other process can work on these records. */
export async function openOutbox(
  system: Pick<System, "db" | "log" | "now">,
  topics: readonly Topic[],
  { alone }: { alone: boolean },
): Promise<Outbox> {
  const waiting = new Waiting(system, randomUUID());
  if (alone) await waiting.takeOver();
  const running = new Map(topics.map((topic) => [topic.name, runTopic(topic, waiting, system)]));
  let stopped = false;
  const poll = async () => {
    const due = await waiting.dueTopics();
    return due.flatMap((topic) => running.get(topic) ?? []);
  };
  const look = () => {
    poll()
      .then((due) => {
        for (const topic of due) topic.wake();
      })
      .catch((error: unknown) => {
        if (!stopped) system.log.error({ err: error }, "the outbox could not be looked at");
      });
  };
  const timer = setInterval(look, POLL_MILLISECONDS).unref();
  look();
  return {
    wake: look,
    async delivered(key, milliseconds) {
      const end = performance.now() + milliseconds;
      running.get(key.topic)?.wake();
      while (!(await waiting.isOver(key)) && performance.now() < end && !stopped) await wait(LOOK_MILLISECONDS);
    },
    async idle() {
      for (let due = await poll(); due.length > 0; due = await poll())
        await Promise.all(due.map((topic) => topic.idle()));
      await Promise.all([...running.values()].map((topic) => topic.idle()));
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await Promise.all([...running.values()].map((topic) => topic.stop()));
    },
  };
}
