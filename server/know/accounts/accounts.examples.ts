import type { NounExamples } from "../../testing/examples.ts";

export const accountExamples: NounExamples = {
  things: async ({ t }) => {
    const { secret } = await t.key("write");
    await t.track(secret, [
      { type: "group", userId: "ann", groupId: "acme", messageId: "group-ann", timestamp: "2026-06-10T10:00:00Z" },
    ]);
    return { accounts: "acme" };
  },
  audited: ({ call }) => ({
    listAccounts: () => call("GET", "accounts"),
    getAccount: () => call("GET", "accounts/acme"),
    listAccountPeople: () => call("GET", "accounts/acme/people"),
    listAccountEvents: () => call("GET", "accounts/acme/events"),
  }),
  asked: {
    listAccounts: [{}, { url: "accounts?sort=name" }],
    getAccount: [{ url: "accounts/north-acme" }],
    listAccountPeople: [{ url: "accounts/north-acme/people" }],
    listAccountEvents: [{ url: "accounts/north-acme/events" }],
  },
  tell: ["listAccounts"],
};
