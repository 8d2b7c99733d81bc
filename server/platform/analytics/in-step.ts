import type { Analytics, Tenant } from "./analytics.ts";

/** What was acknowledged and is still on its way into the event store. */
export interface Pending {
  /** Resolves when everything acknowledged up to now, of a workspace or of all, is in the event store. */
  stored(workspace: string | null): Promise<void>;
  /** Resolves when it is nowhere else any more, so that whoever removes it there has removed it. */
  moved(): Promise<void>;
}

/** The same events, none of whose answers misses what was acknowledged before it was asked for. */
export function inStep(analytics: Analytics, pending: Pending): Analytics {
  return {
    ...analytics,
    async ask(query, options) {
      await (options.sees === "everything" ? pending.moved() : pending.stored(workspaceOf(options)));
      return analytics.ask(query, options);
    },
    async fill(table, columns, query, options) {
      await pending.stored(workspaceOf(options));
      return analytics.fill(table, columns, query, options);
    },
  };
}

/** Nobody waits for what others have sent. */
function workspaceOf({ tenant }: { tenant: Tenant | null }): string | null {
  return tenant?.workspace.id ?? null;
}
