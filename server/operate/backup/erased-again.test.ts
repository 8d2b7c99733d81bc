import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { createApp } from "../../app.ts";
import { readConfig } from "../../config.ts";
import { readTombstoneList } from "../../log/tombstones/tombstones.ts";
import { openSystem } from "../../open-system.ts";
import { wholeOf } from "../../platform/analytics/analytics.ts";
import { sql } from "../../platform/analytics/sql.ts";
import { startTestApp } from "../../testing/app.ts";
import { erased, findEverywhere, plant, traces } from "../../testing/invented-person.ts";
import { freshStores } from "../../testing/stores.ts";
import { restoreBackup } from "./backup.ts";
import { writeBackup } from "./write-backup.ts";

const folder = mkdtempSync(join(tmpdir(), "throughline-erased-test-"));
const file = join(folder, "throughline.tar");
const removing: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
afterAll(async () => {
  for (const remove of removing) await remove();
});

it("erases again whom an older backup brings back, with the list that was kept beside it", async () => {
  const t = await startTestApp({ own: true });
  const { owner, ids, workspace } = await plant(t);
  // The backup is of a time at which somebody else was still taken for her.
  await owner.request("POST /api/v1/contacts/:id/merge", {
    params: { id: ids.her },
    body: { merged: ids.bystander, reason: "by mistake" },
  });
  await t.settled();
  const parts: Buffer[] = [];
  for await (const part of writeBackup(t.system)) parts.push(part);
  await writeFile(file, Buffer.concat(parts));
  const { merges } = await owner.request("GET /api/v1/contacts/:id", { params: { id: ids.her } });
  const standing = merges.find((each) => each.undoneAt === null && each.merged === ids.bystander);
  await owner.request("DELETE /api/v1/merges/:id", { params: { id: standing?.id ?? "" } });
  t.clock.advance(60_000);
  const body = { contacts: [ids.her], now: true };
  await erased(owner, (await owner.request("POST /api/v1/erasures", { body })).id);
  const list = await readTombstoneList(t.system.db);
  expect(JSON.stringify(list)).not.toMatch(new RegExp([...traces, ids.her].join("|"), "i"));
  const answer = await t.owner.inject({ method: "GET", url: "/api/v1/system/erased" });
  expect(
    answer.body
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual(list);
  await t.close();

  const { data, environment, remove } = await freshStores();
  removing.push(remove);
  const config = readConfig({ data, logLevel: "silent" }, { PUBLIC_URL: "http://throughline.test", ...environment });
  await restoreBackup({ file, config, erased: list });

  const system = await openSystem(config);
  const app = await createApp(system);
  try {
    const found = await findEverywhere({ system } as Parameters<typeof findEverywhere>[0], [
      ...traces,
      ids.her,
      ids.merged,
    ]);
    expect(found).toEqual([]);
    const kept = await system.analytics.ask<{ n: string }>(
      sql`select count() as n from events where user_id = 'bystander'`,
      { tenant: wholeOf(workspace) },
    );
    expect(Number(kept[0]?.n)).toBe(2);
    expect(await findEverywhere({ system } as Parameters<typeof findEverywhere>[0], [ids.bystander])).toEqual(
      expect.arrayContaining([`public.contacts.id: ${ids.bystander}`]),
    );
  } finally {
    await app.close();
    await system.close();
  }
}, 120_000);
