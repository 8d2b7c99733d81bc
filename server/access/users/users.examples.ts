import { PASSWORD } from "../../testing/app.ts";
import type { NounExamples } from "../../testing/examples.ts";

export const userExamples: NounExamples = {
  audited: ({ t, call }) => ({
    signIn: () => call("POST", "session", { email: "owner@example.com", password: PASSWORD }, t.anonymous),
    signOut: async () => call("DELETE", "session", undefined, await t.member("viewer")),
    signOutEverywhere: async () => call("DELETE", "sessions", undefined, await t.member("viewer")),
    endSession: async () => {
      const viewer = await t.member("viewer");
      const { items } = await viewer.request("GET /api/v1/sessions", {});
      return call("DELETE", `sessions/${items[0]?.id}`, undefined, viewer);
    },
    endOtherSessions: async () => call("DELETE", "sessions/others", undefined, await t.member("viewer")),
    changePassword: async () => {
      const passwords = { currentPassword: PASSWORD, newPassword: "my new password 1" };
      return call("POST", "me/password", passwords, await t.member("viewer"));
    },
  }),
};
