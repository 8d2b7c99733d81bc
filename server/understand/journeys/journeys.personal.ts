import { writtenByStaff } from "../../platform/personal-data/erase-mentions.ts";
import { journeys } from "./journeys.tables.ts";

export const journeysPersonal = writtenByStaff({
  kind: "journeys",
  table: journeys,
  key: [journeys.id],
  written: {
    document: {
      ...{ name: "text", description: "text" },
      phases: { name: "text", steps: { name: "text" } },
      ...{ lanes: { name: "text" }, cells: { text: "text" } },
    },
  },
});
