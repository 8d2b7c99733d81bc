import type { Pool } from "pg";

/** How much of its log the embedded database goes through after a crash, in a second or two. */
const LOG_BYTES = 64 * 1024 * 1024;
const LOOK_MILLISECONDS = 10_000;

/**
 * Tables that changed much since they were looked through, in the measures of PostgreSQL's own autovacuum. What changed is not
 * known any more after a crash: a table that has grown is noticed by its pages too.
 */
const CHANGED = `
  select format('%I.%I', schemaname, stat.relname) as name, n_dead_tup > 50 + 0.2 * n_live_tup as worn
  from pg_stat_user_tables stat join pg_class on pg_class.oid = stat.relid
  where n_dead_tup > 50 + 0.2 * n_live_tup
    or n_mod_since_analyze > 50 + 0.1 * n_live_tup
    or pg_relation_size(stat.relid) / current_setting('block_size')::int > 8 + 1.2 * relpages
  order by 1`;

/**
 * Does for the embedded database what a server's own processes do: alone in its process it would make no checkpoint until it is
 * closed, know nothing of what its tables hold when it plans a query, and keep the place of every row that is gone. Returns what
 * ends this.
 */
export function lookAfterEmbedded(pool: Pool): () => void {
  let isLooking = false;
  const look = async () => {
    const { rows: log } = await pool.query<{ long: boolean }>(
      "select pg_current_wal_lsn() - redo_lsn > $1 as long from pg_control_checkpoint()",
      [LOG_BYTES],
    );
    if (log[0]?.long) await pool.query("checkpoint");
    const { rows: changed } = await pool.query<{ name: string; worn: boolean }>(CHANGED);
    // One after the other, so that whoever waits for the one connection comes between.
    for (const { name, worn } of changed) await pool.query(worn ? `vacuum (analyze) ${name}` : `analyze ${name}`);
  };
  const lookings = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    // One that fails is made up for by the next; where the disk fails, the database ends of itself.
    void look()
      .catch(() => undefined)
      .finally(() => {
        isLooking = false;
      });
  }, LOOK_MILLISECONDS).unref();
  return () => clearInterval(lookings);
}
