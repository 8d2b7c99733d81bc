import { writtenByStaff } from "../../platform/personal-data/erase-mentions.ts";
import { annotations } from "./annotations.tables.ts";

export const annotationsPersonal = writtenByStaff({
  kind: "annotations",
  table: annotations,
  key: [annotations.id],
  mayShareNames: true,
  written: { name: "text", description: "text", link: "text", cause: { file: "text" } },
  // Without a part of it, an address leads elsewhere or is none.
  before: (row, { mentions }) => (mentions.in(String(row.link ?? "")) ? { ...row, link: null } : row),
});
