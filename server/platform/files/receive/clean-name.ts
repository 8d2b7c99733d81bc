import { type MediaType, mediaTypes } from "./media-types.ts";

const MOST_CHARACTERS = 100;
const MOST_BYTES = 200;

/** Invisible characters and those that turn the order of writing, by which `gpj.exe` reads as another kind of file. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;
/** What no file system of Windows takes in a name. */
const RESERVED = /[<>:"|?*]/g;
const KNOWN = new Set<string>(Object.values(mediaTypes).flatMap(({ extensions }) => extensions));

/**
 * A name to show and to save under, out of the one that was given: no folder, nothing unseen, no reserved character, and
 * with an extension of what the file really is. It is never the name of anything on the disk.
 */
export function cleanName(given: string, type: MediaType): string {
  const plain = given.normalize("NFC").replace(UNSEEN, "").split(/[/\\]/).at(-1) ?? "";
  const name = plain
    .replace(RESERVED, "_")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  const extensions: readonly string[] = mediaTypes[type].extensions;
  const [, stem = name, extension = ""] = /^(.+)\.([^.]+)$/.exec(name) ?? [];
  const own = extension.toLowerCase();
  if (extensions.includes(own)) return `${shorten(stem)}.${own}`;
  // The wrong one of a known kind is replaced; anything else may be part of the name.
  return `${shorten(KNOWN.has(own) ? stem : name) || "file"}.${extensions[0]}`;
}

function shorten(stem: string): string {
  let kept = [...stem].slice(0, MOST_CHARACTERS);
  while (Buffer.byteLength(kept.join("")) > MOST_BYTES) kept = kept.slice(0, -1);
  return kept.join("").trim();
}
