// The only place that turns values into ClickHouse text. Literals are rendered here rather than bound by the driver:
// bound parameters are serialised over the whole process in the embedded engine.

const MAX_TEXT_BYTES = 100_000;
const MIN_INT64 = -(2n ** 63n);
const MAX_UINT64 = 2n ** 64n - 1n;
// DateTime64 holds these years; beyond them ClickHouse wraps or clamps without a word.
const FIRST_INSTANT = Date.UTC(1900, 0, 1);
const LAST_INSTANT = Date.UTC(2300, 0, 1) - 1;

class SqlText {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  static read(piece: SqlText): string {
    return piece.#text;
  }

  static holds(value: unknown): value is SqlText {
    return typeof value === "object" && value !== null && #text in value;
  }
}

/** A piece of SQL that was spelled in source code. Opaque: only `sql`, `joinSql`, `choose` and `typed` make one. */
export type Sql = SqlText;

/** A value that becomes one literal. A list becomes an array literal; its members must be of one kind (or null). */
export type SqlLiteral = string | number | bigint | boolean | null | Date;
export type SqlValue = SqlLiteral | readonly SqlLiteral[] | Sql;

/**
 * Spells SQL. Every `${value}` becomes a typed literal, never text: a string is a quoted string, an integer an integer,
 * a bigint UInt64 or Int64, a Date DateTime64(3) in UTC, a list an array. Only another `Sql` is spliced as it is.
 * @throws TypeError for what has no faithful literal: NaN, infinities, unpaired surrogates, text over 100 KB.
 */
export function sql(strings: TemplateStringsArray, ...values: readonly SqlValue[]): Sql {
  let text = "";
  strings.forEach((part, index) => {
    if (part === undefined) throw new TypeError("The SQL template holds an invalid escape sequence.");
    text += part;
    const value = values[index];
    if (index < values.length) text += spell(value);
  });
  return new SqlText(text);
}

export type Separator = ", " | " and " | " or " | " " | "\n" | " union all ";

/** Joins pieces of SQL. No parts give an empty piece, so callers decide what "none" means. */
export function joinSql(parts: readonly Sql[], separator: Separator): Sql {
  return new SqlText(parts.map(render).join(separator));
}

/** The entry of a closed table of SQL: the way a name from outside (an order, a unit) becomes SQL. */
export function choose<Key extends string>(table: Readonly<Record<Key, Sql>>, key: Key): Sql {
  if (!Object.hasOwn(table, key)) {
    throw new TypeError(`${JSON.stringify(key)} is not one of ${Object.keys(table).join(", ")}.`);
  }
  return table[key];
}

/** The text to send to the engine. */
export function render(statement: Sql): string {
  if (!SqlText.holds(statement)) throw new TypeError("Only a piece made by the sql tag can be rendered.");
  return SqlText.read(statement);
}

/** Literals whose type the plain value does not tell. */
export const typed = {
  /** The name of a database, table, column or cluster, out of configuration: letters, digits and underscores only. */
  name(value: string): Sql {
    if (!/^[A-Za-z_]\w{0,62}$/.test(value)) throw new TypeError("A name has letters, digits and underscores only.");
    return new SqlText(value);
  },
  uuid(value: string): Sql {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) throw new TypeError("This text is not a UUID.");
    return new SqlText(`toUUID('${value}')`);
  },
  /** A whole number of 0 to 2^64 − 1. */
  uint64(value: bigint | number): Sql {
    const whole = BigInt(value);
    if (whole < 0n) throw new TypeError("A UInt64 cannot be negative.");
    return new SqlText(spellBigint(whole));
  },
  /** Many of them, to be compared with by `in`; at least one. */
  uint64s(values: readonly (bigint | string)[]): Sql {
    const all = values.map((value) => BigInt(value));
    if (all.length === 0 || all.some((value) => value < 0n || value > MAX_UINT64))
      throw new TypeError("These are no UInt64.");
    return new SqlText(`(${all.join(",")})`);
  },
  /** A predicate as the text that a setting takes, which the engine reads as SQL again: as long as a query may be. */
  filter(predicate: Sql): Sql {
    return new SqlText(spellString(render(predicate), Number.POSITIVE_INFINITY));
  },
  float64(value: number): Sql {
    return new SqlText(`toFloat64(${spellNumber(value)})`);
  },
  /** A calendar day, `YYYY-MM-DD`, of 1900 to 2299. */
  date(day: string): Sql {
    const instant = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : new Date(Number.NaN);
    if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== day) {
      throw new TypeError("A day is written YYYY-MM-DD.");
    }
    checkInstant(instant);
    return new SqlText(`toDate32('${day}')`);
  },
  /** An array of strings that keeps its type when it is empty. */
  strings(values: readonly string[]): Sql {
    return new SqlText(`CAST(${spellList(values)}, 'Array(String)')`);
  },
};

