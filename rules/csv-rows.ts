/**
 * The rows of a CSV file with a head, as objects of some columns; others are left out. Separated by comma, semicolon or tab,
 * whichever the head has; quoted as spreadsheets do. What the head lacks is said instead.
 */
export function csvRows<Column extends string>(
  text: string,
  columns: readonly Column[],
): { rows: Record<Column, string>[] } | { lacks: Column[] } {
  const [head = [], ...lines] = cellsOf(text.replace(/^\uFEFF/, ""));
  const names = head.map((name) => name.trim().toLowerCase());
  const lacks = columns.filter((column) => !names.includes(column));
  if (lacks.length > 0) return { lacks };
  const rows = lines
    .filter((line) => line.some((cell) => cell.trim() !== ""))
    .map((line) => {
      const pairs = columns.map((column) => [column, (line[names.indexOf(column)] ?? "").trim()]);
      return Object.fromEntries(pairs) as Record<Column, string>;
    });
  return { rows };
}

function cellsOf(text: string): string[][] {
  const head = text.slice(0, (text.search(/[\r\n]/) + 1 || text.length + 1) - 1);
  const separator = [",", ";", "\t"].reduce((best, each) =>
    head.split(each).length > head.split(best).length ? each : best,
  );
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = "";
  let isQuoted = false;
  const end = () => {
    line.push(cell);
    cell = "";
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell.trim() === "") {
      cell = "";
      isQuoted = true;
    } else if (character === separator) end();
    else if (character === "\n" || character === "\r") {
      end();
      lines.push(line);
      line = [];
      if (character === "\r" && text[index + 1] === "\n") index += 1;
    } else cell += character;
  }
  end();
  lines.push(line);
  return lines;
}
