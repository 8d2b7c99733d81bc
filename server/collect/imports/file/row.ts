export type Value = string | number | boolean | null;

/** One row of a file. With `error`, it could not be read: `values` holds what could be saved of it, mostly nothing. */
export type Row = {
  line: number;
  values: Record<string, Value>;
  error?: string;
  /** Cells that hold nothing because their formula failed. */
  failed?: number;
};

export const rejected = (line: number, error: string): Row => ({ line, values: {}, error });

/** Column names come from the file: an object without prototype keeps `__proto__` and `constructor` mere names. */
export const emptyValues = (): Record<string, Value> => Object.create(null) as Record<string, Value>;

export function countLines(text: string, from = 0, to = text.length): number {
  let lines = 0;
  for (let index = text.indexOf("\n", from); index !== -1 && index < to; index = text.indexOf("\n", index + 1)) lines++;
  return lines;
}
