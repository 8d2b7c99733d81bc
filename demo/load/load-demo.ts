import { eq } from "drizzle-orm";
import { HOUR } from "../../contracts/words/durations.ts";
import { createWorkspace, listMembers, listWorkspaceIds, setUpOwner } from "../../server/access/access.ts";
import { createIngest, type Ingest } from "../../server/collect/ingest/ingest.ts";
import type { RunningSystem } from "../../server/open-system.ts";
import type { Acting, Context } from "../../server/platform/context.ts";
import { demos } from "../demo.tables.ts";
import { demoOwner } from "../demo-owner.ts";
import { generateDemo } from "../generate/generate.ts";
import { type DemoCompany, demoCompanies } from "../generate/planted.ts";
import { loadMaps } from "./load-maps.ts";
import { loadQuestions } from "./load-questions.ts";
import { loadRequests } from "./load-requests.ts";
import { loadUnits } from "./load-units.ts";

const SEED = 1;
const TIMEZONE = "Europe/Amsterdam";
const COMPANIES: readonly DemoCompany[] = ["retailer", "bank"];
/** Blocks handed over before the first of them is stored: the next is made while one is written. */
const IN_FLIGHT = 3;
/**
 * Blocks stored between two times at which it is worked out who is who, which goes on meanwhile. After every block, the same
 * people would be written again and again; at the end only, the last of it would be waited for.
 */
const RECOGNISED = 16;

export interface DemoOptions {
  /** Share of the people and with them of the messages; all when absent. */
  scale?: number;
  signal?: AbortSignal;
  onProgress?: (stage: DemoCompany | "contacts", messages: number) => void;
}

type DemoRow = typeof demos.$inferSelect;

/**
 * Makes an empty system the demo, or completes what an earlier run began: the same instant gives the same messages, and
 * a message sent again is stored once. Answers whether there was anything to do.
 *
 * @throws Error on a system that holds something else
 */
export async function loadDemo(running: RunningSystem, options: DemoOptions = {}): Promise<boolean> {
  const rows = await demoRows(running);
  if (rows.every(({ completedAt }) => completedAt !== null)) return false;
  const owner = await ownerOf(running);
  const ingest = createIngest({
    system: running,
    followers: { wake: () => undefined },
    unitPaths: running.unitPaths,
    questions: running.questions,
    bufferBytes: running.config.ingestBufferBytes,
  });
  let recognised = Promise.resolve();
  const recognise = () => {
    recognised = running.reactions.followers.idle();
    // The last one is waited for, and does what one before it could not; until then a failure must not count as unhandled.
    recognised.catch(() => undefined);
  };
  for (const row of rows) {
    if (row.completedAt !== null) continue;
    const workspace = row.workspace ?? (await makeWorkspace(running, owner, row.company));
    const ctx = await running.access.systemContext(workspace);
    await loadUnits(acting(running), ctx, row.company);
    running.unitPaths.forget(workspace);
    await loadQuestions(ctx);
    running.questions.forget(workspace);
    await loadMessages(running, ingest, ctx, row, options, recognise);
    await ctx.db.transaction(async (tx) => {
      await loadMaps({ ...ctx, db: tx }, row);
      await tx.update(demos).set({ completedAt: running.now() }).where(eq(demos.company, row.company));
    });
    recognise();
  }
  await ingest.close();
  running.ingest.forget();
  options.onProgress?.("contacts", 0);
  await recognised;
  const [retailer] = await demoRows(running);
  if (retailer?.workspace) await loadRequests(await running.access.systemContext(retailer.workspace));
  return true;
}

async function demoRows(running: RunningSystem): Promise<DemoRow[]> {
  const { db } = running;
  const begun = await db.select().from(demos);
  if (begun.length > 0) return inOrder(begun);
  if ((await listWorkspaceIds(running)).length > 0)
    throw new Error(
      `The data folder ${running.config.data} holds a system that is not a demo. Nothing was changed.\n` +
        "Choose another folder with --data DIR.",
    );
  const until = new Date(Math.floor(running.now().getTime() / HOUR) * HOUR);
  return inOrder(
    await db
      .insert(demos)
      .values(COMPANIES.map((company) => ({ company, until })))
      .returning(),
  );
}

function inOrder(rows: DemoRow[]): DemoRow[] {
  return rows.sort((a, b) => COMPANIES.indexOf(a.company) - COMPANIES.indexOf(b.company));
}

/** The owner's id; with the owner comes the first workspace, the retailer's. */
async function ownerOf(running: RunningSystem): Promise<string> {
  const [first] = await listWorkspaceIds(running);
  const home =
    first ??
    (
      await setUpOwner(acting(running), {
        name: "Demo Owner",
        ...demoOwner,
        workspace: demoCompanies.retailer.name,
        timezone: TIMEZONE,
      })
    ).workspaceId;
  const [owner] = await listMembers(await running.access.systemContext(home));
  if (!owner) throw new Error("The demo has lost its owner. Delete its data folder and start again.");
  return owner.id;
}

function acting(running: RunningSystem): Acting {
  return { ...running, trail: running.access.audit.ofSystem("") };
}

/** The workspace of a company, found again when a run ended before it could be noted. */
async function makeWorkspace(running: RunningSystem, owner: string, company: DemoCompany): Promise<string> {
  const { name } = demoCompanies[company];
  let id: string | undefined;
  for (const known of await listWorkspaceIds(running))
    if ((await running.access.systemContext(known)).workspace.name === name) id = known;
  id ??= (await createWorkspace(acting(running), owner, { name, timezone: TIMEZONE })).id;
  await running.db.update(demos).set({ workspace: id }).where(eq(demos.company, company));
  return id;
}

async function loadMessages(
  running: RunningSystem,
  ingest: Ingest,
  ctx: Context,
  row: DemoRow,
  options: DemoOptions,
  recognise: () => void,
): Promise<void> {
  const { company, until } = row;
  const sender = { workspace: ctx.workspace.id, source: "Demo", cameBy: "import" } as const;
  const flying: Promise<number>[] = [];
  let stored = 0;
  let blocks = 0;
  const land = async () => {
    stored += (await flying.shift()) ?? 0;
    blocks += 1;
    if (blocks % RECOGNISED === 0) recognise();
    options.onProgress?.(company, stored);
  };
  try {
    for (const block of generateDemo({
      seed: SEED,
      company,
      until,
      ...(options.scale ? { scale: options.scale } : {}),
    })) {
      options.signal?.throwIfAborted();
      const sent = ingest.accept(sender, block, running.now()).then(({ accepted, rejected: [first] }) => {
        if (first) throw new Error(`A message of the demo was refused: ${first.field} ${first.reason}`);
        return accepted;
      });
      // Told when its turn comes; until then a failure must not count as unhandled.
      sent.catch(() => undefined);
      flying.push(sent);
      if (flying.length >= IN_FLIGHT) await land();
    }
    while (flying.length > 0) await land();
    options.signal?.throwIfAborted();
  } finally {
    await Promise.allSettled(flying);
  }
}
