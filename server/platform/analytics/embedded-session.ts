import { createClient } from "@clickhouse/client";
import { createChdbConnection } from "chdb/connection";
import { encodedRows } from "./encode-row.ts";

/** The two packages each bring their own copy of this one interface. */
type Connection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>["connection"]>;

/** How often a session is asked to give up what it holds. */
const TRIES = 5;

/**
 * A session of the embedded store, behind the client that servers are reached with. It runs one statement at a time.
 *
 * What a statement had answered before it failed or was stopped stays in the session and would come out as part of the next
 * answer, which may be another tenant's. So after every failure it is read out and thrown away before the session is used again.
 */
export function embeddedSession(folder: string) {
  const connection = createChdbConnection({ path: folder }) as unknown as Connection;
  // Nothing else runs on the session until this has worked; a session that cannot say 1 has no future anyway.
  const discard = async () => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await connection.command({ query: "select 1" });
      } catch (error) {
        if (tries === TRIES) throw error;
      }
    }
  };
  const careful =
    <Asked, Answer>(run: (asked: Asked) => Promise<Answer>) =>
    async (asked: Asked): Promise<Answer> => {
      try {
        return await run(asked);
      } catch (error) {
        await discard();
        throw error;
      }
    };
  return createClient({
    ...encodedRows,
    connection: {
      query: careful((asked) => connection.query(asked)),
      command: careful((asked) => connection.command(asked)),
      exec: careful((asked) => connection.exec(asked)),
      insert: careful((asked) => connection.insert(asked)),
      ping: (asked) => connection.ping(asked),
      close: () => connection.close(),
    },
  });
}
