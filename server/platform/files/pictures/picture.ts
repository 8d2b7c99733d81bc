import { badRequest, type ProblemError } from "../../http/problem.ts";

/** What is kept of a picture, and how much a browser unpacks to draw it. */
export interface Picture {
  /** The bytes to keep, in order. */
  parts: Buffer[];
  width: number;
  height: number;
  /** Pixels of every frame together; of a picture that does not move, width times height. */
  pixels: number;
}

/** 400: the bytes begin as a picture and do not go on as one. */
export function damaged(reason: string): ProblemError {
  return badRequest(
    "image_damaged",
    `The picture cannot be read: ${reason}. Open it on your side, save it anew and send that.`,
    [{ path: "file", reason }],
  );
}
