import { type Client, createClient } from "../contracts/client.ts";
import type { Bench } from "./asking.ts";
import { regions, SITES } from "./fill.ts";

const TURNS = 30;

/**
 * How many times as long a query takes of who is limited to units, all of which together are the whole workspace: so that both
 * count the same events.
 */
export async function scopeRatio({ url, ask, year }: Bench): Promise<number> {
  const sites = regions.flatMap((region) =>
    Array.from({ length: SITES }, (_, site) => ({
      key: `${region}-${site}`,
      name: `Site ${site}`,
      kind: "site",
      parent: region,
    })),
  );
  const tops = regions.map((key) => ({ key, name: key, kind: "region", parent: "" }));
  await ask("POST /api/v1/units/import", { body: { units: [...tops, ...sites], dryRun: false } });
  const { items } = await ask("GET /api/v1/units", {});
  const units = items.flatMap(({ id, parentId }) => (parentId === null ? id : []));
  const { secret } = await ask("POST /api/v1/keys", { body: { name: "Of all units", kind: "api", units } });
  const limited = createClient({ baseUrl: url, headers: () => ({ authorization: `Bearer ${secret}` }) });
  const query = { metrics: [{ metric: "volume" }, { metric: "people" }], breakdowns: ["channel"], period: year };
  const time = async (who: Client) => {
    const began = performance.now();
    await who("POST /api/v1/query", { body: query });
    return performance.now() - began;
  };
  // By turns, so that what else the machine does weighs on both alike.
  const turns: { whole: number; cut: number }[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) turns.push({ whole: await time(ask), cut: await time(limited) });
  const middle = (of: "whole" | "cut") =>
    turns
      .slice(1)
      .map((turn) => turn[of])
      .sort((one, other) => one - other)[TURNS >> 1] ?? 0;
  const [whole, cut] = [middle("whole"), middle("cut")];
  console.info(`scope: ${whole.toFixed(0)} ms without, ${cut.toFixed(0)} ms with`);
  return cut / whole;
}
