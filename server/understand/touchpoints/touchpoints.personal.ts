import { writtenByStaff } from "../../platform/personal-data/erase-mentions.ts";
import { touchpointKey } from "./touchpoint-name.ts";
import { touchpoints } from "./touchpoints.tables.ts";

export const touchpointsPersonal = writtenByStaff({
  kind: "touchpoints",
  table: touchpoints,
  key: [touchpoints.id],
  keyOf: touchpointKey,
  written: { name: "text", description: "text" },
});
