import type { Analytics } from "./analytics/analytics.ts";
import type { Trail } from "./audit.ts";
import type { Database } from "./db/database.ts";
import type { Files } from "./files/open-files.ts";
import type { Log } from "./log.ts";

/** What the running program has: handed down, never imported. */
export interface System {
  db: Database;
  analytics: Analytics;
  files: Files;
  log: Log;
  now(): Date;
}

/** What those need who work on the records alone. */
export type RecordsSystem = Pick<System, "db" | "log" | "now">;

/** Who acts. `name` is what a history shows. */
export interface Actor {
  kind: "user" | "key" | "system";
  id: string;
  name: string;
}

/** Work that somebody asked for, and what it leaves in the audit log. */
export interface Acting extends System {
  trail: Trail;
}

/** A signed-in person, before a workspace is chosen. */
export interface UserContext extends Acting {
  user: {
    id: string;
    name: string;
    email: string;
    sessionToken: string;
    /** When the session began. */
    since: Date;
  };
}

/** Work inside one workspace: every query below takes its tenant from here. */
export interface Context extends Acting {
  workspace: { id: string; name: string; timezone: string; currency: string };
  actor: Actor;
  /** Keys of the units the actor sees, with all that is below them today; null for who sees the whole workspace. */
  scope: readonly string[] | null;
  /** When what the actor was let in with ends, where that is settled: the expiry of a key. */
  until?: Date;
  /** What the actor sends of customers is a test: kept, shown as one, counted nowhere. */
  isTest: boolean;
  /** Whether the actor holds a permission; guards on endpoints ask before the handler runs. */
  can(permission: string): boolean;
}
