import type { z } from "zod";
import type {
  PathsAnswer,
  PathsPeopleQuery,
  PathsQuery,
  pathNodeKind,
} from "../../../../contracts/understand/paths.ts";
import { listPeople } from "../../../know/contacts/contacts.ts";
import { filterSql } from "../../../know/segments/segments.ts";
import { type Sql, sql } from "../../../platform/analytics/sql.ts";
import type { Context } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import { resolvePeriod } from "../../metrics/metrics.ts";
import { namingStatements, stepSql } from "../query/explore-steps.ts";
import { type Names, numberNames, RARE } from "../query/naming-sql.ts";
import { LEFT, pathsPeopleSql, pathsSql, type Ways } from "./paths-sql.ts";

interface LinkRow {
  link_column: number;
  from_node: number;
  to_node: number;
  people: string;
  spent: number[];
}

/** The ways people took, drawn so that every column adds up. Costs one statement, and one more where events go by their own name. */
export async function answerPaths(ctx: Context, query: PathsQuery, signal?: AbortSignal): Promise<PathsAnswer> {
  const asOf = ctx.now();
  ctx.analytics.announce(1 + namingStatements(query.naming));
  const ways = await waysOf(ctx, query, asOf, signal);
  const rows = await ask(ctx, query, ways, signal);
  const columns = columnsOf(rows, query.columns);
  const places = columns.map(({ nodes }) => new Map(nodes.map(({ number }, index) => [number, index])));
  const place = (column: number, number: number) => places[column]?.get(number) ?? 0;
  return {
    definition: "paths@1",
    people: columns[0]?.reached ?? 0,
    columns: columns.map(({ reached, nodes }) => ({
      reached,
      nodes: nodes.map(({ number, people }) => ({ ...spell(ways.names, number), people })),
    })),
    links: rows.map(({ link_column: column, from_node: from, to_node: to, people, spent }) => ({
      column,
      from: place(column, from),
      to: place(column + 1, to),
      people: Number(people),
      elapsed: to === LEFT ? { median: null, p90: null } : { median: seconds(spent[0]), p90: seconds(spent[1]) },
    })),
    period: {
      from: ways.span.from.toISOString(),
      to: ways.span.to.toISOString(),
      timezone: query.timezone ?? ctx.workspace.timezone,
    },
    asOf: asOf.toISOString(),
  };
}

/**
 * The people at a node, or on a link; of those who left, when they were last there. Draws the picture again, to know what its
 * `other` is.
 * @throws 400 for a node that cannot be in that column
 */
export async function listPathsPeople(ctx: Context, asked: PathsPeopleQuery, signal?: AbortSignal) {
  return listPeople(ctx, await pathsPeople(ctx, asked, signal), asked, signal);
}

/** A SELECT of the people at a node or on a link; see {@link pathsPeopleSql}. @throws as {@link listPathsPeople} */
export async function pathsPeople(ctx: Context, asked: PathsPeopleQuery, signal?: AbortSignal): Promise<Sql> {
  const { query, column, node, next } = asked;
  if (column + (next ? 1 : 0) >= query.columns)
    throw problem("no_such_column", {
      path: "column",
      columns: query.columns,
      column,
      most: query.columns - (next ? 1 : 0),
    });
  const ways = await waysOf(ctx, query, ctx.now(), signal);
  const columns = columnsOf(await ask(ctx, query, ways, signal), query.columns);
  const places = [node, ...(next ? [next] : [])].map(({ kind, name }, index) => ({
    column: column + index,
    node: kind === "left" ? LEFT : kind === "other" ? RARE : ways.names.numberOf(name),
    drawn: (columns[column + index]?.nodes ?? []).map((each) => each.number).filter((number) => number > RARE),
  }));
  if (places[0]?.node === LEFT && (column === 0 || next)) throw problem("no_such_node", { path: "node.kind" });
  return pathsPeopleSql(ways, places);
}

async function waysOf(ctx: Context, query: PathsQuery, asOf: Date, signal?: AbortSignal): Promise<Ways> {
  const { anchor, naming, filter, period, timezone, columns, mergeRepeats, gapMinutes } = query;
  const span = resolvePeriod(period, timezone ?? ctx.workspace.timezone, asOf);
  const asked = [
    ...("from" in anchor ? [{ path: "anchor.from", step: anchor.from }] : []),
    ...("to" in anchor ? [{ path: "anchor.to", step: anchor.to }] : []),
  ];
  const steps = await stepSql(
    ctx,
    asked.map(({ step }) => step),
    (index) => asked[index]?.path ?? "anchor",
  );
  const narrowed = await filterSql(ctx, filter);
  const names = await numberNames(ctx, naming, span, signal);
  const anchors = steps.map((step) => ({ meets: step.sql, number: names.numberOf(step.name) }));
  return {
    from: "from" in anchor ? anchors[0] : undefined,
    to: "to" in anchor ? anchors.at(-1) : undefined,
    ...{ names, filter: sql`(${narrowed})`, span, columns, mergeRepeats, gapMinutes },
  };
}

function ask(ctx: Context, query: PathsQuery, ways: Ways, signal?: AbortSignal): Promise<LinkRow[]> {
  return ctx.analytics.ask<LinkRow>(pathsSql(ways, query.nodes), { tenant: ctx, signal });
}

interface Column {
  reached: number;
  /** By number of the name, most people first, then the others, then those who left. */
  nodes: { number: number; people: number }[];
}

/** The columns that anybody got to or left before. */
function columnsOf(rows: readonly LinkRow[], most: number): Column[] {
  const columns: Column[] = [];
  for (let column = 0; column < most; column += 1) {
    const people = new Map<number, number>();
    for (const row of rows) {
      if (row.link_column !== Math.max(0, column - 1)) continue;
      const node = column === 0 ? row.from_node : row.to_node;
      people.set(node, (people.get(node) ?? 0) + Number(row.people));
    }
    if (people.size === 0) break;
    const last = (number: number) => (number === LEFT ? 2 : number === RARE ? 1 : 0);
    const nodes = [...people].map(([number, count]) => ({ number, people: count }));
    nodes.sort((a, b) => last(a.number) - last(b.number) || b.people - a.people || a.number - b.number);
    const stayed = nodes.filter(({ number }) => number !== LEFT);
    columns.push({ reached: stayed.reduce((sum, node) => sum + node.people, 0), nodes });
  }
  return columns;
}

function spell(names: Names, number: number): { kind: z.infer<typeof pathNodeKind>; name: string } {
  if (number === LEFT) return { kind: "left", name: "left" };
  const name = names.nameOf(number);
  return name === undefined ? { kind: "other", name: "other" } : { kind: "named", name };
}

function seconds(milliseconds: number | undefined): number | null {
  return milliseconds === undefined ? null : milliseconds / 1000;
}
