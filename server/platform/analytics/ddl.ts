import type { Analytics } from "./analytics.ts";
import { joinSql, type Sql, sql, typed } from "./sql.ts";

export interface TableShape {
  name: string;
  columns: Sql;
  engine: "MergeTree" | "ReplacingMergeTree" | "AggregatingMergeTree";
  /** Arguments of the engine, such as the version column. */
  engineArguments?: Sql;
  orderBy: Sql;
  partitionBy?: Sql;
  /** What spreads the rows over a cluster. */
  shardBy: Sql;
}

/**
 * The statements that create a table: once for the embedded store and a single server; on a cluster the replicated
 * table `name_local` on every node and `name` distributed over them, so that every query is written once.
 */
export function createTable(target: Analytics, shape: TableShape): Sql[] {
  const args = shape.engineArguments ?? sql``;
  const partition = shape.partitionBy ? sql`partition by ${shape.partitionBy}` : sql``;
  const body = (name: string, engine: Sql, cluster: Sql) =>
    sql`create table if not exists ${typed.name(name)} ${cluster} (${shape.columns})
        engine = ${engine} ${partition} order by ${shape.orderBy} ${durability(target)}`;
  if (!target.cluster) return [body(shape.name, sql`${typed.name(shape.engine)}(${args})`, sql``)];
  const cluster = sql`on cluster ${typed.name(target.cluster)}`;
  const local = `${shape.name}_local`;
  const replicated = typed.name(`Replicated${shape.engine}`);
  const place = sql`${`/clickhouse/tables/{shard}/${target.database}/${local}`}, '{replica}'`;
  const engineArgs = shape.engineArguments ? sql`${place}, ${args}` : place;
  return [
    body(local, sql`${replicated}(${engineArgs})`, cluster),
    sql`create table if not exists ${typed.name(shape.name)} ${cluster} as ${typed.name(local)}
        engine = Distributed(${typed.name(target.cluster)}, ${typed.name(target.database)}, ${typed.name(local)}, ${shape.shardBy})`,
  ];
}

/** The statements that add a column to a table made by `createTable`, on each node of a cluster. */
export function addColumn(target: Analytics, table: string, column: Sql): Sql[] {
  const add = (name: string, cluster: Sql) =>
    sql`alter table ${typed.name(name)} ${cluster} add column if not exists ${column}`;
  if (!target.cluster) return [add(table, sql``)];
  const cluster = sql`on cluster ${typed.name(target.cluster)}`;
  return [add(`${table}_local`, cluster), add(table, cluster)];
}

/** In the process, an insert that returned must survive a power cut; a server has its own replication and settings. */
function durability(target: Analytics): Sql {
  return target.kind === "chdb" ? sql`settings fsync_after_insert = 1, fsync_part_directory = 1` : sql``;
}

/** Columns of a table shape, one by one. */
export function columns(...parts: Sql[]): Sql {
  return joinSql(parts, ", ");
}

/** Removes some rows of a table made by `createTable`, on each node of a cluster, in the background. */
export function deleteRows(target: Analytics, name: string, which: Sql, partition?: string): Sql {
  const within = partition === undefined ? sql`` : sql`in partition id ${partition}`;
  return target.cluster
    ? sql`alter table ${typed.name(`${name}_local`)} on cluster ${typed.name(target.cluster)} delete ${within} where ${which}`
    : sql`alter table ${typed.name(name)} delete ${within} where ${which}`;
}

/** Removes every row of a table made by `createTable`, on each node of a cluster. */
export function emptyTable(target: Analytics, name: string): Sql {
  return target.cluster
    ? sql`truncate table ${typed.name(`${name}_local`)} on cluster ${typed.name(target.cluster)}`
    : sql`truncate table ${typed.name(name)}`;
}
