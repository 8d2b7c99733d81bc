import type { TestApp } from "../../testing/app.ts";
import { type AuditedExamples, type Examples, type NounExamples, zelda } from "../../testing/examples.ts";
import { track } from "../../testing/messages.ts";

const instant = "2026-06-10T10:00:00Z";

export const contactExamples: NounExamples = {
  things: async ({ t }) => {
    const { secret } = await t.key("write");
    await t.track(secret, [track("ann", "Order Completed", instant), track("bob", "Seen", instant)]);
    const { items } = await t.owner.request("GET /api/v1/contacts", {});
    const [first = "", second = ""] = items.map(({ id }) => id);
    const merge = await t.owner.request("POST /api/v1/contacts/:id/merge", {
      params: { id: first },
      body: { merged: second, reason: "the same person" },
    });
    return { contacts: first, merges: merge.id };
  },
  audited,
  bodies: { mergeContacts: { merged: "1", reason: "the same" } },
  asked: {
    listContacts: [
      ...["", "?sort=name", "?sort=first_seen", "?search=Pat", "?search=Pat&sort=name", "?segment=SEGMENT"],
    ].map((query) => ({ url: `contacts${query}` })),
    getContact: [{ url: "contacts/BOTH" }],
    listContactTimeline: [{ url: "contacts/BOTH/timeline" }],
    mergeContacts: [{ url: "contacts/BOTH/merge", payload: { merged: "BOTH", reason: "the same" } }],
    undoMerge: [],
  },
  tell: ["listContacts", "listContactTimeline"],
  // One person already.
  refused: { mergeContacts: 409 },
};

function audited({ t, ids, call }: Examples): AuditedExamples {
  let made: Promise<string[]> | undefined;
  const strangers = () => {
    made ??= makeStrangers(t);
    return made;
  };
  return {
    listContacts: () => call("GET", `contacts?search=${zelda.email}`),
    getContact: async () => call("GET", `contacts/${(await strangers())[0]}`),
    listContactTimeline: async () => call("GET", `contacts/${(await strangers())[0]}/timeline`),
    mergeContacts: async () => {
      const [first, second] = await strangers();
      return call("POST", `contacts/${first}/merge`, { merged: second, reason: zelda.note });
    },
    undoMerge: () => call("DELETE", `merges/${ids.merges}`),
  };
}

/** Two customers with names and addresses. */
async function makeStrangers({ owner, key, track: send }: TestApp): Promise<string[]> {
  const { secret } = await key("write");
  const timestamp = "2026-06-11T10:00:00Z";
  const { name, email } = zelda;
  await send(secret, [
    { type: "identify", userId: "z", messageId: "z", traits: { name, email }, timestamp },
    { type: "identify", userId: "y", messageId: "y", traits: { name: "Yves Private" }, timestamp },
  ]);
  const { items } = await owner.request("GET /api/v1/contacts", { query: { search: "" } });
  return [name, "Yves Private"].map((wanted) => items.find((each) => each.name === wanted)?.id ?? "");
}
