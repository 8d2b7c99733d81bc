/**
 * The JSON text under which `properties`, `context` and `traits` are stored: what `JSON.stringify` writes, except where
 * ClickHouse would then refuse to read the whole document: integers beyond 64 bits (written with an exponent instead) and
 * unpaired surrogates (replaced by U+FFFD). Conditions compiled to SQL rely on this spelling.
 *
 * Takes values as `JSON.parse` gives them.
 */
export function eventJson(value: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(value);
  return /[0-9]{19}|\\ud/.test(text) ? write(value) : text;
}

function write(value: unknown): string {
  if (typeof value === "string") return writeText(value);
  if (typeof value === "number") return writeNumber(value);
  if (Array.isArray(value)) return `[${value.map(write).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => `${writeText(key)}:${write(member)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

function writeText(text: string): string {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}

function writeNumber(value: number): string {
  return Math.abs(value) >= 2 ** 63 && Number.isFinite(value) ? value.toExponential() : JSON.stringify(value);
}