function spell(value: unknown): string {
  if (SqlText.holds(value)) return SqlText.read(value);
  if (Array.isArray(value)) return spellList(value);
  return spellLiteral(value);
}

function spellList(values: readonly unknown[]): string {
  const kinds = new Set(values.filter((value) => value !== null).map((value) => typeof value));
  if (kinds.size > 1) throw new TypeError(`A list of SQL values mixes ${[...kinds].join(" and ")}; use one kind.`);
  return `[${values.map(spellLiteral).join(",")}]`;
}

function spellLiteral(value: unknown): string {
  switch (typeof value) {
    case "string":
      return spellString(value);
    case "number":
      return spellNumber(value);
    case "bigint":
      return spellBigint(value);
    case "boolean":
      return value ? "true" : "false";
    default:
      if (value === null) return "NULL";
      if (value instanceof Date) return spellDate(value);
      throw new TypeError(`A value of type ${typeof value} has no SQL literal.`);
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "\\'",
  "\0": "\\0",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function spellString(value: string, most = MAX_TEXT_BYTES): string {
  if (/\p{Surrogate}/u.test(value)) throw new TypeError("Text with an unpaired surrogate cannot be stored as UTF-8.");
  if (value.length > most || new TextEncoder().encode(value).length > most) {
    throw new TypeError(`Text in a query may be at most ${MAX_TEXT_BYTES} bytes; insert it as data instead.`);
  }
  // A slash beside a star is escaped too, so that text within a comment (a query's tag) cannot end or nest it.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to be escaped
  return `'${value.replace(/[\\'\u0000-\u001f\u007f]|(?<=\*)\/|\/(?=\*)/g, escapeCharacter)}'`;
}

function escapeCharacter(character: string): string {
  return ESCAPES[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

function spellNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} has no SQL literal; only finite numbers do.`);
  if (Object.is(value, -0)) return "(-0.)";
  // Integers beyond 2^53 are written as floats: as digits they would be read as an exact integer, which they are not.
  const text = Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);
  // In brackets, because after a minus sign of the template "-" would begin a comment.
  return value < 0 ? `(${text})` : text;
}

function spellBigint(value: bigint): string {
  if (value < MIN_INT64 || value > MAX_UINT64) throw new TypeError("A whole number beyond 64 bits has no SQL literal.");
  return value < 0n ? `toInt64('${value}')` : `toUInt64('${value}')`;
}

function spellDate(value: Date): string {
  checkInstant(value);
  return `toDateTime64('${value.toISOString().slice(0, -1).replace("T", " ")}',3,'UTC')`;
}

function checkInstant(value: Date): void {
  const instant = value.getTime();
  if (Number.isNaN(instant)) throw new TypeError("An invalid date has no SQL literal.");
  if (instant < FIRST_INSTANT || instant > LAST_INSTANT)
    throw new TypeError("Dates in a query lie within 1900 to 2299.");
}
