import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Encoding } from "../../../../contracts/collect/file-layout.ts";
import { FileRefused } from "./file-refused.ts";
import { type OpenedFile, openFile } from "./open-file.ts";

const limits = { maxBytes: 100 * 1024 * 1024, maxRatio: 200 };
const open = (bytes: Uint8Array, size = 1024, chosen?: Encoding): Promise<OpenedFile> => {
  const pieces: Buffer[] = [];
  for (let index = 0; index < bytes.length; index += size)
    pieces.push(Buffer.from(bytes.subarray(index, index + size)));
  return openFile(Readable.from(pieces, { objectMode: false }), limits, chosen ? { encoding: chosen } : {});
};
async function read(file: OpenedFile): Promise<string> {
  let text = "";
  for await (const chunk of file.text) text += chunk;
  return text;
}
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => "nothing was refused",
    (thrown: unknown) => thrown,
  );
  return error instanceof FileRefused ? error.code : String(error);
};

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "open-file-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("encodings", () => {
  const text = "Straße;Größe;Ünal\nZoë;10 €;\u{1F600}\n";
  const utf16be = Buffer.from(`\uFEFF${text}`, "utf16le").swap16();
  it.each([
    ["utf-8", false, Buffer.from(text)],
    ["utf-8", true, Buffer.from(`\uFEFF${text}`)],
    ["utf-16le", true, Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["utf-16be", true, utf16be],
  ] as const)("reads %s (mark: %s), however it is cut", async (encoding, bom, bytes) => {
    for (const size of [1, 2, 3, 7, 1024]) {
      const file = await open(bytes, size);
      expect(await read(file)).toBe(text);
      expect([file.encoding(), file.bom(), file.damaged()]).toEqual([encoding, bom, false]);
    }
  });

  const cyrillic = "имя,отзыв\nИван,Очень хороший сервис\nМария,Доставка опоздала на неделю\n";
  const german = "Größe,Notiz\nMüller,Sehr schöne Geräte, gerne wieder\nJosé,très bien\n";
  const samples: [Encoding, string][] = [
    ["shift_jis", "名前,コメント\n田中太郎,とても良いサービスでした\n鈴木,配送が遅い\n"],
    ["euc-jp", "名前,コメント\n田中太郎,とても良いサービスでした\n鈴木,配送が遅い\n"],
    ["gb18030", "姓名,评论\n王伟,服务非常好，下次还会再来\n李娜,送货太慢了\n"],
    ["big5", "姓名,評論\n王偉,服務非常好，下次還會再來\n李娜,送貨太慢了\n"],
    ["euc-kr", "이름,의견\n김민수,서비스가 아주 좋았습니다\n이영희,배송이 너무 늦어요\n"],
    ["koi8-r", cyrillic],
    ["windows-1251", cyrillic],
    ["ibm866", cyrillic],
    ["windows-1250", "jméno,poznámka\nJiří Dvořák,Velmi dobrá služba, příště zase\nŽofie,Doručení bylo pomalé\n"],
    ["iso-8859-2", "imię,uwagi\nŁukasz,Bardzo dobra obsługa, ale przesyłka była spóźniona\nMałgorzata,świetnie\n"],
    ["windows-1252", `${german}Ana,¿Qué tal? 5 €\n`],
    ["iso-8859-15", "Name,Preis\nMüller,5 €\n"],
    ["macintosh", german],
    ["ibm850", german],
    ["windows-1253", "όνομα,σχόλιο\nΓιώργος,Πολύ καλή εξυπηρέτηση\n"],
    ["windows-1254", "isim,yorum\nAyşe,Çok güzel hizmet, teşekkürler ığdır\n"],
    ["windows-1255", "שם,הערה\nדוד,שירות מצוין ומהיר\n"],
    ["windows-1256", "الاسم,تعليق\nمحمد,خدمة ممتازة وسريعة\n"],
    ["windows-874", "ชื่อ,ความคิดเห็น\nสมชาย,บริการดีมาก\n"],
    ["utf-16le", `a,b\n${cyrillic}`],
    ["utf-16be", `a,b\n${german}`],
  ];
  it.each(samples)("recognises %s without a mark, however it is cut", async (encoding, sample) => {
    const bytes = iconv.encode(sample, encoding);
    for (const size of [1, 3, 4096]) {
      // UTF-16 is told by the first piece.
      const file = await open(bytes, encoding.startsWith("utf-16") ? 4096 : size);
      expect(await read(file)).toBe(sample);
      expect(file.encoding()).toBe(encoding);
    }
  });

  it("takes the encoding that was chosen", async () => {
    const file = await open(iconv.encode("1,田中\n", "shift_jis"), 3, "shift_jis");
    expect([await read(file), file.encoding()]).toEqual(["1,田中\n", "shift_jis"]);
    expect(await read(await open(Buffer.from([0x61, 0xff, 0x62]), 1, "utf-8"))).toBe("a\uFFFDb");
  });

  it("loses one character for a stray byte among UTF-8, wherever it stands", async () => {
    for (const [before, after] of [
      ["Größe,Zoë\n", "Ünal,x\n"],
      ["a,b\n", `${"x,y\n".repeat(1000)}Größe,Straße\n`],
      ["Größe\n", ""],
    ] as const) {
      const file = await open(Buffer.concat([Buffer.from(before), Buffer.from([0xe9, 0x0a]), Buffer.from(after)]));
      expect(await read(file)).toBe(`${before}\uFFFD\n${after}`);
      expect([file.encoding(), file.damaged()]).toEqual(["utf-8", true]);
    }
  });

  it("falls back to windows-1252 where text stops being UTF-8, even far into the file", async () => {
    const ascii = "a,b\n".repeat(100_000);
    const file = await open(
      Buffer.concat([Buffer.from(ascii), Buffer.from([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x80, 0x0a])]),
    );
    expect(file.encoding()).toBe("utf-8");
    expect((await read(file)).slice(ascii.length)).toBe("Müller€\n");
    expect(file.encoding()).toBe("windows-1252");
  });

  it("keeps a UTF-8 file UTF-8 when one of its characters is broken, and says so", async () => {
    const file = await open(Buffer.concat([Buffer.from("Zoë\n".repeat(1000)), Buffer.from([0xff, 0x0a])]));
    expect(await read(file)).toMatch(/Zoë\n\uFFFD\n$/);
    expect([file.encoding(), file.damaged()]).toEqual(["utf-8", true]);
  });

  it("gives any text back, in any pieces", async () => {
    const input = fc
      .string({ unit: "binary", maxLength: 200 })
      .filter((text) => !text.includes("\0") && !text.startsWith("\uFEFF"));
    await fc.assert(
      fc.asyncProperty(input, fc.integer({ min: 1, max: 9 }), async (text, size) => {
        const whole = `name;größe\n${text}`;
        expect(await read(await open(Buffer.from(whole), size))).toBe(whole);
      }),
      { numRuns: 60 },
    );
  });
});

