import { once } from "node:events";
import { readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { UploadedFile } from "../../../contracts/files.ts";
import { DAY } from "../../../contracts/words/durations.ts";
import { filePurposes } from "../../file-purposes.ts";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { type S3Server, startS3Server } from "../../testing/s3-server.ts";
import { files } from "./files.tables.ts";
import { plain, png, SECRET, withMetadata, withNoise } from "./pictures/pictures.fixture.ts";
import { tidyFiles } from "./tidy-files.ts";

const MOST_FILES = 12;
const PNG = plain["image/png"];

let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3Server();
});
afterAll(() => s3.close());

const stores: [string, () => Record<string, string>][] = [
  ["a folder", () => ({})],
  ["S3", () => ({ FILES_URL: s3.url("files/of/tests") })],
];

describe.each(stores)("files in %s", (kind, settings) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp({
      environment: { FILES_COUNT: String(MOST_FILES), FILES_BYTES: "4000000", ...settings() },
    });
  });
  afterAll(() => t.close());

  const send = (by: Caller, payload: Buffer | Readable, name = "picture.png", purpose = "persona_picture") =>
    by.inject({
      method: "POST",
      url: `/api/v1/files?purpose=${purpose}&name=${encodeURIComponent(name)}`,
      headers: { "content-type": "application/octet-stream" },
      payload,
    });
  async function upload(by: Caller, payload: Buffer = PNG, name?: string, purpose?: string): Promise<UploadedFile> {
    const answer = await send(by, payload, name, purpose);
    expect(answer.statusCode, answer.body).toBe(201);
    return answer.json<UploadedFile>();
  }
  const show = (by: Caller, id: string, headers: Record<string, string> = {}) =>
    by.inject({ method: "GET", url: `/api/v1/files/${id}`, headers });
  const tidy = () => tidyFiles(t.system, Object.values(filePurposes));
  async function idsStored(): Promise<string[]> {
    const ids: string[] = [];
    for await (const { id } of t.system.files.store.list()) ids.push(id);
    return ids;
  }
  const persona = (by: Caller, name: string, picture: string | null = null) =>
    by.request("POST /api/v1/personas", { body: { name, picture } });
  const problem = (code: string, path?: string) =>
    expect.objectContaining({
      problem: expect.objectContaining({ code, ...(path ? { fields: [expect.objectContaining({ path })] } : {}) }),
    });

  describe("handing out", () => {
    it.each(Object.keys(plain) as (keyof typeof plain)[])("%s comes back without its metadata", async (type) => {
      const { owner } = await t.freshWorkspace();
      const { id, ...told } = await upload(owner, withMetadata(type, 6), "Ann & me, 50%.JPG");
      const extension = type.slice(6).replace("jpeg", "jpg");
      const answer = await show(owner, id);
      expect(told).toMatchObject({ mediaType: type, name: `Ann & me, 50%.${extension}`, purpose: "persona_picture" });
      expect(told.size).toBe(answer.rawPayload.length);
      expect(answer.rawPayload.includes(SECRET)).toBe(false);
      expect(answer.headers).toMatchObject({
        "content-type": type,
        "content-length": String(told.size),
        "content-disposition": `inline; filename*=UTF-8''Ann%20%26%20me%2C%2050%25.${extension}`,
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "private, no-cache",
      });
      const again = await show(owner, id, { "if-none-match": String(answer.headers.etag) });
      expect([again.statusCode, again.body]).toEqual([304, ""]);
      expect((await owner.inject({ method: "HEAD", url: `/api/v1/files/${id}` })).body).toBe("");
    });

    it("is for the workspace it was uploaded to", async () => {
      const [mine, other] = [await t.freshWorkspace(), await t.freshWorkspace()];
      const { id } = await upload(mine.owner);
      expect((await show(t.anonymous, id)).statusCode).toBe(401);
      for (const by of [other.owner, t.owner]) expect((await show(by, id)).json()).toMatchObject({ code: "not_found" });
      await expect(persona(other.owner, "Thief", id)).rejects.toEqual(problem("unknown_file", "picture"));
      expect((await show(mine.owner, id)).statusCode).toBe(200);
    });

    it("takes the permission of what it is for, as uploading does", async () => {
      const { id } = await upload(t.owner);
      const logo = await upload(t.owner, PNG, "logo.png", "workspace_logo");
      const viewer = await t.member("viewer");
      const editor = await t.member("editor");
      expect((await show(viewer, id)).statusCode).toBe(200);
      expect((await send(viewer, PNG)).statusCode).toBe(403);
      expect((await send(editor, PNG)).statusCode).toBe(201);
      expect((await send(editor, PNG, "logo.png", "workspace_logo")).statusCode).toBe(403);
      const narrow = await t.key("api", ["workspace:read"]);
      expect((await show(narrow, id)).statusCode).toBe(403);
      expect((await show(narrow, logo.id)).statusCode).toBe(200);
      expect((await show(await t.key("write"), id)).statusCode).toBe(403);
    });
  });

  // What is refused never comes to a store.
  if (kind === "a folder")
    describe("taking in", () => {
      const refused: [string, Buffer, string][] = [
        ["nothing", Buffer.alloc(0), "file_empty"],
        ["a page", Buffer.from("<!DOCTYPE html><script>alert(1)</script>"), "file_type"],
        [
          "a drawing with a script",
          Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
          "file_type",
        ],
        ["a program in text that begins as a GIF does", Buffer.from("GIF89a=1;alert(document.domain)//"), "file_type"],
        ["a PDF", Buffer.from("%PDF-1.7\n1 0 obj\n"), "file_type"],
        ["a table", Buffer.from("name;score\nAnn;9\nBob;3\n"), "file_type"],
        ["an archive", Buffer.from("PK\x03\x04\x14\0\0\0\0\0aaaaaaaaaaaaaaaaaaaaaaaaaa", "latin1"), "file_type"],
        ["a packed text", gzipSync("text"), "file_type"],
        ["a program", Buffer.from("\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0", "latin1"), "file_type"],
        ["a phone's own format", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), "file_type"],
        ["bytes that nobody knows", Buffer.from("\x01\x02\x03\x04\x05\x06\x07\x08\0\0\0\0", "latin1"), "file_type"],
        ["half a picture", PNG.subarray(0, PNG.length - 20), "image_damaged"],
        ["a picture of 3.6 billion pixels", png(60_000, 60_000), "image_too_large"],
      ];
      it.each(refused)("%s is refused for a picture, whatever it is called", async (_name, bytes, code) => {
        const { owner } = await t.freshWorkspace();
        const before = await idsStored();
        const answer = await send(owner, bytes, "picture.png");
        expect(answer.json()).toMatchObject({
          status: 400,
          code,
          fields: [{ path: "file", reason: expect.any(String) }],
        });
        expect(answer.json<{ detail: string }>().detail).toMatch(/\. (Choose|Save|Open|Make)/);
        expect(await idsStored()).toEqual(before);
        expect(readdirSync(t.system.files.incoming)).toEqual([]);
      });

      it("names what is to be corrected in the request", async () => {
        const url = "/api/v1/files?purpose=persona_picture&name=a.png";
        const plainly = {
          method: "POST",
          headers: { "content-type": "application/octet-stream" },
          payload: PNG,
        } as const;
        const bad = (query: string) => t.owner.inject({ ...plainly, url: `/api/v1/files?${query}` });
        expect((await bad("purpose=anything&name=a.png")).json()).toMatchObject({ fields: [{ path: "purpose" }] });
        for (const name of ["", "a%00.png"])
          expect((await bad(`purpose=persona_picture&name=${name}`)).json().status).toBe(400);
        expect((await t.owner.inject({ method: "POST", url, payload: { a: 1 } })).statusCode).toBe(415);
      });

      it("a file is as large as its purpose allows, announced or not", async () => {
        const { owner } = await t.freshWorkspace();
        const large = Buffer.concat([PNG, Buffer.alloc(2_000_000)]);
        for (const body of [large, Readable.from([large.subarray(0, 1_000_000), large.subarray(1_000_000)])]) {
          const answer = await send(owner, body);
          expect(answer.json()).toMatchObject({
            status: 413,
            code: "file_too_large",
            detail: expect.stringContaining("2 MB"),
          });
        }
        expect(readdirSync(t.system.files.incoming)).toEqual([]);
        // What was held for it is free again.
        for (let n = 0; n < 3; n += 1) await upload(owner);
      });

      it("nothing stays of one that breaks off", async () => {
        const { workspace, owner } = await t.freshWorkspace();
        const address = new URL(await t.app.listen({ port: 0, host: "127.0.0.1" }));
        const socket = connect(Number(address.port), address.hostname);
        const headers = Object.entries({ ...owner.headers, host: address.host, "content-length": "100000" });
        socket.write("POST /api/v1/files?purpose=persona_picture&name=a.png HTTP/1.1\r\n");
        for (const [name, value] of [...headers, ["content-type", "application/octet-stream"]])
          socket.write(`${name}: ${value}\r\n`);
        socket.write("\r\n");
        socket.write(PNG);
        const rows = () => t.system.db.$count(files, eq(files.workspace, workspace.id));
        while (readdirSync(t.system.files.incoming).length === 0) await wait(5);
        expect(await rows()).toBe(1);
        socket.destroy();
        await once(socket, "close");
        while ((await rows()) > 0) await wait(5);
        expect(readdirSync(t.system.files.incoming)).toEqual([]);
      });

      it("no more than a workspace may have, however many come at once", async () => {
        const { owner } = await t.freshWorkspace();
        const answers = await Promise.all(Array.from({ length: MOST_FILES + 5 }, () => send(owner, PNG)));
        const codes = answers.map((answer) => (answer.statusCode === 201 ? "taken" : answer.json().code)).sort();
        expect(codes.filter((code) => code === "taken")).toHaveLength(MOST_FILES);
        expect(codes.filter((code) => code === "too_many_files")).toHaveLength(5);
        const { owner: heavy } = await t.freshWorkspace();
        const large = (name: string) => send(heavy, withNoise(1_500_000), name);
        expect((await large("one.png")).statusCode).toBe(201);
        expect((await large("two.png")).statusCode).toBe(201);
        expect((await large("three.png")).json()).toMatchObject({
          ...{ status: 409, code: "files_full" },
          detail: expect.stringContaining("4 MB"),
        });
      });
    });

  describe("keeping", () => {
    it("deletes what nothing uses after a day, and keeps what something does", async () => {
      const { owner } = await t.freshWorkspace();
      const [used, unused] = [await upload(owner), await upload(owner)];
      const { picture } = await persona(owner, "Ann", used.id);
      expect(picture).toBe(used.id);
      t.clock.advance(DAY - 1000);
      await tidy();
      expect((await show(owner, unused.id)).statusCode).toBe(200);
      t.clock.advance(2000);
      await tidy();
      expect((await show(owner, unused.id)).statusCode).toBe(404);
      expect((await show(owner, used.id)).statusCode).toBe(200);
      const there = await idsStored();
      expect([there.includes(used.id), there.includes(unused.id)]).toEqual([true, false]);
      await expect(persona(owner, "Bob", unused.id)).rejects.toEqual(problem("unknown_file", "picture"));
    });

    it("has one owner for a file, of the purpose it was uploaded for", async () => {
      const { owner } = await t.freshWorkspace();
      const [picture, logo] = [await upload(owner), await upload(owner, PNG, "l.png", "workspace_logo")];
      await persona(owner, "Ann", picture.id);
      await expect(persona(owner, "Bob", picture.id)).rejects.toEqual(problem("unknown_file", "picture"));
      await expect(persona(owner, "Bob", logo.id)).rejects.toEqual(problem("unknown_file", "picture"));
      await expect(persona(owner, "Bob", uuidv7())).rejects.toEqual(problem("unknown_file", "picture"));
      // Nothing was made by the refused ones.
      expect((await owner.request("GET /api/v1/personas", {})).items.map(({ name }) => name)).toEqual(["Ann"]);
    });

    it("lets go of what is replaced, a week later", async () => {
      const { owner } = await t.freshWorkspace();
      const [first, second] = [await upload(owner), await upload(owner)];
      const { id } = await persona(owner, "Ann", first.id);
      const save = (picture: string | null) =>
        owner.request("PUT /api/v1/personas/:id", { params: { id }, body: { name: "Ann", picture } });
      await save(second.id);
      expect((await show(owner, first.id)).statusCode).toBe(200);
      // Whoever changes their mind has it back.
      await save(first.id);
      await save(second.id);
      t.clock.advance(7 * DAY + 1000);
      await tidy();
      expect((await show(owner, first.id)).statusCode).toBe(404);
      expect((await show(owner, second.id)).statusCode).toBe(200);
      await save(null);
      t.clock.advance(7 * DAY + 1000);
      await tidy();
      expect(await idsStored()).not.toContain(second.id);
    });

    it("erases the files of what is deleted at once", async () => {
      const { owner } = await t.freshWorkspace();
      const { id: picture } = await upload(owner);
      const { id } = await persona(owner, "Ann", picture);
      await owner.request("DELETE /api/v1/personas/:id", { params: { id } });
      expect((await show(owner, picture)).statusCode).toBe(404);
      expect(await idsStored()).not.toContain(picture);
      expect(await t.system.db.$count(files, eq(files.id, picture))).toBe(0);
    });

    it("keeps the picture of a persona that is not deleted because a journey has it", async () => {
      const { owner } = await t.freshWorkspace();
      const { id: picture } = await upload(owner);
      const { id } = await persona(owner, "Ann", picture);
      await owner.request("POST /api/v1/journeys", { body: { name: "Buy", personas: [id] } });
      await expect(owner.request("DELETE /api/v1/personas/:id", { params: { id } })).rejects.toEqual(problem("in_use"));
      expect((await show(owner, picture)).statusCode).toBe(200);
    });

    it("is for this system: a journey's file has no picture", async () => {
      const { owner } = await t.freshWorkspace();
      const { id } = await persona(owner, "Ann", (await upload(owner)).id);
      const journey = await owner.request("POST /api/v1/journeys", { body: { name: "Buy", personas: [id] } });
      const file = await owner.request("GET /api/v1/journeys/:id/export", { params: { id: journey.id } });
      expect(file.personas).toEqual([expect.not.objectContaining({ picture: expect.anything() })]);
      const { owner: other } = await t.freshWorkspace();
      await other.request("POST /api/v1/journeys/import", { body: file });
      expect((await other.request("GET /api/v1/personas", {})).items).toMatchObject([{ name: "Ann", picture: null }]);
    });

    it("finds files whose owner is gone without a word, and bytes without a row", async () => {
      const { owner, workspace } = await t.freshWorkspace();
      const { id: picture } = await upload(owner);
      await persona(owner, "Ann", picture);
      const { id: stray } = await upload(owner);
      const { id: logo } = await upload(owner, PNG, "l.png", "workspace_logo");
      await owner.request("PATCH /api/v1/workspace", { body: { logo } });
      await t.system.db.execute(sql`delete from personas where workspace = ${workspace.id}`);
      await t.system.db.delete(files).where(eq(files.id, stray));
      await tidy();
      expect(await idsStored()).toEqual(expect.arrayContaining([picture, stray, logo]));
      age(stray);
      t.clock.advance(7 * DAY + 1000);
      await tidy();
      const left = await idsStored();
      expect([picture, stray, logo].map((id) => left.includes(id))).toEqual([false, false, true]);
    });

    /** As if its bytes had been there for long. */
    function age(id: string): void {
      const before = new Date(t.clock.now().getTime() - DAY);
      if (kind === "a folder") utimesSync(join(t.system.config.data, "files", id.slice(-2), id), before, before);
      for (const [path, object] of s3.objects) if (path.endsWith(id)) object.changedAt = before;
    }

    it("forgets uploads that never arrived", async () => {
      const { workspace } = await t.freshWorkspace();
      const [id, left] = [uuidv7(), join(t.system.files.incoming, uuidv7())];
      const stateAt = t.clock.now();
      await t.system.db.insert(files).values({
        ...{ workspace: workspace.id, id, purpose: "persona_picture", name: "", mediaType: "", size: 5, sha256: "" },
        ...{ state: "arriving", stateAt, createdBy: "Ann", createdAt: stateAt },
      });
      writeFileSync(left, "half");
      utimesSync(left, stateAt, stateAt);
      await tidy();
      expect(await t.system.db.$count(files, eq(files.id, id))).toBe(1);
      t.clock.advance(DAY + 1000);
      await tidy();
      expect(await t.system.db.$count(files, eq(files.id, id))).toBe(0);
      expect(readdirSync(t.system.files.incoming)).toEqual([]);
    });
  });

  it("the logo of a workspace is seen by all its members", async () => {
    const { owner, workspace } = await t.freshWorkspace();
    const viewer = await t.member("viewer", workspace.id);
    const { id: logo } = await upload(owner, plain["image/webp"], "logo.webp", "workspace_logo");
    expect(await owner.request("PATCH /api/v1/workspace", { body: { logo } })).toMatchObject({ logo, name: "Fresh" });
    const me = await viewer.request("GET /api/v1/me", {});
    expect(me.memberships.map((each) => each.workspace.logo)).toEqual([logo]);
    expect((await show(viewer, logo)).rawPayload).toEqual(plain["image/webp"]);
    await expect(owner.request("PATCH /api/v1/workspace", { body: { logo: uuidv7(), name: "X" } })).rejects.toEqual(
      problem("unknown_file", "logo"),
    );
    expect(await owner.request("PATCH /api/v1/workspace", { body: { logo: null } })).toMatchObject({
      ...{ logo: null, name: "Fresh" },
    });
  });

  if (kind === "a folder")
    it("lie in a folder that only the program may enter", async () => {
      const { id } = await upload(t.owner);
      const folder = join(t.system.config.data, "files");
      const shard = join(folder, id.slice(-2));
      const modes = [folder, join(folder, "incoming"), shard, join(shard, id)].map(
        (path) => statSync(path).mode & 0o777,
      );
      expect(modes).toEqual([0o700, 0o700, 0o700, 0o600]);
    });
  else
    describe("while the store does not answer", () => {
      it("nothing is taken in, and what was erased is deleted when it does again", async () => {
        const { owner, workspace } = await t.freshWorkspace();
        const { id: picture } = await upload(owner);
        const { id } = await persona(owner, "Ann", picture);
        s3.failNext(1000);
        expect((await send(owner, PNG)).json()).toMatchObject({ status: 503, code: "files_unavailable" });
        expect((await show(owner, picture)).json()).toMatchObject({ status: 503, code: "files_unavailable" });
        await owner.request("DELETE /api/v1/personas/:id", { params: { id } });
        expect((await show(owner, picture)).statusCode).toBe(404);
        s3.failNext(0);
        expect(await idsStored()).toContain(picture);
        await tidy();
        expect(await idsStored()).not.toContain(picture);
        expect(await t.system.db.$count(files, eq(files.workspace, workspace.id))).toBe(0);
      });

      it("is not said to be there when its bytes are gone", async () => {
        const { id } = await upload(t.owner);
        await t.system.files.store.remove(id);
        expect((await show(t.owner, id)).json()).toMatchObject({
          status: 404,
          detail: expect.stringContaining("Upload"),
        });
      });
    });
});
