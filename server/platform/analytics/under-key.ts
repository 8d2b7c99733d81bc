import type { Analytics } from "./analytics.ts";

/** The same events, whose queries are counted under a key: what `progressSql` finds while they run. */
export function underKey(analytics: Analytics, key: string): Analytics {
  let announced = 0;
  let asked = 0;
  return {
    ...analytics,
    announce(statements) {
      announced += statements;
    },
    ask(query, options) {
      asked += 1;
      // Carried by the statement itself: another process may be asked how far it is.
      return analytics.ask(query, { ...options, label: `${key}.${asked}.${announced < asked ? 0 : announced}` });
    },
  };
}
