import type { Client } from "../contracts/client.ts";

const LOOK_MILLISECONDS = 100;
const PAGE = 200;

/** How long it takes, in seconds, until some people who are known are erased and the receipt is there. */
export async function secondsToErase(ask: Client, people: number): Promise<number> {
  const contacts: string[] = [];
  for (let cursor: string | undefined; contacts.length < people; ) {
    const page = await ask("GET /api/v1/contacts", { query: { limit: PAGE, sort: "name", cursor } });
    contacts.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
    if (cursor === undefined) break;
  }
  const began = performance.now();
  const body = { contacts: contacts.slice(0, people), now: true };
  const { id } = await ask("POST /api/v1/erasures", { body });
  while ((await ask("GET /api/v1/erasures/:id", { params: { id } })).status !== "done")
    await new Promise((done) => setTimeout(done, LOOK_MILLISECONDS));
  return (performance.now() - began) / 1000;
}
