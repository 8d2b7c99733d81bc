import type { AuditedExamples, Examples, NounExamples } from "../../testing/examples.ts";
import { track } from "../../testing/messages.ts";

export const personalDataExamples: NounExamples = {
  things: async ({ t: { owner }, ids }) => {
    const erasure = await owner.request("POST /api/v1/erasures", { body: { contacts: [ids.contacts ?? ""] } });
    return { erasures: erasure.id };
  },
  audited,
  bodies: { rectifyContact: { traits: { plan: "pro" } } },
};

function audited({ t, ids, call }: Examples): AuditedExamples {
  let made = 0;
  const somebody = async (): Promise<string> => {
    made += 1;
    const { secret } = await t.key("write");
    await t.track(secret, [track(`personal-${made}`, "Seen", "2026-06-11T10:00:00Z")]);
    const { items } = await t.owner.request("GET /api/v1/contacts", { query: { search: `personal-${made}` } });
    return items[0]?.id ?? "";
  };
  const requested = async () => t.owner.request("POST /api/v1/erasures", { body: { contacts: [await somebody()] } });
  return {
    getPersonalData: () => call("GET", `contacts/${ids.contacts}/personal-data`),
    exportPersonalData: () => call("GET", `contacts/${ids.contacts}/personal-data/export`),
    restrictContact: async () => call("PUT", `contacts/${await somebody()}/restriction`),
    liftRestriction: async () => {
      const id = await somebody();
      await t.owner.request("PUT /api/v1/contacts/:id/restriction", { params: { id } });
      return call("DELETE", `contacts/${id}/restriction`);
    },
    rectifyContact: async () => call("PATCH", `contacts/${await somebody()}/traits`, { traits: { plan: "pro" } }),
    createErasure: async () => call("POST", "erasures", { contacts: [await somebody()] }),
    cancelErasure: async () => call("DELETE", `erasures/${(await requested()).id}`),
    updateStoragePeriod: () => call("PUT", "storage-periods/erasures", { days: 14 }),
    exportTombstones: () => call("GET", "system/erased"),
  };
}
