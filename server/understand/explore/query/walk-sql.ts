import { joinSql, type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import { bestEntry, tried } from "./best-entry-sql.ts";
import { isSet, limit, meets, momentSql, NUMBER_BITS, numberOf, type Walk } from "./keys-sql.ts";

/**
 * An event as one number that sorts by time and then arrival, with a bit for each step it serves below; small is quick.
 * Of a lambda's argument `place`, `time` gives the milliseconds of the epoch and `bits` the steps.
 */
export function packing(bits: number) {
  if (bits <= 20)
    return {
      place: (served: Sql) => momentSql(20, served),
      time: sql`toUInt64(bitShiftRight(place, 84))`,
      bits: sql`bitAnd(toUInt32(place), ${2 ** 20 - 1})`,
    };
  return {
    place: (served: Sql) => sql`bitOr(bitOr(
          bitShiftLeft(toUInt256(toUnixTimestamp64Milli(timestamp)), 128),
          bitShiftLeft(toUInt256(arrival), 64)), toUInt256(${served}))`,
    time: sql`toUInt64(bitShiftRight(place, 128))`,
    bits: sql`toUInt64(place)`,
  };
}

/** A bit for each rule that an event meets, the first rule's lowest. */
export function bitsSql(rules: readonly Sql[]): Sql {
  return rules.reduce(
    (rest, rule, index) => sql`${rest} + bitShiftLeft(toUInt64(${rule}), ${index})`,
    sql`toUInt64(0)`,
  );
}

/**
 * Walks the events of each person in `people`, rows with a column `places` (packed, in any order). Answers the same rows with `entry`
 * and `got_1`, `got_2`, … besides: the events that served the steps of the counted attempt, as keys, 0 where none did; all are 0
 * for who has no attempt that counts.
 *
 * A key says when (milliseconds after `from`, + 1) and, below, which of the person's events: keys rise in the order of the
 * events, so a later event is a larger number.
 */
export function walkSql(walk: Walk, from: Date, people: Sql): Sql {
  const packed = packing(walk.steps + walk.exclusions.length);
  const epoch = typed.uint64(from.getTime());
  const layers = [
    sql`arraySort(places) as walked`,
    sql`arrayMap((place, number) -> bitShiftLeft(toUInt64(${packed.time} - ${epoch} + 1), ${NUMBER_BITS}) + number, walked, arrayEnumerate(walked)) as keys,
      arrayMap(place -> ${packed.bits}, walked) as served`,
    ...(walk.counting === "first" ? firstEntry(walk) : [...bestEntry(walk), attempt(walk, tried)]),
  ];
  // A layer for each turn: ClickHouse spells a name out wherever it is used, unless it comes from a subquery.
  return layers.reduce((rows, columns) => sql`select *, ${columns} from (${rows})`, people);
}

export function got(step: number): Sql {
  return step === 0 ? sql`entry` : typed.name(`got_${step}`);
}

function attempt(walk: Walk, served: (step: number) => Sql): Sql {
  return joinSql(
    Array.from({ length: walk.steps }, (_, step) => sql`${served(step)} as ${got(step)}`),
    ", ",
  );
}

/** From the first entry on: each step is served by the first event that fits, and an exclusion takes the whole attempt away. */
function firstEntry(walk: Walk): Sql[] {
  const rest = Array.from({ length: walk.steps - 1 }, (_, index) => index + 1);
  const steps = rest.map((step) => {
    const before = tried(step - 1);
    const following = sql`${numberOf(before)} + 1`;
    const fits = joinSql(
      [
        meets(step),
        sql`key <= last`,
        sql`${before} != 0`,
        sql`key > ${walk.order === "ordered" ? before : sql`begun`}`,
        // One event serves one step only.
        ...(walk.order === "unordered" ? rest.slice(0, step - 1).map((other) => sql`key != ${tried(other)}`) : []),
      ],
      " and ",
    );
    if (walk.order !== "strict") return sql`arrayFirst((key, bits) -> ${fits}, keys, served) as ${tried(step)}`;
    return sql`keys[${following}] * (${before} != 0) * (${isSet(sql`served[${following}]`, step)}) * (keys[${following}] <= last) as ${tried(step)}`;
  });
  const dropped = walk.exclusions.map(({ after, before, unfinished }, index) => {
    const [opens, closes] = [tried(after), tried(before)];
    const isWithin =
      unfinished === "drop"
        ? sql`${opens} != 0 and (key < ${closes} or ${closes} = 0 and key <= last)`
        : sql`key < ${closes}`;
    return sql`arrayExists((key, bits) ->
      ${meets(walk.steps + index)} and key > ${opens} and ${isWithin}, keys, served)`;
  });
  // Nothing is said by `if` here: it works out its branches when they are asked for, and what was left to later is worked out
  // again by each step that builds on it, twice as often with every step.
  const counts = sql`arrayMin([${joinSql([sql`1`, ...dropped.map((each) => sql`not ${each}`)], ", ")}])`;
  return [
    sql`arrayFirst((key, bits) -> ${meets(0)}, keys, served) as begun`,
    sql`${limit(sql`begun`, walk)} as last`,
    ...steps,
    sql`${counts} as counts`,
    attempt(walk, (step) => sql`${tried(step)} * counts`),
  ];
}
