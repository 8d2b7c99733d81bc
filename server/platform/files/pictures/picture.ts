import { type ProblemError, problem } from "../../http/problem.ts";

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
  return problem("image_damaged", { path: "file", fault: reason });
}
