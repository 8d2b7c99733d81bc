import { writtenByStaff } from "../../platform/personal-data/erase-mentions.ts";
import { annotations } from "./annotations.tables.ts";

export const annotationsPersonal = writtenByStaff({ kind: "annotations", table: annotations, key: [annotations.id] });
