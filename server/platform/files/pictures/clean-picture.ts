import { problem } from "../../http/problem.ts";
import type { Picture } from "./picture.ts";
import { stripGif } from "./strip-gif.ts";
import { stripJpeg } from "./strip-jpeg.ts";
import { stripPng } from "./strip-png.ts";
import { stripWebp } from "./strip-webp.ts";

const strip = {
  "image/jpeg": stripJpeg,
  "image/png": stripPng,
  "image/webp": stripWebp,
  "image/gif": stripGif,
} as const satisfies Record<string, (bytes: Buffer) => Picture>;

export type PictureType = keyof typeof strip;

export const pictureTypes = Object.keys(strip) as PictureType[];

export function isPictureType(mediaType: string): mediaType is PictureType {
  return mediaType in strip;
}

/** What a browser would have to hold to draw a picture, whatever its bytes are packed to: four bytes a pixel. */
const MOST_PIXELS = 50_000_000;
/** Of all frames of one that moves. */
const MOST_FRAME_PIXELS = 4 * MOST_PIXELS;

/**
 * The bytes of a picture without what its camera and programs wrote into it; the pixels are not packed anew, and it stays
 * turned as it was. @throws 400 `image_damaged`, `image_too_large` for one that unpacks to more than a browser should hold
 */
export function cleanPicture(bytes: Buffer, type: PictureType): Buffer[] {
  const { parts, width, height, pixels } = strip[type](bytes);
  if (width * height > MOST_PIXELS)
    throw problem("image_too_large", { path: "file", width, height, millions: MOST_PIXELS / 1e6 });
  if (pixels > MOST_FRAME_PIXELS)
    throw problem("image_moves_too_much", {
      path: "file",
      found: Math.round(pixels / 1e6),
      millions: MOST_FRAME_PIXELS / 1e6,
    });
  return parts;
}
