import { join } from "node:path";
import { expect, test } from "vitest";
import { api } from "../contracts/api.ts";
import type { Endpoint } from "../contracts/endpoint.ts";
import { roleCan, roles } from "../contracts/words/permissions.ts";

/** Who may call it, as a reader of the table takes it in. */
function whoMay({ access }: Endpoint): string {
  if (access === "public") return "anyone";
  if (access === "signedIn") return "anyone signed in";
  return roles.filter((role) => roleCan(role, access)).join(", ");
}

test("docs/endpoints.md tells of every endpoint who may call it", async () => {
  const endpoints: Endpoint[] = Object.values(api);
  const rows = endpoints
    .toSorted((a, b) => a.path.localeCompare(b.path, "en") || a.method.localeCompare(b.method, "en"))
    .map((endpoint) => `| \`${endpoint.method} ${endpoint.path}\` | ${endpoint.access} | ${whoMay(endpoint)} |`);
  const page = `# Every endpoint and who may call it

Made from the contract by \`build/endpoints.test.ts\`; write it anew with \`npx vitest run build/endpoints.test.ts -u\`. Everything but
what is public takes a session or a key of the workspace; what belongs to another workspace is not there (404). The tracking routes
take a write key and are described in [collecting.md](collecting.md).

| endpoint | permission | roles that hold it |
|---|---|---|
${rows.join("\n")}
`;
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, "..", "docs", "endpoints.md"));
});
