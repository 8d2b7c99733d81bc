import { render, type Sql, sql, typed } from "./sql.ts";

/** How far the statements are that run under a key. */
export interface Progress {
  /** The earliest of them, counted from 1: it only grows. */
  statement: number;
  /** Of how many, as far as was announced; 0 when it was not. */
  statements: number;
  rowsRead: number;
  /** As far as the engine knows; 0 before it does. */
  rowsTotal: number;
  seconds: number;
}

/** Begins every statement that is not the program's own: what stops it and what looks after it find it by this. */
export function tagOf(id: string, label: string | undefined): string {
  return `/* q:${label === undefined ? "" : `${label}.`}${id} */`;
}

/** One row, of nothing when no statement runs under the key. On a cluster, wherever it was asked. */
export function progressSql(key: string, cluster: string | undefined): string {
  const processes: Sql = cluster
    ? sql`clusterAllReplicas(${typed.name(cluster)}, system.processes)`
    : sql`system.processes`;
  return render(sql`
    select count() as running, min(toUInt32OrZero(extract(query, '^/[*] q:[0-9a-f]+[.]([0-9]+)'))) as statement,
      max(toUInt32OrZero(extract(query, '^/[*] q:[0-9a-f]+[.][0-9]+[.]([0-9]+)'))) as statements,
      sum(read_rows) as rows_read, sum(total_rows_approx) as rows_total, max(elapsed) as seconds
    from ${processes}
    where is_initial_query and not is_cancelled and startsWith(query, ${`/* q:${key}.`})`);
}

export function toProgress(row: Record<string, unknown> | undefined): Progress | null {
  if (!row || Number(row.running) === 0) return null;
  return {
    statement: Number(row.statement),
    statements: Number(row.statements),
    rowsRead: Number(row.rows_read),
    rowsTotal: Number(row.rows_total),
    seconds: Number(row.seconds),
  };
}
