// Which of a person's entries counts when all of them are looked at. Everything is worked out along whole columns, an event
// beside the other, so that who comes ten thousand times costs ten thousand times as much, not its square.

import { joinSql, type Sql, sql, typed } from "../../../platform/analytics/sql.ts";
import { limit, meets, NONE, passed, type Walk } from "./keys-sql.ts";

/**
 * Layers of columns; `begun` is the entry whose attempt goes furthest, then is quickest, then is the earliest, 0 for none, and
 * `tried_1`, … are the events that served its other steps.
 */
export function bestEntry(walk: Walk): Sql[] {
  return walk.order === "unordered" ? ofEachEntry(walk) : ofLatestEntries(walk);
}

/** The event that served a step of the attempt that was followed. */
export function tried(step: number): Sql {
  return step === 0 ? sql`begun` : column("tried", step);
}

const NEVER = sql`bitNot(${NONE})`;
const column = (name: string, ...index: number[]) => typed.name([name, ...index].join("_"));
const keysWith = (bit: number) => sql`arrayMap((key, bits) -> if(${meets(bit)}, key, ${NONE}), keys, served)`;
const carried = (values: Sql) => sql`arrayFill(value -> value != 0, ${values})`;
const shifted = (values: Sql) => sql`arrayShiftRight(${values}, 1)`;

/**
 * Of attempts that one event brings to the same step, all that follows is the same, and the one that entered last has most of
 * the window left and the fewest events behind it that an exclusion could mean. So at every event only that one is
 * remembered: `reached_k` holds its entry where an event serves step k, `latest_k` the last of them up to an event.
 *
 * Where there are exclusions, an attempt has to be followed as it goes: `stands_k` is the event that served its step k,
 * `since_e_k` the one that opened exclusion e. An attempt that an exclusion takes away is not carried further, and one that
 * goes on from a step that an exclusion may still follow (`final_k`) is not counted for that step.
 */
function ofLatestEntries(walk: Walk): Sql[] {
  const strict = walk.order === "strict";
  const upTo = (values: Sql) => (strict ? values : carried(values));
  const following = Math.max(0, ...walk.exclusions.map((each) => each.before));
  const excluding = walk.exclusions.map(
    (_, index) => sql`${shifted(carried(keysWith(walk.steps + index)))} as ${column("excluded", index)}`,
  );
  const reached = (step: number) =>
    sql`${step === 0 ? keysWith(0) : advance(walk, step, following)} as ${column("reached", step)}`;
  const steps = Array.from({ length: walk.steps - 1 }, (_, step) =>
    joinSql(
      [
        sql`${upTo(column("reached", step))} as ${column("latest", step)}`,
        ...(step < following ? follow(walk, step, upTo) : []),
        reached(step + 1),
      ],
      ", ",
    ),
  );
  const ended = (step: number) => column(step < following ? "final" : "reached", step);
  const furthest = Array.from({ length: walk.steps - 1 }, (_, index) => {
    const step = walk.steps - 1 - index;
    return sql`arrayMax(${ended(step)}) != 0, ${ended(step)}`;
  });
  return [
    joinSql([...excluding, reached(0)], ", "),
    ...steps,
    sql`multiIf(${joinSql(furthest, ", ")}, ${ended(0)}) as entries`,
    sql`arrayMap((key, start) -> if(start = 0, ${NEVER}, ${passed(sql`start`, sql`key`)}), keys, entries) as took`,
    sql`entries[indexOf(took, arrayMin(took))] as begun`,
    // Had another entry been there with it, that one would be the latest from then on, and the quicker.
    ...laterSteps(walk, (step) => sql`if(begun = 0, ${NONE}, keys[indexOf(${column("reached", step)}, begun)])`),
  ];
}

/** The entries that an event brings to `step`: of those who stood at the step before. */
function advance(walk: Walk, step: number, following: number): Sql {
  const needs = [meets(step), sql`key <= ${limit(sql`start`, walk)}`];
  const names = [sql`key`, sql`bits`, sql`start`];
  const values = [sql`keys`, sql`served`, shifted(column("latest", step - 1))];
  const given = (name: Sql, value: Sql) => {
    names.push(name);
    values.push(value);
    return name;
  };
  // Who has left the step before with an earlier event is not there any more. Only exclusions make a difference of it.
  if (walk.order === "ordered" && step <= following) {
    const stood = given(sql`stood`, shifted(column("stands", step - 1)));
    needs.push(sql`${stood} >= ${given(sql`last`, shifted(carried(keysWith(step))))}`);
  }
  walk.exclusions.forEach(({ before }, index) => {
    if (before !== step) return;
    const found = given(column("found", index), column("excluded", index));
    needs.push(sql`${found} <= ${given(column("opened", index), shifted(column("since", index, step - 1)))}`);
  });
  return sql`arrayMap((${joinSql(names, ", ")}) -> if(${joinSql(needs, " and ")}, start, ${NONE}), ${joinSql(values, ", ")})`;
}

