import { stripVTControlCharacters } from "node:util";

/** A name as one field of one line: it came from outside, and a terminal would obey what stands in it. */
export function plainName(name: string): string {
  return stripVTControlCharacters(name).replaceAll(/[\p{Cc}\s]+/gu, " ");
}
