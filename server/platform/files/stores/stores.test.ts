import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type S3Server, startS3Server } from "../../../testing/s3-server.ts";
import { privateFolder } from "../../private-folder.ts";
import type { FileStore } from "./file-store.ts";
import { openFolderStore } from "./folder-store.ts";
import { readS3Address, type S3Address } from "./s3-address.ts";
import { openS3Store } from "./s3-store.ts";

const root = mkdtempSync(join(tmpdir(), "throughline-stores-"));
const folder = join(root, "files");
let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3Server();
});
afterAll(async () => {
  await s3.close();
  rmSync(root, { recursive: true, force: true });
});

function inS3(bucket: string, more: Partial<S3Address> = {}): FileStore {
  const address = readS3Address(s3.url(bucket));
  if (!address) throw new Error("the address of the test server cannot be read");
  return openS3Store({ ...address, ...more });
}

/** A file that has arrived. */
function arrived(bytes: Buffer) {
  const path = join(root, uuidv7());
  writeFileSync(path, bytes);
  return { path, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

async function put(store: FileStore, id: string, bytes: Buffer): Promise<void> {
  const { path, ...about } = arrived(bytes);
  await store.put(id, path, about);
  rmSync(path, { force: true });
}

async function read(store: FileStore, id: string): Promise<Buffer | null> {
  const opened = await store.open(id);
  return opened && buffer(opened);
}

async function idsIn(store: FileStore): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id, since } of store.list()) {
    expect(since.getTime()).toBeGreaterThan(0);
    ids.push(id);
  }
  return ids.sort();
}

describe.each([
  ["a folder", async () => openFolderStore(folder)],
  ["S3", async () => inS3("bucket/of/tests")],
])("a store of files in %s", (_name, open) => {
  let store: FileStore;
  beforeAll(async () => {
    store = await open();
  });

  it("gives back what it took in, byte by byte", async () => {
    for (const size of [1, 65_536, 3_000_001]) {
      const [id, bytes] = [uuidv7(), randomBytes(size)];
      await put(store, id, bytes);
      expect((await read(store, id))?.equals(bytes)).toBe(true);
    }
  });

  it("has nothing under an id that was never put or was removed, and removing that is harmless", async () => {
    const id = uuidv7();
    expect(await store.open(id)).toBeNull();
    await store.remove(id);
    await put(store, id, Buffer.from("there"));
    await store.remove(id);
    expect(await store.open(id)).toBeNull();
    await store.remove(id);
  });

  it("lists every id that has bytes", async () => {
    for (const id of await idsIn(store)) await store.remove(id);
    const ids = Array.from({ length: 7 }, () => uuidv7()).sort();
    for (const id of ids) await put(store, id, Buffer.from(id));
    expect(await idsIn(store)).toEqual(ids);
  });

  it("takes a file again under the same id", async () => {
    const id = uuidv7();
    await put(store, id, Buffer.from("one"));
    await put(store, id, Buffer.from("another"));
    expect(String(await read(store, id))).toBe("another");
  });
});

describe("a folder", () => {
  it("may be entered and read by its owner only, also when it was there with other rights", async () => {
    const open = join(root, "open");
    mkdirSync(open, { mode: 0o777 });
    expect(privateFolder(open)).toBe(false);
    const store = openFolderStore(folder);
    const id = uuidv7();
    await put(store, id, Buffer.from("x"));
    const shard = join(folder, id.slice(-2));
    expect([open, folder, shard].map((each) => statSync(each).mode & 0o777)).toEqual([0o700, 0o700, 0o700]);
  });

  it("holds no file that is not whole: what arrives lies elsewhere until it is renamed", async () => {
    const store = openFolderStore(folder);
    const id = uuidv7();
    await expect(store.put(id, join(root, "not there"), { size: 1, sha256: "" })).rejects.toThrow("ENOENT");
    expect(await store.open(id)).toBeNull();
    expect(readdirSync(join(folder, id.slice(-2)))).not.toContain(id);
  });

  it("is never left by an id", async () => {
    const store = openFolderStore(folder);
    for (const id of ["../../etc/passwd", "..", "", "a/b"]) {
      await expect(store.open(id)).rejects.toThrow("not the id of a file");
      await expect(store.remove(id)).rejects.toThrow("not the id of a file");
    }
    expect(existsSync(root)).toBe(true);
  });
});

describe("S3", () => {
  it("lies under the prefix of its address and no other", async () => {
    const [mine, other] = [inS3("shared/mine"), inS3("shared/other")];
    const id = uuidv7();
    await put(mine, id, Buffer.from("mine"));
    expect(await other.open(id)).toBeNull();
    expect(await idsIn(other)).toEqual([]);
    expect(s3.objects.has(`/shared/mine/${id}`)).toBe(true);
  });

  it("is asked again when it is busy, and given up in the end", async () => {
    const store = inS3("busy");
    const id = uuidv7();
    s3.failNext(2);
    await put(store, id, Buffer.from("patience"));
    expect(String(await read(store, id))).toBe("patience");
    s3.failNext(3);
    await expect(store.open(id)).rejects.toMatchObject({ status: 503, code: "files_unavailable" });
    expect(String(await read(store, id))).toBe("patience");
  });

  it("says why it cannot be used, without what opens it", async () => {
    const store = inS3("bucket", { secretAccessKey: "wrong secret" });
    expect(store.where).not.toContain("wrong");
    const failed = await put(store, uuidv7(), Buffer.from("x")).catch((error: unknown) => error);
    expect(failed).toMatchObject({ status: 503, message: expect.stringContaining("403 SignatureDoesNotMatch") });
    expect(String((failed as Error).message)).not.toContain("wrong secret");
    const nobody = inS3("bucket", { origin: "http://127.0.0.1:2" });
    await expect(nobody.open(uuidv7())).rejects.toMatchObject({ message: expect.stringContaining("ECONNREFUSED") });
  });

  it("takes no bytes but those that were announced", async () => {
    const store = inS3("bucket");
    const { path, sha256 } = arrived(Buffer.from("what was measured"));
    const id = uuidv7();
    await expect(store.put(id, path, { size: 17, sha256: sha256.replace(/^./, "0") })).rejects.toMatchObject({
      status: 503,
    });
    expect(await store.open(id)).toBeNull();
  });
});

describe("the address of a store in S3", () => {
  it("has host, bucket, prefix, region and keys", () => {
    expect(readS3Address("s3://KEY:se%2Fcret@s3.example.com/files")).toEqual({
      ...{ origin: "https://s3.example.com", bucket: "files", prefix: "", region: "us-east-1" },
      ...{ accessKeyId: "KEY", secretAccessKey: "se/cret" },
    });
    expect(readS3Address("s3+http://k:s@127.0.0.1:9000/files/of/cx/?region=eu-west-3")).toMatchObject({
      ...{ origin: "http://127.0.0.1:9000", bucket: "files", prefix: "of/cx/", region: "eu-west-3" },
    });
  });

  it.each([
    "https://k:s@host/bucket",
    "s3://host/bucket",
    "s3://k@host/bucket",
    "s3://k:s@host",
    "s3://k:s@host/",
    "s3://k:s@host/b%20d",
    "s3://k:s@host/bucket/a%2fb",
    "s3://k:s@host/bucket?region=a b",
    "s3:",
    "",
  ])("cannot be %j", (text) => expect(readS3Address(text)).toBeNull());
});
