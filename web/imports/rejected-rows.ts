interface RejectedRow {
  line: string;
  reason: string;
}

/** The first rows of the list of rejects: a CSV file of two columns below a head, by RFC 4180. */
export function firstRejected(file: string, most: number): RejectedRow[] {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  const rows: string[][] = [[]];
  while (rows.length <= most + 1 && field.lastIndex < file.length) {
    const [, quoted, plain = "", end] = field.exec(file) ?? [];
    if (end === undefined) break;
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
  }
  return rows
    .slice(1)
    .flatMap(([line, reason]) => (line && reason !== undefined ? [{ line, reason }] : []))
    .slice(0, most);
}
