import type { Permission } from "../contracts/words/permissions.ts";
import { command } from "./command.ts";
import { targetArgs, within } from "./target.ts";

const json = { type: "boolean", description: "Print JSON" } as const;

export const createKey = command({
  description: "Create a key of a workspace and print it, once.",
  args: {
    name: { type: "string", required: true, valueHint: "NAME", description: "What it is for" },
    kind: {
      type: "enum",
      options: ["api", "write"],
      default: "api",
      description: "write keys may only send events and feedback",
    },
    scopes: {
      type: "string",
      valueHint: "A,B",
      description: "What an api key may do; all its creator may when absent",
    },
    test: { type: "boolean", description: "What is sent with it is a test: kept for 30 days, counted nowhere" },
    expires: {
      type: "string",
      valueHint: "TIME",
      description: "ISO 8601 with zone; when absent never, or with the key in --key",
    },
    ...targetArgs,
    json,
  },
  examples: [
    'key create --data DIR --name "Web shop" --kind write',
    "key create --url http://127.0.0.1:3400 --key KEY --name Reports --scopes metrics:read,journeys:read",
  ],
  run: async ({ name, kind, scopes, test, expires, json, ...where }) =>
    within(where, async ({ request }) => {
      const made = await request("POST /api/v1/keys", {
        body: {
          name,
          kind: kind === "write" ? "write" : "api",
          // The server checks the names and says which one it does not know.
          ...(scopes ? { scopes: scopes.split(",").map((each) => each.trim()) as Permission[] } : {}),
          ...(test ? { isTest: true } : {}),
          ...(expires ? { expiresAt: expires } : {}),
        },
      });
      console.info(json ? JSON.stringify(made) : made.secret);
    }),
});

export const listKeys = command({
  description: "List the keys of a workspace.",
  args: { ...targetArgs, json },
  examples: ["key list --data DIR", "key list --url http://127.0.0.1:3400 --key KEY --json"],
  run: async ({ json, ...where }) =>
    within(where, async ({ request }) => {
      const { items } = await request("GET /api/v1/keys", {});
      if (json) return console.info(JSON.stringify(items));
      const { default: Table } = await import("cli-table3");
      const table = new Table({
        head: ["id", "name", "kind", "test", "begins", "last used", "expires"],
        style: { head: [], border: [], compact: true },
      });
      for (const key of items)
        table.push([
          key.id,
          key.name,
          key.kind,
          key.isTest ? "yes" : "",
          key.prefix,
          key.lastUsedAt ?? "never",
          key.expiresAt ?? "never",
        ]);
      console.info(table.toString());
    }),
});

export const revokeKey = command({
  description: "Revoke a key at once.",
  args: {
    id: { type: "positional", required: true, description: "Id of the key, as key list shows it" },
    ...targetArgs,
    json,
  },
  examples: ["key revoke 0198c0de-0000-7000-8000-000000000000 --data DIR"],
  run: async ({ id, json, ...where }) =>
    within(where, async ({ request }) => {
      await request("DELETE /api/v1/keys/:id", { params: { id } });
      console.info(json ? JSON.stringify({ revoked: id }) : `Revoked ${id}.`);
    }),
});
