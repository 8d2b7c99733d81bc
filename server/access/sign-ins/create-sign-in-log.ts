import { and, eq, gt, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import { HOUR } from "../../../contracts/words/durations.ts";
import { type SignInEvent, signInFailures } from "../../../contracts/words/sign-ins.ts";
import type { System } from "../../platform/context.ts";
import type { Database } from "../../platform/db/database.ts";
import type { Device } from "../sessions/sessions.ts";
import { users } from "../users/users.tables.ts";
import { normaliseEmail } from "../users/users.ts";
import { signIns } from "./sign-ins.tables.ts";

/** Repeats of a failure within it are one entry, so that who guesses fills nobody's log. */
const TOGETHER = HOUR;

/** What is counted: what the log says, and that nobody has the address. */
export type SignInOutcome = SignInEvent | "unknown_address";

export interface SignInLog {
  /** How many days entries are kept. */
  days: number;
  write(db: Database, userId: string, event: SignInEvent, device: Device): Promise<void>;
  /** Writes down an attempt that failed, if the address is somebody's. Waited for by nobody: the time would tell whether it is. */
  failed(email: string, event: SignInEvent, device: Device): void;
}

interface SignInLogOptions {
  days: number;
  count: (outcome: SignInOutcome) => void;
}

export function createSignInLog(system: System, { days, count }: SignInLogOptions): SignInLog {
  async function write(db: Database, userId: string, event: SignInEvent, { browser, system: os, network }: Device) {
    const instant = system.now();
    count(event);
    if (signInFailures.includes(event)) {
      const device = and(eq(signIns.browser, browser), eq(signIns.system, os), eq(signIns.network, network));
      const lately = gt(signIns.at, new Date(instant.getTime() - TOGETHER));
      const again = await db
        .update(signIns)
        .set({ times: sql`${signIns.times} + 1`, at: instant })
        .where(and(eq(signIns.userId, userId), lately, eq(signIns.event, event), device))
        .returning({ id: signIns.id });
      if (again.length > 0) return;
    }
    await db.insert(signIns).values({ id: uuidv7(), userId, event, at: instant, browser, system: os, network });
  }

  async function fail(email: string, event: SignInEvent, device: Device): Promise<void> {
    const isAddress = z.email().safeParse(email).success;
    const [user] = isAddress
      ? await system.db
          .select({ id: users.id })
          .from(users)
          .where(eq(users.email, normaliseEmail(email)))
      : [];
    if (user) await write(system.db, user.id, event, device);
    else count("unknown_address");
  }

  // One after the other, so that two of one moment are still one entry.
  let last = Promise.resolve();
  return {
    days,
    write,
    failed(email, event, device) {
      last = last
        .then(() => fail(email, event, device))
        .catch((error: unknown) => system.log.error({ err: error }, "a failed sign-in is not in the log"));
    },
  };
}
