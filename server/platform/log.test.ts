import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

test("a failed statement is logged with its reason and without its values", () => {
  const program = `
    import { DrizzleQueryError } from "drizzle-orm";
    import { createLog } from ${JSON.stringify(join(import.meta.dirname, "log.ts"))};
    const failed = new DrizzleQueryError("select 1 where token = $1", ["the-session-token"], new Error("no connection"));
    createLog("error").error({ err: failed }, "request failed");
    createLog("error").error({ err: new Error("outer", { cause: failed }) }, "request failed");
    createLog("error").error({ err: Object.assign(new Error("plain"), { code: "E1" }) }, "request failed");`;
  const { stderr } = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    cwd: import.meta.dirname,
    encoding: "utf8",
  });
  const lines = stderr.trim().split("\n");
  expect(lines).toHaveLength(3);
  for (const line of lines.slice(0, 2)) {
    expect(line).toContain("select 1 where token = $1");
    expect(line).toContain("no connection");
  }
  expect(lines[2]).toContain('"code":"E1"');
  expect(stderr).not.toContain("the-session-token");
});
