import { PASSWORD } from "../../testing/app.ts";
import type { NounExamples } from "../../testing/examples.ts";

export const userExamples: NounExamples = {
  audited: ({ t, call }) => ({
    signIn: () => call("POST", "session", { email: "owner@example.com", password: PASSWORD }, t.anonymous),
    signOut: async () => call("DELETE", "session", undefined, await t.member("viewer")),
    signOutEverywhere: async () => call("DELETE", "sessions", undefined, await t.member("viewer")),
    changePassword: async () => {
      const passwords = { currentPassword: PASSWORD, newPassword: "my new password 1" };
      return call("POST", "me/password", passwords, await t.member("viewer"));
    },
  }),
};
