import { writtenByStaff } from "../../platform/personal-data/erase-mentions.ts";
import { savedQueries } from "./saved-queries.tables.ts";

export const savedQueriesPersonal = writtenByStaff({
  kind: "saved_queries",
  table: savedQueries,
  key: [savedQueries.id],
});
