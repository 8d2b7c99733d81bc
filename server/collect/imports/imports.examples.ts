import { setTimeout as wait } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { Caller } from "../../testing/app.ts";
import { type NounExamples, uploadOf, zelda } from "../../testing/examples.ts";
import { type ImportRow, imports } from "./imports.tables.ts";

const mapping = { event: { value: "X" }, time: { column: "time", format: "iso" } };

const people = (as: Caller, user: string) =>
  uploadOf(as, "imports?name=people.csv", `user,event,time\n${user},Seen,2026-06-10T10:00:00Z\n`);
const idOf = async (as: Caller, user: string) => (await as.inject(people(as, user).options)).json<{ id: string }>().id;

export const importExamples: NounExamples = {
  things: async ({ t: { owner } }) => ({ imports: await idOf(owner, "ann") }),
  audited: ({ t, ids, call }) => {
    const { owner, system } = t;
    /** Nothing that a call before had done in the background still moves. */
    const rested = async () => {
      const going = () => system.db.select().from(imports).where(eq(imports.status, "taking_back")).limit(1);
      while ((await going()).length > 0) await wait(25);
      await t.settled();
    };
    /** One more, as if it stood as it is said here. */
    const uploaded = async (as: Partial<ImportRow> = {}) => {
      await rested();
      const id = await idOf(owner, zelda.email);
      if (Object.keys(as).length > 0) await system.db.update(imports).set(as).where(eq(imports.id, id));
      return id;
    };
    const broughtIn = () => uploaded({ status: "done", noted: true });
    return {
      createImport: async () => people(owner, zelda.email),
      getImport: () => call("GET", `imports/${ids.imports}`),
      previewImport: () => call("POST", `imports/${ids.imports}/preview`, {}),
      startImport: async () => call("POST", `imports/${await uploaded()}/start`, { mapping, dryRun: true }),
      cancelImport: async () => call("POST", `imports/${await uploaded({ status: "queued" })}/cancel`),
      getImportRejects: () => call("GET", `imports/${ids.imports}/rejects`),
      previewTakeBack: async () => call("GET", `imports/${await broughtIn()}/take-back`),
      takeBackImport: async () => call("POST", `imports/${await broughtIn()}/take-back`),
      deleteImport: async () => call("DELETE", `imports/${await uploaded()}`),
    };
  },
  bodies: { previewImport: { mapping }, startImport: { mapping, dryRun: true } },
};