function follow(walk: Walk, step: number, upTo: (values: Sql) => Sql): Sql[] {
  const reached = column("reached", step);
  const only = (values: Sql) =>
    upTo(sql`arrayMap((start, value) -> if(start != 0, value, ${NONE}), ${reached}, ${values})`);
  const next =
    walk.order === "strict" ? keysWith(step + 1) : sql`arrayReverseFill(value -> value != 0, ${keysWith(step + 1)})`;
  const since = walk.exclusions.flatMap(({ after, before }, index) => {
    if (step < after || step >= before) return [];
    const opened = step === after ? column("stands", step) : only(shifted(column("since", index, step - 1)));
    return [sql`${opened} as ${column("since", index, step)}`];
  });
  return [
    sql`${only(sql`keys`)} as ${column("stands", step)}`,
    ...since,
    sql`arrayMap((start, next) -> if(start != 0 and (next = 0 or next > ${limit(sql`start`, walk)}), start, ${NONE}),
      ${reached}, arrayShiftLeft(${next}, 1)) as ${column("final", step)}`,
  ];
}

/**
 * In any order, an attempt is only its own: `next_k_j` is, for each event, the j-th after it that serves step k. A step takes the
 * first that no step before it has taken, so one more has to be known than there are steps before it that could have taken it.
 */
function ofEachEntry(walk: Walk): Sql[] {
  const rest = Array.from({ length: walk.steps - 1 }, (_, index) => index + 1);
  const most = Math.max(...rest.map((step) => contended(walk, step).length + 1));
  const next = rest.slice(0, most).map((nth) =>
    joinSql(
      rest
        .filter((step) => nth <= contended(walk, step).length + 1)
        .map((step) => {
          const found =
            nth === 1
              ? sql`arrayReverseFill(value -> value != 0, ${keysWith(step)})`
              : sql`arrayReverseFill((value, bits) -> ${meets(step)}, arrayMap((bits, value) ->
                if(${meets(step)}, value, ${NONE}), served, ${column("next", step, nth - 1)}), served)`;
          return sql`arrayShiftLeft(${found}, 1) as ${column("next", step, nth)}`;
        }),
      ", ",
    ),
  );
  const names = rest.map((step) => column("took", step));
  const steps = names.reduce((sum, name) => sql`${sum} + (${name} != 0)`, sql`toUInt64(1)`);
  return [
    ...next,
    ...rest.map((step) => sql`${taken(walk, step)} as ${column("takes", step)}`),
    sql`arrayMap((${joinSql([sql`key`, sql`bits`, ...names], ", ")}) -> if(${meets(0)},
      bitShiftLeft(${steps}, 40) + ${2 ** 40 - 1} - ${passed(sql`key`, sql`greatest(${joinSql([sql`key`, ...names], ", ")})`)}, 0),
      ${joinSql([sql`keys`, sql`served`, ...rest.map((step) => column("takes", step))], ", ")}) as ranks`,
    sql`indexOf(ranks, arrayMax(ranks)) as place_of_best`,
    sql`keys[place_of_best] as begun`,
    ...laterSteps(walk, (step) => sql`${column("takes", step)}[place_of_best]`),
  ];
}

function laterSteps(walk: Walk, served: (step: number) => Sql): Sql[] {
  const steps = Array.from({ length: walk.steps - 1 }, (_, index) => index + 1);
  return steps.length > 0
    ? [
        joinSql(
          steps.map((step) => sql`${served(step)} as ${tried(step)}`),
          ", ",
        ),
      ]
    : [];
}

function contended({ shared }: Walk, step: number): readonly number[] {
  return shared[step] ?? [];
}

/** What the entry at each event takes for `step`; nothing when it had nothing for the step before, or not in time. */
function taken(walk: Walk, step: number): Sql {
  const others = contended(walk, step);
  const before = step === 1 ? sql`keys` : column("takes", step - 1);
  const nth = Array.from({ length: others.length + 1 }, (_, index) => index + 1);
  const choices = nth.map((each) => {
    const name = column("nth", each);
    const free = others.map((other) => sql`${name} != ${column("other", other)}`);
    return sql`${joinSql(free.length > 0 ? free : [sql`1`], " and ")}, ${name}`;
  });
  const names = joinSql(
    [sql`key`, sql`before`, ...nth.map((each) => column("nth", each)), ...others.map((each) => column("other", each))],
    ", ",
  );
  const values = joinSql(
    [
      sql`keys`,
      before,
      ...nth.map((each) => column("next", step, each)),
      ...others.map((each) => column("takes", each)),
    ],
    ", ",
  );
  const choice = sql`multiIf(${joinSql(choices, ", ")}, ${NONE})`;
  return sql`arrayMap((${names}) -> if(before != 0 and ${choice} <= ${limit(sql`key`, walk)}, ${choice}, ${NONE}), ${values})`;
}
