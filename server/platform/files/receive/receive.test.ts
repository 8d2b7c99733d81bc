import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, it, test, vi } from "vitest";
import { plain } from "../pictures/pictures.fixture.ts";
import { cleanName } from "./clean-name.ts";
import type { MediaType } from "./media-types.ts";
import { receiveBody } from "./receive-body.ts";
import { sizeWords } from "./size-words.ts";
import { tellType } from "./tell-type.ts";

const folder = mkdtempSync(join(tmpdir(), "throughline-receive-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the type of a file is told by its bytes", () => {
  const told = (content: string | Buffer) => {
    const path = join(folder, "told");
    writeFileSync(path, content);
    return tellType(path);
  };

  it.each([
    ["text/csv", "name,score\nAnn,9\nBob,3\n"],
    ["text/csv", '\ufeffName;Straße\r\n\r\nAnn;"Haupt; 5"\r\n'],
    ["text/csv", 'a\tb\n"one\nline"\tand ""quotes""\n'],
    // The first letters are the marks of BMP, MP3, EXE and bzip2.
    ["text/csv", "BMI;age\n22;40\n"],
    ["text/csv", "ID3,title\n1,a\n"],
    ["text/csv", "MZ|x\n1|2\n"],
    ["text/csv", "BZh9,x\n1,2\n"],
    ["text/plain", "Hello, world.\nThis is a letter, and not a table, is it?\n"],
    ["text/plain", "one line, with a comma"],
    ["text/plain", "GIF89a=1;alert(1)//"],
    ["text/plain", "Gr\xfc\xdfe in an old encoding"],
    ["application/pdf", "%PDF-1.4\n% only letters\n"],
    ["text/html", "  \n<!doctype html><title>x</title>"],
    ["text/html", "<script>alert(1)</script>"],
    ["text/html", "<?php system($_GET[0]);"],
    ["application/xml", '<?xml version="1.0"?><svg onload="alert(1)"/>'],
    ["application/xml", '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ["text/x-script", "#!/bin/sh\nrm -rf /\n"],
    ["application/rtf", "{\\rtf1 x}"],
  ])("%s: %j", async (type, text) =>
    expect(await told(Buffer.from(text, text.includes("\xfc") ? "latin1" : "utf8"))).toBe(type),
  );

  it.each(Object.entries(plain))("%s", async (type, bytes) => expect(await told(bytes)).toBe(type));

  it("of more than text", async () => {
    expect(await told(gzipSync("x"))).toBe("application/gzip");
    expect(await told(Buffer.from("PK\x03\x04\x14\0\0\0\0\0", "latin1"))).toBe("application/zip");
    expect(await told(Buffer.from("\0\x01\x02\x03", "latin1"))).toBeNull();
  });

  it("to the last byte: a text that ends in something else is none", async () => {
    const text = "name,score\n".repeat(20_000);
    expect(await told(text)).toBe("text/csv");
    expect(await told(`${text}\0`)).toBeNull();
  });

  test("bytes of any kind have a type or none", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(["string", "object"]).toContain(typeof (await told(Buffer.from(bytes))));
      }),
      { numRuns: 200 },
    );
  });
});

