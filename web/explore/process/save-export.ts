import type { ProcessQueryInput } from "../../../contracts/understand/process.ts";
import { saveAnswer } from "../../session/save-answer.ts";

export const exportFormats = ["svg", "mermaid", "csv", "xes"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Saves the process as a file. Rejects with `ApiError`. */
export function saveExport(query: ProcessQueryInput, format: ExportFormat): Promise<void> {
  const name = `process.${format === "mermaid" ? "mmd" : format}`;
  return saveAnswer(`/api/v1/query/process/export?format=${format}`, name, query);
}
