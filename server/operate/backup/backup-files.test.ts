import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Config, readConfig } from "../../config.ts";
import { openSystem } from "../../open-system.ts";
import { openFiles } from "../../platform/files/open-files.ts";
import { plain, withMetadata } from "../../platform/files/pictures/pictures.fixture.ts";
import { startTestApp, type TestApp } from "../../testing/app.ts";
import { type S3Server, startS3Server } from "../../testing/s3-server.ts";
import { freshStores } from "../../testing/stores.ts";
import { checkBackup, restoreBackup } from "./backup.ts";
import { writeBackup } from "./write-backup.ts";

const folder = mkdtempSync(join(tmpdir(), "throughline-backup-files-"));
const [tar, elsewhere] = [join(folder, "folder.tar"), join(folder, "s3.tar")];
const removing: (() => void)[] = [];
let t: TestApp;
let s3: S3Server;
let kept: string;
let lost: string;
let inBucket: Config;

beforeAll(async () => {
  s3 = await startS3Server();
  t = await startTestApp({ own: true });
  [kept, lost] = [await upload("Ann"), await upload("Bob")];
});
afterAll(async () => {
  await s3.close();
  for (const remove of removing) remove();
  rmSync(folder, { recursive: true, force: true });
});

async function upload(name: string): Promise<string> {
  const answer = await t.owner.inject({
    method: "POST",
    url: "/api/v1/files?purpose=persona_picture&name=a.jpg",
    headers: { "content-type": "application/octet-stream" },
    payload: withMetadata("image/jpeg", 1),
  });
  const { id } = answer.json<{ id: string }>();
  await t.owner.request("POST /api/v1/personas", { body: { name, picture: id } });
  return id;
}

async function target(settings: Record<string, string> = {}): Promise<Config> {
  const { data, environment, remove } = await freshStores();
  removing.push(remove);
  return readConfig({ data, logLevel: "silent" }, { ...environment, ...settings });
}

const filesOf = (config: Config) => openFiles({ folder: join(config.data, "files"), ...config.files });

/** The bytes of a file of a restored system. */
async function bytesIn(config: Config, id: string): Promise<Buffer | null> {
  const opened = await (await filesOf(config)).store.open(id);
  return opened && (await buffer(opened));
}

it("a backup holds the files of a folder, and says which are not where they should be", async () => {
  await t.system.files.store.remove(lost);
  const key = await t.key("api");
  writeFileSync(tar, (await key.inject({ method: "POST", url: "/api/v1/backup" })).rawPayload);
  const { manifest, contents } = await checkBackup(tar);
  expect(manifest.files).toEqual({ kind: "folder", where: "" });
  expect(contents.uploads).toEqual({ copied: 1, elsewhere: 0, missing: 1 });
  expect(contents.files.filter(({ name }) => name.startsWith("files/"))).toEqual([
    expect.objectContaining({ name: `files/${kept}`, bytes: plain["image/jpeg"].length }),
  ]);
});

it("restored, they are there again, and what was there before is not", async () => {
  await t.close();
  const config = await target();
  const before = await filesOf(config);
  const old = uuidv7();
  const path = join(before.incoming, old);
  writeFileSync(path, "somebody's");
  await before.store.put(old, path, { size: 10, sha256: "" });
  await restoreBackup({ file: tar, config });
  expect(await bytesIn(config, kept)).toEqual(plain["image/jpeg"]);
  expect(await bytesIn(config, lost)).toBeNull();
  expect(await bytesIn(config, old)).toBeNull();
});

it("a folder is moved into S3 by a restore", async () => {
  inBucket = await target({ FILES_URL: s3.url("bucket/of/one") });
  s3.objects.set("/bucket/of/one/0190a000-0000-7000-8000-00000000abcd", {
    bytes: Buffer.from("another's"),
    changedAt: new Date(),
  });
  await restoreBackup({ file: tar, config: inBucket });
  expect([...s3.objects.keys()].sort()).toEqual([
    "/bucket/of/one/0190a000-0000-7000-8000-00000000abcd",
    `/bucket/of/one/${kept}`,
  ]);
  expect(s3.objects.get(`/bucket/of/one/${kept}`)?.bytes).toEqual(plain["image/jpeg"]);
});

it("of what lies in S3 it says where and how many, and copies none", async () => {
  const system = await openSystem(inBucket);
  const asked = s3.asked.length;
  await writeFile(elsewhere, writeBackup(system));
  await system.close();
  expect(s3.asked.slice(asked)).toEqual([]);
  const { manifest, contents } = await checkBackup(elsewhere);
  const host = new URL(s3.url("bucket").replace("s3+http", "http")).host;
  expect(manifest.files).toEqual({ kind: "s3", where: `s3://${host}/bucket/of/one/` });
  expect(contents.uploads).toEqual({ copied: 0, elsewhere: 2, missing: 0 });
  // Restored with the same bucket, they are there.
  const same = await target({ FILES_URL: s3.url("bucket/of/one") });
  await restoreBackup({ file: elsewhere, config: same });
  expect(await bytesIn(same, kept)).toEqual(plain["image/jpeg"]);
});
