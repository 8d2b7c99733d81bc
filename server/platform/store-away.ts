import { causesOf } from "./describe-failure.ts";

/** Of PostgreSQL: the connection, the server's end or start, its room, its disk. */
const RECORDS = /^(08...|57P0[123]|53[123]00|58030|25006)$/;
/** Of ClickHouse: too many at once, the network, no room, a table that cannot be written to now, its keeper. */
const EVENTS = new Set(["202", "209", "210", "242", "243", "252", "319", "999"]);
/** Of the machine. */
const SYSTEM =
  /^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN|NOSPC|DQUOT|ROFS|IO|MFILE)$/;
/** What their drivers say without a code. */
const SAID =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Timeout error\.|socket hang up|Aborted\()/;

/** Whether a store cannot work at this moment, whatever it was asked: the same request may go through a little later. */
export function isStoreAway(error: unknown): boolean {
  return causesOf(error).some((each) => {
    const code = "code" in each ? String(each.code) : "";
    return RECORDS.test(code) || EVENTS.has(code) || SYSTEM.test(code) || SAID.test(each.message);
  });
}
