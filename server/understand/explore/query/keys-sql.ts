import { type Sql, sql, typed } from "../../../platform/analytics/sql.ts";

/** How a person's events are walked. */
export interface Walk {
  order: "ordered" | "strict" | "unordered";
  counting: "first" | "every";
  windowMs: number;
  /** How many steps there are. */
  steps: number;
  /** With `unfinished: "drop"`, also where no event served the step `before`. */
  exclusions: readonly { after: number; before: number; unfinished?: "keep" | "drop" | undefined }[];
  /** For each step, which of those before it (but the first) one event could serve as well. */
  shared: readonly (readonly number[])[];
}

/** Bits of a key that number the events of a person; the bits above hold the time. */
export const NUMBER_BITS = 22;
export const NONE = sql`toUInt64(0)`;

/**
 * An event as a UInt128 that sorts by time and then arrival, with `bits` bits of something else below. The halves are put
 * together first: what is done in 128 bits takes twice as long.
 */
export function momentSql(bits: number, value: Sql): Sql {
  const time = sql`toUInt64(toUnixTimestamp64Milli(timestamp))`;
  return sql`bitOr(
    bitShiftLeft(toUInt128(bitOr(bitShiftLeft(${time}, ${bits}), bitShiftRight(arrival, ${64 - bits}))), 64),
    toUInt64(bitOr(bitShiftLeft(arrival, ${bits}), ${value})))`;
}

/** Whether a bit is set, by a mask: that takes a fraction of what `bitTest` does. */
export function isSet(bits: Sql, bit: number): Sql {
  return sql`bitAnd(${bits}, ${bit < 32 ? 2 ** bit : typed.uint64(1n << BigInt(bit))}) != 0`;
}

/** Whether an event meets a rule, of a lambda's argument `bits`. */
export function meets(rule: number): Sql {
  return isSet(sql`bits`, rule);
}

/** Milliseconds of the epoch of a key. */
export function timeOf(key: Sql, from: Date): Sql {
  return sql`toInt64(bitShiftRight(${key}, ${NUMBER_BITS}) + ${typed.uint64(from.getTime())} - 1)`;
}

/** Which of a person's events a key is, counted from 1. */
export function numberOf(key: Sql): Sql {
  return sql`bitAnd(${key}, ${2 ** NUMBER_BITS - 1})`;
}

/** Milliseconds from one key to another. */
export function passed(from: Sql, to: Sql): Sql {
  return sql`toUInt64(bitShiftRight(${to}, ${NUMBER_BITS}) - bitShiftRight(${from}, ${NUMBER_BITS}))`;
}

/** The largest key within the window of an entry. */
export function limit(entry: Sql, { windowMs }: Walk): Sql {
  return sql`bitOr(${entry}, ${2 ** NUMBER_BITS - 1}) + ${typed.uint64(BigInt(windowMs) << BigInt(NUMBER_BITS))}`;
}