describe("the name of a file", () => {
  it.each<[string, string, MediaType]>([
    ["holiday.jpg", "holiday.jpg", "image/jpeg"],
    ["Größe 2024.JPEG", "Größe 2024.jpeg", "image/jpeg"],
    ["../../etc/passwd", "passwd.png", "image/png"],
    ["C:\\Users\\ann\\a.png", "a.png", "image/png"],
    [".htaccess", "htaccess.png", "image/png"],
    ["..", "file.png", "image/png"],
    ["", "file.png", "image/png"],
    ["/", "file.png", "image/png"],
    ["photo.jpg", "photo.png", "image/png"],
    ["photo.png.exe", "photo.png.exe.png", "image/png"],
    ["page.html", "page.html.pdf", "application/pdf"],
    // Reads as "annexe.png" on a screen.
    ["ann\u202egnp.exe", "anngnp.exe.png", "image/png"],
    ["a\u200bb\u2066c\ufeff.png", "abc.png", "image/png"],
    ["a\r\nb\t.png", "ab.png", "image/png"],
    ['a<b>:"|?*`$%.png', "a_b______`$%.png", "image/png"],
    ["  two   blanks . png ", "two blanks . png.png", "image/png"],
    ["می‌روم.png", "می‌روم.png", "image/png"],
    ["e\u0301.png", "é.png", "image/png"],
    [`${"x".repeat(300)}.png`, `${"x".repeat(100)}.png`, "image/png"],
    [`${"漢".repeat(90)}.png`, `${"漢".repeat(66)}.png`, "image/png"],
    ["answers.tsv", "answers.tsv", "text/csv"],
  ])("%j becomes %j", (given, cleaned, type) => expect(cleanName(given, type)).toBe(cleaned));

  test("of any characters is one that can be saved under", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (given) => {
        const name = cleanName(given, "image/png");
        expect(name).toMatch(/^[^/\\<>:"|?*\p{Cc}\u202a-\u202e\u2066-\u2069]+\.(a?png)$/u);
        expect(name).not.toMatch(/^[. ]/);
        expect(name.isWellFormed()).toBe(true);
        expect(Buffer.byteLength(name)).toBeLessThan(220);
        expect(cleanName(name, "image/png")).toBe(name);
      }),
    );
  });
});

describe("a body", () => {
  let count = 0;
  const receive = (body: Readable, mostBytes = 100, announced?: number) => {
    count += 1;
    const path = join(folder, `body ${count}`);
    const tooLarge = () => new Error("too large");
    return { path, received: receiveBody(body, path, { announced, mostBytes, tooLarge }) };
  };

  it("is written as it comes", async () => {
    const { path, received } = receive(Readable.from([Buffer.from("one "), Buffer.from("two")]));
    expect(await received).toBe(7);
    expect(readFileSync(path, "utf8")).toBe("one two");
  });

  it("that is too large leaves nothing, and the sender can still be answered", async () => {
    const body = Readable.from([Buffer.alloc(60), Buffer.alloc(60), Buffer.alloc(60)]);
    const { path, received } = receive(body);
    await expect(received).rejects.toThrow("too large");
    expect([existsSync(path), body.destroyed]).toEqual([false, false]);
    await expect(receive(Readable.from([]), 100, 101).received).rejects.toThrow("too large");
  });

  it("that breaks off leaves nothing", async () => {
    const body = new Readable({ read: () => undefined });
    body.push(Buffer.alloc(10));
    const { path, received } = receive(body);
    setImmediate(() => body.destroy(Object.assign(new Error("aborted"), { code: "ECONNRESET" })));
    await expect(received).rejects.toMatchObject({ status: 400, code: "upload_incomplete" });
    expect(existsSync(path)).toBe(false);
  });

  it("that stalls is given up, however much came before; one that keeps coming is not", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const body = new Readable({ read: () => undefined });
      const { path, received } = receive(body);
      const given = received.catch((error: unknown) => error);
      for (let n = 0; n < 5; n += 1) {
        body.push(Buffer.alloc(1));
        await vi.waitFor(() => expect(body.readableLength).toBe(0), { interval: 1, timeout: 30_000 });
        vi.advanceTimersByTime(59_000);
        expect(body.destroyed).toBe(false);
      }
      vi.advanceTimersByTime(1001);
      expect(await given).toMatchObject({ status: 400, code: "upload_incomplete" });
      expect(existsSync(path)).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });
});

test("sizes are said as people say them", () => {
  expect([2_147_483_648, 2_000_000, 500_000, 1500].map(sizeWords)).toEqual(["2.1 GB", "2 MB", "500 KB", "1.5 KB"]);
});
