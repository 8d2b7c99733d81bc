import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { ProblemError } from "../../http/problem.ts";
import { cleanPicture, type PictureType, pictureTypes } from "./clean-picture.ts";
import { readOrientation } from "./exif-orientation.ts";
import { exif, jpegSegment, plain, png, pngChunk, riff, riffChunk, SECRET, withMetadata } from "./pictures.fixture.ts";

const clean = (bytes: Buffer, type: PictureType) => Buffer.concat(cleanPicture(bytes, type));
const turnable = pictureTypes.filter((type) => type !== "image/gif");

function refusal(bytes: Buffer, type: PictureType) {
  try {
    clean(bytes, type);
    return "taken";
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code, values } = error;
    expect(error.fields).toEqual([{ path: "file", code, values, reason: expect.any(String) }]);
    return error.code;
  }
}

/** Where the EXIF data that is left begins, without the head of its chunk; null when there is none. */
function exifIn(bytes: Buffer): Buffer | null {
  const index = bytes.indexOf("MM\0*", 0, "latin1");
  return index < 0 ? null : bytes.subarray(index, index + 26);
}

describe.each(pictureTypes)("%s", (type) => {
  it("stays as it is when there is nothing but what draws it", () => {
    expect(clean(plain[type], type)).toEqual(plain[type]);
  });

  it("loses everything else, to the byte", () => {
    const dressed = withMetadata(type, 1);
    expect(dressed.includes(SECRET)).toBe(true);
    const cleaned = clean(dressed, type);
    if (type !== "image/webp") expect(cleaned).toEqual(plain[type]);
    expect(cleaned.includes(SECRET)).toBe(false);
    expect(cleaned.includes("<script>")).toBe(false);
    expect(clean(cleaned, type)).toEqual(cleaned);
  });

  it("is refused where it ends too early, whole or not at all", () => {
    const whole = withMetadata(type, 6);
    const end = whole.lastIndexOf("<script>");
    for (let length = 16; length < end; length += 1)
      expect(refusal(whole.subarray(0, length), type), `${length} of ${end} bytes`).toBe("image_damaged");
  });

  it("never breaks the program, whatever its bytes are", () => {
    const whole = withMetadata(type, 6);
    const change = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = Buffer.from(whole);
        for (const [index, value] of changes) bytes[index] = value;
        expect(["taken", "image_damaged", "image_too_large", "image_moves_too_much"]).toContain(refusal(bytes, type));
      }),
      { numRuns: 500 },
    );
  });
});

describe.each(turnable)("%s says how it is turned", (type) => {
  it.each([2, 3, 6, 8])("%i", (orientation) => {
    for (const order of ["II", "MM"] as const) {
      const cleaned = clean(withMetadata(type, orientation, order), type);
      expect(readOrientation(exifIn(cleaned) ?? Buffer.alloc(0))).toBe(orientation);
      expect(cleaned.includes(SECRET)).toBe(false);
      expect(clean(cleaned, type)).toEqual(cleaned);
    }
  });

  it("and keeps no EXIF when it is not", () => {
    for (const orientation of [0, 1, 9]) expect(exifIn(clean(withMetadata(type, orientation), type))).toBeNull();
  });
});

test("EXIF data of any bytes is read without breaking", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom("II*\0", "MM\0*"), (bytes, mark) => {
      const tiff = Buffer.concat([Buffer.from(mark, "latin1"), bytes]);
      const orientation = readOrientation(tiff);
      expect(orientation === null || (orientation >= 1 && orientation <= 8)).toBe(true);
    }),
  );
});

