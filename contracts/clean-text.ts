import { z } from "zod";
import { isCleanText, UNCLEAN } from "./words/well-formed.ts";

/** Text that people write, names or look something up by. */
export const cleanText = z
  .string()
  .refine(isCleanText, { message: UNCLEAN, params: { code: "unclean_text", values: {} } });

/** Text without line breaks and other control characters. */
export const ONE_LINE = /^\P{Cc}*$/u;
