/** A row as the engine reads it: the JSON of its values in the order of the columns. */
export function encodeRow<Column extends string>(columns: readonly Column[], row: Readonly<Record<Column, unknown>>) {
  return JSON.stringify(columns.map((column) => row[column]));
}

/** How the client writes rows: encoded ones as they are. */
export const encodedRows = {
  json: { parse: <T>(text: string) => JSON.parse(text) as T, stringify: <T>(row: T) => row as string },
};
