import { type NounExamples, namedExamples } from "../../testing/examples.ts";

const permissions = ["metrics:read" as const];

export const roleExamples: NounExamples = {
  things: async ({ t: { owner } }) => {
    const role = await owner.request("POST /api/v1/roles", { body: { name: "Reader", permissions } });
    return { roles: role.id };
  },
  audited: (examples) => namedExamples(examples, "roles", "Role", () => ({ permissions })),
  bodies: { updateRole: { name: "X", permissions } },
  sayNothing: ["listRoles", "getRole"],
};
