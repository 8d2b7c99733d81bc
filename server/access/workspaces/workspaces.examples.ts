import { PASSWORD } from "../../testing/app.ts";
import type { NounExamples } from "../../testing/examples.ts";

export const workspaceExamples: NounExamples = {
  things: async ({ t: { owner, member } }) => {
    const { invitation } = await owner.request("POST /api/v1/invitations", {
      body: { email: "guest@example.com", role: "viewer" },
    });
    const { id } = await (await member("viewer")).request("GET /api/v1/me", {});
    return { invitations: invitation.id, members: id };
  },
  audited: ({ t, call }) => {
    let made = 0;
    const invited = () => {
      made += 1;
      const email = `guest${made}@example.com`;
      return t.owner.request("POST /api/v1/invitations", { body: { email, role: "viewer" } });
    };
    const memberId = async () => (await (await t.member("viewer")).request("GET /api/v1/me", {})).id;
    return {
      createWorkspace: () => call("POST", "workspaces", { name: "Another" }),
      updateWorkspace: () => call("PATCH", "workspace", { timezone: "Europe/Berlin" }),
      updateMember: async () => call("PATCH", `members/${await memberId()}`, { role: "analyst" }),
      endMemberSessions: async () => call("DELETE", `members/${await memberId()}/sessions`),
      removeMember: async () => call("DELETE", `members/${await memberId()}`),
      invite: () => call("POST", "invitations", { email: "guest.of@example.com", role: "viewer" }),
      revokeInvitation: async () => call("DELETE", `invitations/${(await invited()).invitation.id}`),
      acceptInvitation: async () => {
        const token = (await invited()).link.split("/").at(-1);
        const account = { name: "Guest", password: PASSWORD };
        return call("POST", `invitations/by-token/${token}/accept`, account, t.anonymous);
      },
    };
  },
  bodies: { updateMember: { role: "viewer" } },
  sayNothing: ["getWorkspace", "listMembers"],
};
