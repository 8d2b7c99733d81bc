import { join } from "node:path";
import { expect, test } from "vitest";
import type { DeclaredProblem } from "../contracts/declare-problems.ts";
import { fieldProblems } from "../contracts/field-problems.ts";
import { problems } from "../contracts/problems.ts";

const inCell = (text: string) =>
  text
    .replaceAll("|", "\\|")
    .replace(/\{\{(\w+)\}\}/g, "`$1`")
    .replace(/<(`\w+`)>/g, "&lt;$1&gt;");

test("docs/problems.md tells of every problem when it comes and what it says", async () => {
  const rows = Object.entries<DeclaredProblem>(problems)
    .toSorted(([a, one], [b, other]) => one.status - other.status || a.localeCompare(b, "en"))
    .map(([code, { status, detail }]) => `| ${status} | \`${code}\` | ${inCell(detail)} |`);
  const fields = Object.entries<readonly string[]>(fieldProblems).map(
    ([code, names]) => `| \`${code}\` | ${names.map((name) => `\`${name}\``).join(", ")} |`,
  );
  const page = `# Every problem

Made from the contract by \`build/problems.test.ts\`; write it anew with \`npx vitest run build/problems.test.ts -u\`. What an answer
looks like is in [api.md](api.md#errors). Names in the sentences are those of \`values\`.

| status | code | says |
|---|---|---|
${rows.join("\n")}

## What may be wrong with a field

A field of \`fields\` has one of these codes, or that of the whole problem where that says it.

| code | values |
|---|---|
${fields.join("\n")}
`;
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, "..", "docs", "problems.md"));
});
