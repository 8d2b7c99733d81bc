import { writtenByStaff } from "../../platform/personal-data/erase-mentions.ts";
import { savedQueries } from "./saved-queries.tables.ts";

export const savedQueriesPersonal = writtenByStaff({
  kind: "saved_queries",
  table: savedQueries,
  key: [savedQueries.id],
  written: {
    ...{ name: "text", description: "text" },
    query: {
      funnel: { steps: { name: "text" } },
      ...{ paths: { naming: { rules: { name: "text" } } }, process: { naming: { rules: { name: "text" } } } },
    },
  },
});
