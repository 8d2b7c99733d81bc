import type { Mapping } from "../../../../contracts/collect/imports.ts";

const MOST_CHARACTERS = 100;

/**
 * The source a file's name stands for when the mapping names none: without its extensions, and without the number that a
 * browser adds to a second download, so that the same file packed or fetched again is the same source.
 */
export function sourceOf(fileName: string): string {
  const bare = fileName
    .replace(/\.(gz|gzip)$/i, "")
    .replace(/\.[a-z0-9]{1,8}$/i, "")
    .replace(/ ?\(\d{1,3}\)$/, "")
    .trim();
  return [...(bare || fileName.trim())].slice(0, MOST_CHARACTERS).join("");
}

/** The mapping with the source its rows come from, and the zone of times that say none. */
export const completeMapping = (mapping: Mapping, fileName: string, timezone: string): Mapping => ({
  ...mapping,
  source: mapping.source ?? sourceOf(fileName),
  time: { ...mapping.time, timezone: mapping.time.timezone ?? timezone },
});