describe("a picture that unpacks to more than a browser should hold is refused", () => {
  const large = Buffer.from([0xff, 0xff]);
  const webpFrame = (pixels: Buffer) => riffChunk("ANMF", Buffer.concat([Buffer.alloc(16), pixels]));
  const lossless = riffChunk("VP8L", Buffer.from([0x2f, 0xff, 0xff, 0xff, 0x0f, 0, 0, 0, 0, 0]));
  const huge: [name: string, PictureType, Buffer][] = [
    ["PNG", "image/png", png(60_000, 60_000)],
    [
      "PNG of many frames",
      "image/png",
      png(
        5000,
        5000,
        Array.from({ length: 10 }, () => {
          const frame = Buffer.alloc(26);
          frame.writeUInt32BE(5000, 4);
          frame.writeUInt32BE(5000, 8);
          return pngChunk("fcTL", frame);
        }),
      ),
    ],
    ["JPEG", "image/jpeg", replaced(plain["image/jpeg"], [0, 2, 0, 4, 3], [...large, ...large, 3])],
    ["GIF", "image/gif", replaced(plain["image/gif"], [4, 0, 2, 0, 0x81], [...large, ...large, 0x81])],
    ["frame of a GIF", "image/gif", replaced(plain["image/gif"], [4, 0, 2, 0, 0, 8], [...large, ...large, 0, 8])],
    ["WebP", "image/webp", riff(lossless)],
    [
      "frame of a WebP",
      "image/webp",
      riff(riffChunk("VP8X", Buffer.from([2, 0, 0, 0, 3, 0, 0, 1, 0, 0])), webpFrame(lossless)),
    ],
  ];
  it.each(huge)("%s", (name, type, bytes) =>
    expect(refusal(bytes, type)).toBe(/frame/.test(name) ? "image_moves_too_much" : "image_too_large"),
  );

  it("and a colour profile that does is left out", () => {
    const profile = (bytes: number) =>
      pngChunk("iCCP", Buffer.concat([Buffer.from("p\0\0", "latin1"), deflateSync(Buffer.alloc(bytes))]));
    const bomb = clean(png(4, 2, [profile(8 * 1024 * 1024)]), "image/png");
    expect(bomb).toEqual(plain["image/png"]);
    expect(clean(png(4, 2, [profile(3000)]), "image/png").includes("iCCP")).toBe(true);
  });

  it("as is a JPEG drawn in endless passes", () => {
    const jpeg = plain["image/jpeg"];
    const scan = jpeg.indexOf(Buffer.from([0xff, 0xda]));
    const pass = jpeg.subarray(scan, -2);
    const endless = Buffer.concat([
      jpeg.subarray(0, scan),
      ...Array.from({ length: 300 }, () => pass),
      jpeg.subarray(-2),
    ]);
    expect(refusal(endless, "image/jpeg")).toBe("image_damaged");
  });
});

describe("of a JPEG", () => {
  const [start, rest] = [plain["image/jpeg"].subarray(0, 20), plain["image/jpeg"].subarray(20)];
  const holding = (...segments: Buffer[]) => Buffer.concat([start, ...segments, rest]);

  it("the colour profile and Adobe's note on its colours stay", () => {
    const profile = jpegSegment(0xe2, Buffer.from("ICC_PROFILE\0\x01\x01profile", "latin1"));
    const adobe = jpegSegment(0xee, Buffer.from("Adobe\0\x64\0\0\0\0\x01", "latin1"));
    expect(clean(holding(profile, adobe), "image/jpeg")).toEqual(holding(profile, adobe));
  });

  it("the small copy in its header is left out", () => {
    const header = Buffer.from("JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01", "latin1");
    const preview = Buffer.concat([
      start.subarray(0, 2),
      jpegSegment(0xe0, Buffer.concat([header, Buffer.from(SECRET.slice(0, 3))])),
      rest,
    ]);
    expect(clean(preview, "image/jpeg")).toEqual(plain["image/jpeg"]);
  });

  it("only the first EXIF data says how it is turned", () => {
    const said = (orientation: number) =>
      jpegSegment(0xe1, Buffer.concat([Buffer.from("Exif\0\0", "latin1"), exif(orientation, "MM")]));
    const cleaned = clean(holding(said(6), said(3)), "image/jpeg");
    expect(readOrientation(exifIn(cleaned) ?? Buffer.alloc(0))).toBe(6);
  });
});

function replaced(bytes: Buffer, from: readonly number[], to: readonly number[]): Buffer {
  const index = bytes.indexOf(Buffer.from(from));
  expect(index).toBeGreaterThan(0);
  return Buffer.concat([bytes.subarray(0, index), Buffer.from(to), bytes.subarray(index + from.length)]);
}
