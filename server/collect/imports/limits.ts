/** What one row may be at most; beyond it the row is rejected, or the file refused where rows cannot be told apart. */
export const MAX_LINE = 1024 * 1024;
export const MAX_COLUMNS = 500;
/** Characters of the name of a column, as the contract of a mapping takes them. */
export const MAX_NAME = 2000;
export const MAX_DEPTH = 32;

/** What a file may unpack to. */
export interface OpenLimits {
  /** Most bytes of text, after unpacking. */
  maxBytes: number;
  /** Most bytes of text per byte of what was packed. */
  maxRatio: number;
}

export const TEXT_LIMITS: OpenLimits = { maxBytes: 50 * 1024 ** 3, maxRatio: 200 };
