import type { Condition, DidCondition, LastCondition } from "../../../contracts/log/conditions.ts";
import { DAY } from "../../../contracts/words/durations.ts";
import { parseField } from "../../../contracts/words/fields.ts";
import { FEEDBACK_EVENT } from "../../../contracts/words/messages.ts";
import { evaluate } from "../../../rules/evaluate.ts";
import { partsOf } from "../../../rules/parts-of.ts";
import { conditionSql, events } from "../../log/events/events.ts";
import { joinSql, type Sql, sql, typed } from "../../platform/analytics/sql.ts";
import { told } from "../accounts/accounts.ts";
import { person, personsOf } from "../contacts/contacts.ts";

/** The people of lists by the ids of those. */
export type PeopleLists = ReadonlyMap<string, readonly string[]>;

/**
 * The keys (`who`) of the people who meet a condition as of `now`, in one reading of the log that counts every part of the
 * condition per person and then compares. Traits are what was last said of the person under any
 * identifier that is theirs now: read from the log they need no second store and no list of people that grows with the workspace.
 * People of whom there is nothing but what cannot decide the condition are not read at all. `among` asks of some people only,
 * by a SELECT of them, and reads no events but those under some keys.
 */
export function personsSql(
  condition: Condition,
  now: Date,
  lists: PeopleLists = new Map(),
  among: { people?: Sql; keys?: Sql } = {},
): Sql {
  const parts = new Parts(now, lists);
  const meets = parts.meets(condition);
  const read = isOpen(condition, now) ? sql`1` : anyOf(parts.reads);
  const ofThem = among.keys ? sql` and identifier_key global in (${among.keys})` : sql``;
  const them = among.people ? sql` and who global in (${among.people})` : sql``;
  return sql`select who from (
      select ${joinSql([sql`${person} as who`, ...parts.columns], ", ")}
      from ${events} where (${read}) and timestamp <= ${now}${ofThem} group by who)
    where who != 0 and (${meets})${them}`;
}

/** What an event has to be like to bring somebody in or out, as a predicate over it. */
export function moving(condition: Condition, now: Date, lists: PeopleLists): Sql {
  const parts = new Parts(now, lists);
  parts.meets(condition);
  return sql`(${anyOf(parts.reads)})`;
}

/** Whether who did nothing of all that is in it ("not …"): then everybody who was ever seen is asked. */
export function isOpen(condition: Condition, now: Date): boolean {
  return evaluate(condition, {}, { events: [], now });
}

function anyOf(reads: readonly Sql[]): Sql {
  return reads.length === 0 ? sql`0` : joinSql(reads, " or ");
}

/** What has to be known of each person: columns, and which events they are made of. */
class Parts {
  readonly columns: Sql[] = [];
  readonly reads: Sql[] = [];
  readonly #now: Date;
  readonly #lists: PeopleLists;
  /** Whether somebody is in a list, by its id: what names a list again does not spell its people again. */
  readonly #listed = new Map<string, Sql>();

  constructor(now: Date, lists: PeopleLists) {
    this.#now = now;
    this.#lists = lists;
  }

  /** Whether a person meets a condition, over the columns that it makes for it. */
  meets(condition: Condition): Sql {
    return conditionSql(condition, {
      traits: this.traits(condition),
      did: (did, where) => this.did(did, where),
      last: (last) => this.last(last),
      group: (group) => this.group(group),
      people: (list) => this.people(list),
    });
  }

  did({ event, atLeast = 1, withinDays }: DidCondition["did"], where: Sql): Sql {
    const counted = sql`(event = ${event} and ${this.#since(withinDays)} and (${where}))`;
    return sql`${this.#column(sql`countIf(${counted})`, counted)} >= ${atLeast}`;
  }

  last({ type, question, withinDays }: LastCondition["last"]): Sql {
    const answer = joinSql(
      [
        sql`event = ${FEEDBACK_EVENT} and isNotNull(feedback_score) and ${this.#since(withinDays)}`,
        ...(type === undefined ? [] : [sql`feedback_type = ${type}`]),
        ...(question === undefined ? [] : [sql`feedback_question = ${question}`]),
      ],
      " and ",
    );
    return this.#column(sql`argMaxOrNullIf(feedback_score, (timestamp, arrival), ${answer})`, sql`(${answer})`);
  }

  group(group: string): Sql {
    const calls = told(group);
    return sql`${this.#column(sql`countIf(${calls})`, calls)} > 0`;
  }

  /** Whom a list names is one person with whomever they were merged into since. */
  people(list: string): Sql {
    const known = this.#listed.get(list);
    if (known) return known;
    const listed = sql`(${person} global in (${personsOf(this.#lists.get(list) ?? [])}))`;
    const column = sql`${this.#column(sql`any(${listed})`, listed)} = 1`;
    this.#listed.set(list, column);
    return column;
  }

  /** A JSON text of the traits that the condition asks for, each as it was last said. */
  traits(condition: Condition): Sql {
    const keys = [...new Set(traitsIn(condition))];
    if (keys.length === 0) return sql`'{}'`;
    const beside = sql`position(context, '"traits"') > 0`;
    this.reads.push(sql`(event = 'Identify' and type = 'identify')`, sql`(${beside})`);
    const members = keys.map((key) => {
      const own = sql`if(type = 'identify', JSONExtractRaw(properties, ${key}), '')`;
      const said = sql`if(${own} != '', ${own}, if(${beside}, JSONExtractRaw(context, 'traits', ${key}), ''))`;
      const latest = this.#column(sql`argMaxIf(${said}, (timestamp, message_id), ${said} != '')`);
      return sql`${`${JSON.stringify(key)}:`}, if(${latest} = '', 'null', ${latest})`;
    });
    const between = members.map((member, index) => (index === 0 ? member : sql`',', ${member}`));
    return sql`concat('{', ${joinSql(between, ", ")}, '}')`;
  }

  #since(days: number | undefined): Sql {
    return days === undefined ? sql`1` : sql`timestamp >= ${new Date(this.#now.getTime() - days * DAY)}`;
  }

  #column(value: Sql, reads?: Sql): Sql {
    const name = typed.name(`part_${this.columns.length}`);
    this.columns.push(sql`${value} as ${name}`);
    if (reads) this.reads.push(reads);
    return name;
  }
}

/** First keys of the paths into traits. */
function traitsIn(condition: Condition): string[] {
  return partsOf(condition).flatMap((part) => {
    if (!("field" in part)) return [];
    const field = parseField(part.field);
    return field.kind === "path" && field.root === "traits" ? field.keys.slice(0, 1) : [];
  });
}
