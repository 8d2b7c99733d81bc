import { isPictureType } from "../pictures/clean-picture.ts";

interface Kind {
  /** As people call it. */
  label: string;
  /** What the name of such a file ends in; the first is given to one that ends in something else. */
  extensions: readonly string[];
}

/** Types of what may be uploaded. A purpose takes some of them. */
export const mediaTypes = {
  "image/jpeg": { label: "JPEG", extensions: ["jpg", "jpeg", "jpe", "jfif"] },
  "image/png": { label: "PNG", extensions: ["png", "apng"] },
  "image/webp": { label: "WebP", extensions: ["webp"] },
  "image/gif": { label: "GIF", extensions: ["gif"] },
  "application/pdf": { label: "PDF", extensions: ["pdf"] },
  "text/csv": { label: "CSV", extensions: ["csv", "tsv", "tab"] },
  "text/plain": { label: "plain text", extensions: ["txt", "text", "log", "md"] },
} as const satisfies Record<string, Kind>;

export type MediaType = keyof typeof mediaTypes;

export function isMediaType(type: string): type is MediaType {
  return type in mediaTypes;
}

/** Whether a browser may show it in place: only what has no way to hold a script. */
export function isShownInline(type: string): boolean {
  return isPictureType(type);
}
