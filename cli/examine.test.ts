import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { lockDataFolder } from "../server/platform/data-lock.ts";
import { startS3Server } from "../server/testing/s3-server.ts";
import { examine } from "./examine.ts";

const data = mkdtempSync(join(tmpdir(), "throughline-doctor-test-"));
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** What an examination says of one thing; it opens both stores, so who asks for several things asks `examined`. */
const found = async (name: string) => (await examined())(name);

async function examined(options = { data, port: 0 }) {
  const checks = await examine(options);
  return (name: string) => checks.find((check) => check.name === name);
}

describe("the doctor", () => {
  it("finds nothing wrong where nothing is yet", async () => {
    const found = await examined({ data: join(data, "new"), port: 0 });
    for (const name of ["data folder", "node"]) expect(found(name)).toMatchObject({ state: "ok" });
  });

  it("opens the stores, and says how to mend what others may read", async () => {
    const secret = join(data, "secret");
    writeFileSync(secret, "cut", { mode: 0o600 });
    expect((await examined())("secret")).toMatchObject({ state: "failed", found: `${secret} has 3 of 32 characters` });
    writeFileSync(secret, "x".repeat(43));
    const found = await examined();
    expect(found("data folder")).toMatchObject({ state: "ok", found: expect.stringContaining("both stores open") });
    expect(found("secret")).toMatchObject({ state: "ok" });
    chmodSync(secret, 0o644);
    expect((await examined())("secret")).toMatchObject({
      state: "failed",
      mend: expect.stringContaining(`chmod 600 ${secret}`),
    });
  });

  it("tries the store of uploaded files, and names folders of them that others may enter", async () => {
    const files = join(data, "files");
    expect(await found("uploaded files")).toMatchObject({ state: "ok", found: `in ${files}` });
    chmodSync(files, 0o755);
    expect(await found("uploaded files")).toMatchObject({ state: "failed", mend: `Run: chmod 700 ${files}` });
    const s3 = await startS3Server();
    vi.stubEnv("FILES_URL", s3.url("bucket"));
    try {
      // A start puts its rights right.
      expect(await found("uploaded files")).toMatchObject({ state: "ok", found: expect.stringContaining("deleted") });
      expect([...s3.objects.keys()]).toEqual([]);
      s3.failNext(100);
      expect(await found("uploaded files")).toMatchObject({
        state: "failed",
        mend: expect.stringContaining("FILES_URL"),
      });
      vi.stubEnv("FILES_URL", "s3://key:hush@host");
      const settings = await found("settings");
      expect(settings).toMatchObject({ state: "failed", found: expect.stringContaining("FILES_URL") });
      expect(settings?.found).not.toContain("hush");
    } finally {
      vi.unstubAllEnvs();
      await s3.close();
    }
  });

  it("names the program that holds the folder, and a port that is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    expect((await examined({ data: join(data, "new"), port }))("port")).toMatchObject({ state: "failed" });
    server.close();
    const unlock = lockDataFolder(data, new Date());
    try {
      const found = await examined({ data, port });
      expect(found("data folder")).toMatchObject({ found: expect.stringMatching(/in use by process/) });
      expect(found("server")).toMatchObject({
        state: "warning",
        mend: expect.stringContaining("--port"),
      });
    } finally {
      unlock();
    }
  });
});
