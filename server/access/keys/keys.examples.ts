import type { NounExamples } from "../../testing/examples.ts";

export const keyExamples: NounExamples = {
  things: async ({ t: { owner } }) => {
    const { key } = await owner.request("POST /api/v1/keys", { body: { name: "Till", kind: "write" } });
    return { keys: key.id };
  },
  audited: ({ t: { owner }, call }) => ({
    createKey: () => call("POST", "keys", { name: "Reports", kind: "api", scopes: ["metrics:read"] }),
    revokeKey: async () => {
      const { key } = await owner.request("POST /api/v1/keys", { body: { name: "Old", kind: "write" } });
      return call("DELETE", `keys/${key.id}`);
    },
  }),
};
