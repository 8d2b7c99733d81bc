import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readConfig } from "../../../config.ts";
import { contacts } from "../../../know/contacts/contacts.tables.ts";
import { events } from "../../../log/events/events.ts";
import { openSystem, type RunningSystem } from "../../../open-system.ts";
import { wholeOf } from "../../../platform/analytics/analytics.ts";
import { sql } from "../../../platform/analytics/sql.ts";
import { copyRecordsTemplate } from "../../../testing/template.ts";
import { getImport } from "./read-imports.ts";

const ROWS = 120_000;
const root = join(import.meta.dirname, "../../../..");
const folder = mkdtempSync(join(tmpdir(), "throughline-resume-"));
const file = join(folder, "orders.csv");
const data = join(folder, "data");

/** Every other row is the same as one before it: both are orders, and which is which must not change on the way. */
function orders(): string {
  const lines = ["customer,event,time,amount"];
  for (let row = 0; row < ROWS; row += 1) {
    const n = Math.floor(row / 2);
    lines.push(
      row % 1000 === 999 ? `c${n},Order Completed,never,1` : `c${n % 700},Order Completed,2024-0${1 + (n % 9)}-11,1`,
    );
  }
  return lines.join("\n");
}

beforeAll(async () => {
  await copyRecordsTemplate(join(data, "records"));
  writeFileSync(file, orders());
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const opening = `
  import { createReadStream } from "node:fs";
  import { setTimeout as wait } from "node:timers/promises";
  import { readConfig } from "./server/config.ts";
  import { createWorkspace, setUpOwner } from "./server/access/access.ts";
  import { getImport } from "./server/collect/imports/run/read-imports.ts";
  import { startImport } from "./server/collect/imports/run/start-import.ts";
  import { uploadImport } from "./server/collect/imports/file/upload-import.ts";
  import { openSystem } from "./server/open-system.ts";
  const config = readConfig({ data: ${JSON.stringify(data)}, logLevel: "silent" }, {});
  const system = await openSystem(config);
`;
const watching = `
  for (let item = await getImport(ctx, id), from = item.progress.rows; ; item = await getImport(ctx, id)) {
    if (item.progress.rows > from || item.status === "done") { console.log(JSON.stringify({ workspace: ctx.workspace.id, id, rows: item.progress.rows, status: item.status })); break; }
    await wait(20);
  }
`;
const first = `${opening}
  const owner = { name: "O", email: "o@example.com", password: "correct horse battery", workspace: "W", timezone: "UTC" };
  const { workspaceId } = await setUpOwner({ ...system, trail: system.access.audit.ofSystem("") }, owner);
  const ctx = await system.access.systemContext(workspaceId);
  const upload = { name: "orders.csv", body: createReadStream(${JSON.stringify(file)}), announced: undefined };
  const { id } = await uploadImport(ctx, system.imports.uploads, upload);
  const mapping = {
    contact: { column: "customer", kind: "userId" }, event: { column: "event" }, properties: "rest",
    time: { column: "time", format: "iso", timezone: "UTC" },
  };
  await startImport(ctx, system.imports, id, { mapping, dryRun: false });
  ${watching}
`;
const second = (workspace: string, id: string) => `${opening}
  const ctx = await system.access.systemContext(${JSON.stringify(workspace)});
  const id = ${JSON.stringify(id)};
  ${watching}
`;

const taking = (workspace: string, id: string) => `${opening}
  const { takeBackImport } = await import("./server/collect/imports/take-back/take-back.ts");
  const ctx = await system.access.systemContext(${JSON.stringify(workspace)});
  const id = ${JSON.stringify(id)};
  await takeBackImport(ctx, system.imports, id);
  for (;;) {
    const { status, takenBack } = await getImport(ctx, id);
    if (status !== "taking_back" || takenBack.progress > 0) { console.log(JSON.stringify({ workspace: ctx.workspace.id, id, rows: 0, status })); break; }
    await wait(5);
  }
`;

type Seen = { workspace: string; id: string; rows: number; status: string };

/** Runs a program until it reports how far the import is, then kills it. */
async function killedMeanwhile(program: string): Promise<Seen> {
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const said = new Promise<string>((resolve, reject) => {
    child.stdout?.once("data", (text: Buffer) => resolve(text.toString()));
    child.once("exit", () => reject(new Error("the program ended by itself")));
  });
  const seen = JSON.parse(await said) as Seen;
  child.kill("SIGKILL");
  await gone;
  return seen;
}

async function untilFinished(system: RunningSystem, { workspace, id }: Seen) {
  const ctx = await system.access.systemContext(workspace);
  let item = await getImport(ctx, id);
  while (item.finishedAt === null) {
    await wait(50);
    item = await getImport(ctx, id);
  }
  return item;
}

it("an import that is killed twice continues and brings every row in once; taken back and killed, all of it goes", async () => {
  const killed = await killedMeanwhile(first);
  expect(killed).toMatchObject({ status: "running" });
  const later = await killedMeanwhile(second(killed.workspace, killed.id));
  expect(later.rows).toBeGreaterThan(killed.rows);

  const system = await openSystem(readConfig({ data, logLevel: "silent" }, {}));
  const item = await untilFinished(system, killed);
  const rejected = ROWS / 1000;
  expect(item).toMatchObject({ status: "done", fileKept: false, failure: null });
  expect(item.progress).toMatchObject({ rows: ROWS, accepted: ROWS - rejected, rejected, rejectsListed: rejected });
  const [counted] = await system.analytics.ask<{ n: string; source: string }>(
    sql`select count() as n, any(source) as source from ${events}`,
    { tenant: wholeOf(killed.workspace) },
  );
  expect(counted).toEqual({ n: String(ROWS - rejected), source: "import:orders" });
  await system.close();

  expect(await killedMeanwhile(taking(killed.workspace, killed.id))).toMatchObject({ status: "taking_back" });
  const again = await openSystem(readConfig({ data, logLevel: "silent" }, {}));
  const ctx = await again.access.systemContext(killed.workspace);
  let taken = await getImport(ctx, killed.id);
  for (; taken.status === "taking_back"; taken = await getImport(ctx, killed.id)) await wait(50);
  expect(taken).toMatchObject({ status: "taken_back", failure: null, takenBack: { events: ROWS - rejected } });
  for (const table of [sql`events`, sql`import_rows`, sql`visits`])
    expect(
      await again.analytics.ask(sql`select 1 from ${table} limit 1`, { tenant: wholeOf(killed.workspace) }),
    ).toEqual([]);
  expect(await again.db.select().from(contacts)).toEqual([]);
  await again.close();
}, 180_000);
