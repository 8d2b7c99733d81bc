import { eq } from "drizzle-orm";
import type { Caller } from "../../testing/app.ts";
import { type NounExamples, uploadOf, zelda } from "../../testing/examples.ts";
import { imports } from "./imports.tables.ts";

const mapping = { event: { value: "X" }, time: { column: "time", format: "iso" } };

const people = (as: Caller, user: string) =>
  uploadOf(as, "imports?name=people.csv", `user,event,time\n${user},Seen,2026-06-10T10:00:00Z\n`);
const idOf = async (as: Caller, user: string) => (await as.inject(people(as, user).options)).json<{ id: string }>().id;

export const importExamples: NounExamples = {
  things: async ({ t: { owner } }) => ({ imports: await idOf(owner, "ann") }),
  audited: ({ t: { owner, system }, ids, call }) => {
    const uploaded = () => idOf(owner, zelda.email);
    return {
      createImport: async () => people(owner, zelda.email),
      getImport: () => call("GET", `imports/${ids.imports}`),
      previewImport: () => call("POST", `imports/${ids.imports}/preview`, {}),
      startImport: async () => call("POST", `imports/${await uploaded()}/start`, { mapping, dryRun: true }),
      cancelImport: async () => {
        const id = await uploaded();
        await system.db.update(imports).set({ status: "queued" }).where(eq(imports.id, id));
        return call("POST", `imports/${id}/cancel`);
      },
      getImportRejects: () => call("GET", `imports/${ids.imports}/rejects`),
      deleteImport: async () => call("DELETE", `imports/${await uploaded()}`),
    };
  },
  bodies: { previewImport: { mapping }, startImport: { mapping, dryRun: true } },
};
