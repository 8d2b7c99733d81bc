import type { z } from "zod";
import { problem } from "./problem.ts";

/** A place in a list, as callers get it. */
export function writeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** @throws 400 for what is no place in this list */
export function readCursor<T extends z.ZodType>(shape: T, cursor: string): z.output<T> {
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    throw problem("invalid_cursor");
  }
}
