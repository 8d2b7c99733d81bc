import type { Delivery } from "../contracts/operate/deliveries.ts";
import { command } from "./command.ts";
import { targetArgs, within } from "./target.ts";

const json = { type: "boolean", description: "Print JSON" } as const;
const id = {
  type: "positional",
  required: true,
  description: "Id of the delivery, as delivery list shows it",
} as const;
const PAGE = 200;

export const listDeliveries = command({
  description: "List what was to be done behind the scenes and has failed, the oldest first.",
  args: { ...targetArgs, json },
  examples: ["delivery list --data DIR", "delivery list --url http://127.0.0.1:3400 --key KEY --json"],
  run: async ({ json, ...where }) =>
    within(where, async ({ request }) => {
      const items: Delivery[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await request("GET /api/v1/deliveries", { query: { cursor, limit: PAGE } });
        items.push(...page.items);
        cursor = page.nextCursor;
      }
      if (json) return console.info(JSON.stringify(items));
      const { default: Table } = await import("cli-table3");
      const head = ["id", "what", "of", "waiting", "tries", "next try", "why"];
      const table = new Table({ head, style: { head: [], border: [], compact: true } });
      for (const { nextTryAt, ...each } of items)
        table.push([each.id, each.topic, each.thing, each.waiting, each.tries, nextTryAt ?? "stuck", each.reason]);
      console.info(table.toString());
    }),
});

export const retryDelivery = command({
  description: "Try a delivery that failed again, now and as often as a new one.",
  args: { id, ...targetArgs, json },
  examples: ["delivery retry 0198c0de-0000-7000-8000-000000000000 --data DIR"],
  run: async ({ id, json, ...where }) =>
    within(where, async ({ request }) => {
      await request("POST /api/v1/deliveries/:id/retry", { params: { id } });
      console.info(json ? JSON.stringify({ retried: id }) : `${id} is being tried again.`);
    }),
});

export const dropDelivery = command({
  description: "Give up a delivery that failed; what waits behind it is delivered.",
  args: { id, ...targetArgs, json },
  examples: ["delivery drop 0198c0de-0000-7000-8000-000000000000 --data DIR"],
  run: async ({ id, json, ...where }) =>
    within(where, async ({ request }) => {
      await request("DELETE /api/v1/deliveries/:id", { params: { id } });
      console.info(json ? JSON.stringify({ dropped: id }) : `Gave up ${id}.`);
    }),
});
