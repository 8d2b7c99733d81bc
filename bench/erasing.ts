import type { Client } from "../contracts/client.ts";
import type { Bench } from "./asking.ts";
import { message } from "./fill.ts";
import { send } from "./load.ts";
import { atMost } from "./report.ts";

const LOOK_MILLISECONDS = 100;

/** How many are erased at once. */
export const ERASED = 1000;

/** How long it takes to erase people whose events lie in every month: one of them first, then all others while people send. */
export async function measureErasing(
  { url, ask, writeKey, label }: Bench,
  [first = "", ...others]: readonly string[],
): Promise<void> {
  atMost(`one person erased, ${label}`, await secondsToErase(ask, [first]), "s", 10);
  let isErasing = true;
  const erased = secondsToErase(ask, others).finally(() => {
    isErasing = false;
  });
  const meanwhile = await send(`${url}/v1/track`, writeKey, {
    connections: 16,
    seconds: 600,
    body: (n) => (isErasing ? JSON.stringify(message(30_000_000 + n)) : null),
    eventsPerBody: 1,
  });
  atMost(`${ERASED} people erased, ${label}`, await erased, "s", 60);
  atMost(`single event p99 meanwhile, 16 connections, ${label}`, meanwhile.p99, "ms", 250);
}

async function secondsToErase(ask: Client, contacts: readonly string[]): Promise<number> {
  const began = performance.now();
  const { id } = await ask("POST /api/v1/erasures", { body: { contacts: [...contacts], now: true } });
  while ((await ask("GET /api/v1/erasures/:id", { params: { id } })).status !== "done")
    await new Promise((done) => setTimeout(done, LOOK_MILLISECONDS));
  return (performance.now() - began) / 1000;
}
