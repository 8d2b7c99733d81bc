import { writtenByStaff } from "../../platform/personal-data/erase-mentions.ts";
import { overviews } from "./overview.tables.ts";

export const overviewPersonal = writtenByStaff({
  kind: "overview",
  table: overviews,
  key: [],
  written: { tiles: { title: "text" } },
});
