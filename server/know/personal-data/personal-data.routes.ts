import { Readable } from "node:stream";
import { api } from "../../../contracts/api.ts";
import { readTombstoneList } from "../../log/tombstones/tombstones.ts";
import type { Routes } from "../../platform/http/routes.ts";
import type { PersonalData } from "../../platform/personal-data/personal-data.ts";
import { rectifyContact } from "../contacts/contacts.ts";
import { cancelErasure, createErasure, getErasure, listErasures } from "./erasures.ts";
import { exportPersonalData } from "./export-personal-data.ts";
import { liftRestriction, restrictContact } from "./restrict.ts";
import { showPersonalData } from "./show-personal-data.ts";

interface Options {
  declarations: readonly PersonalData[];
  /** Has what is due carried out soon. */
  wake(): Promise<void>;
  /** Resolves when queries know who is restricted. */
  look(): Promise<void>;
}

export function personalDataRoutes(routes: Routes, { declarations, wake, look }: Options): void {
  routes.route(api.getPersonalData, (ctx, { params }) => showPersonalData(ctx, params.id, declarations));
  routes.route(api.exportPersonalData, async (ctx, { params, reply }) => {
    const { name, stream } = await exportPersonalData(ctx, params.id, declarations);
    void reply.headers({
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="${name}"`,
    });
    return stream;
  });
  routes.route(api.restrictContact, async (ctx, { params }) => {
    const restriction = await restrictContact(ctx, params.id);
    await look();
    return restriction;
  });
  routes.route(api.liftRestriction, async (ctx, { params }) => {
    await liftRestriction(ctx, params.id);
    await look();
  });
  routes.route(api.rectifyContact, (ctx, { params, body }) => rectifyContact(ctx, params.id, body.traits));
  routes.route(api.createErasure, async (ctx, { body }) => {
    const made = await createErasure(ctx, body);
    if (made.dueAt === made.requestedAt) await wake();
    return made;
  });
  routes.route(api.listErasures, (ctx, { query }) => listErasures(ctx, query));
  routes.route(api.getErasure, (ctx, { params }) => getErasure(ctx, params.id));
  routes.route(api.cancelErasure, (ctx, { params }) => cancelErasure(ctx, params.id));
  routes.route(api.exportTombstones, async (ctx, { reply }) => {
    const lines = await readTombstoneList(ctx.db);
    const day = ctx.now().toISOString().slice(0, 10);
    void reply.headers({
      "content-type": "application/x-ndjson",
      "content-disposition": `attachment; filename="throughline-erased-${day}.jsonl"`,
    });
    return Readable.from(
      lines.map((line) => `${JSON.stringify(line)}\n`),
      { objectMode: false },
    );
  });
}
