import { writtenByStaff } from "../../platform/personal-data/erase-mentions.ts";
import { journeys } from "./journeys.tables.ts";

export const journeysPersonal = writtenByStaff({ kind: "journeys", table: journeys, key: [journeys.id] });
