import type { Pool } from "pg";

/** How much of its log the embedded database goes through after a crash, in a second or two. */
const LOG_BYTES = 64 * 1024 * 1024;
const LOOK_MILLISECONDS = 10_000;

/**
 * Lets the embedded database make a checkpoint whenever its log has grown: alone in its process it would make none until it is
 * closed. Returns what ends this.
 */
export function keepLogShort(pool: Pool): () => void {
  let isLooking = false;
  const look = async () => {
    const { rows } = await pool.query<{ long: boolean }>(
      "select pg_current_wal_lsn() - redo_lsn > $1 as long from pg_control_checkpoint()",
      [LOG_BYTES],
    );
    if (rows[0]?.long) await pool.query("checkpoint");
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
