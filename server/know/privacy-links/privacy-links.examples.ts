import type { Caller } from "../../testing/app.ts";
import { type AuditedExamples, type Call, type Examples, type NounExamples, zelda } from "../../testing/examples.ts";
import { track } from "../../testing/messages.ts";

export const privacyLinkExamples: NounExamples = {
  things: async ({ t, ids }) => {
    const params = { id: ids.contacts ?? "" };
    const { link, url } = await t.owner.request("POST /api/v1/contacts/:id/privacy-links", { params, body: {} });
    await t.anonymous.inject(await correctionOn(t.anonymous, new URL(url).pathname));
    const { items } = await t.owner.request("GET /api/v1/corrections", {});
    return { "privacy-links": link.id, corrections: items.at(-1)?.id ?? "" };
  },
  audited,
};

/** What the form of a page sends. */
async function correctionOn(as: Caller, path: string): Promise<Call["options"]> {
  const { body } = await as.inject({ method: "GET", url: path });
  const proof = /name="proof" value="([\w-]+)"/.exec(body)?.[1] ?? "";
  return {
    ...{ method: "POST", url: path },
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams({ proof, act: "correct", name: zelda.name }).toString(),
  };
}

function audited({ t, call }: Examples): AuditedExamples {
  let made = 0;
  /** A customer of their own with a link. */
  const linked = async () => {
    made += 1;
    const { secret } = await t.key("write");
    await t.track(secret, [track(`linked-${made}`, "Seen", "2026-06-11T10:00:00Z")]);
    const { items } = await t.owner.request("GET /api/v1/contacts", { query: { search: `linked-${made}` } });
    const id = items[0]?.id ?? "";
    const { link, url } = await t.owner.request("POST /api/v1/contacts/:id/privacy-links", {
      params: { id },
      body: {},
    });
    return { id, link, path: new URL(url).pathname };
  };
  const get = async (more: string): Promise<Call> => ({
    as: t.anonymous,
    options: { method: "GET", url: `${(await linked()).path}${more}` },
  });
  const corrected = async (): Promise<Call> => ({
    as: t.anonymous,
    options: await correctionOn(t.anonymous, (await linked()).path),
  });
  const correction = async () => {
    const { as, options } = await corrected();
    await as.inject(options);
    const { items } = await t.owner.request("GET /api/v1/corrections", { query: { limit: 200 } });
    return items.at(-1)?.id ?? "";
  };
  return {
    createPrivacyLink: async () => call("POST", `contacts/${(await linked()).id}/privacy-links`, {}),
    revokePrivacyLink: async () => call("DELETE", `privacy-links/${(await linked()).link.id}`),
    listCorrections: async () => {
      await correction();
      return call("GET", "corrections?limit=7");
    },
    acceptCorrection: async () => call("POST", `corrections/${await correction()}/accept`),
    declineCorrection: async () => call("DELETE", `corrections/${await correction()}`),
    openPrivacyPage: () => get(""),
    exportOnPrivacyPage: () => get("/export"),
    usePrivacyPage: corrected,
  };
}