describe("gzip", () => {
  it("is recognised by its first bytes and read through, with progress in bytes on disk", async () => {
    const text = Array.from({ length: 60_000 }, (_, row) => `${row},${(row * 7919) % 10007}\n`).join("");
    const path = join(folder, "rows.csv");
    const packed = gzipSync(text);
    await writeFile(path, packed);
    const file = await openFile(path, limits);
    expect([file.compression, file.size]).toEqual(["gzip", packed.length]);
    expect(file.complete).toBe(false);
    expect(file.bytesRead()).toBeLessThan(packed.length);
    expect(await read(file)).toBe(text);
    expect(file.bytesRead()).toBe(packed.length);
  });

  it("can be closed after a look at its head", async () => {
    const file = await openFile(join(folder, "rows.csv"), limits);
    expect(file.head.startsWith("0,0\n1,7919\n")).toBe(true);
    await file.close();
  });

  it("refuses a bomb by ratio, and any file by size", async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, "a,b\n"));
    expect(await refusal(open(bomb).then(read))).toBe("gzip_ratio");
    const small = openFile(Readable.from([gzipSync(Buffer.alloc(5000, "x"))], { objectMode: false }), {
      maxBytes: 1000,
      maxRatio: 1e6,
    });
    expect(await refusal(small.then(read))).toBe("text_too_long");
  });

  it("refuses a file that is cut off or damaged", async () => {
    const packed = gzipSync(Array.from({ length: 60_000 }, (_, row) => `${row}`).join("\n"));
    expect(await refusal(open(packed.subarray(0, packed.length - 100)).then(read))).toBe("gzip_broken");
    const damaged = Buffer.from(packed);
    damaged.fill(0x55, 200, 300);
    expect(await refusal(open(damaged).then(read))).toBe("gzip_broken");
  });
});

describe("what is no text", () => {
  it.each([
    ["file_is_zip", [0x50, 0x4b, 0x03, 0x04, 1, 2]],
    ["file_is_binary", [0x61, 0x00, 0x62, 0x00]],
    ["file_is_parquet", [0x50, 0x41, 0x52, 0x31, 0]],
  ])("is refused with a reason: %s", async (code, bytes) => {
    expect(await refusal(open(Buffer.from(bytes)).then(read))).toBe(code);
    expect(await refusal(open(gzipSync(Buffer.from(bytes))).then(read))).toBe(code);
  });

  it("says what is wrong with a path", async () => {
    expect(await refusal(openFile(join(folder, "absent.csv"), limits))).toBe("file_not_found");
    expect(await refusal(openFile(folder, limits))).toBe("file_is_folder");
  });

  it("opens an empty file as empty", async () => {
    const file = await open(Buffer.alloc(0));
    expect([file.head, file.complete, await read(file)]).toEqual(["", true, ""]);
  });
});
