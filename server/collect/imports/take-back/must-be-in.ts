import { problem } from "../../../platform/http/problem.ts";
import type { ImportRow } from "../imports.tables.ts";
import { UNFINISHED } from "../run/import-job.ts";

/** @throws 409 while an import is being worked on, or where nothing of it can be taken back */
export function mustBeIn({ status, noted, dryRun, accepted }: ImportRow): void {
  if (status === "taken_back") throw problem("import_taken_back");
  if (status === "taking_back") throw problem("import_being_taken_back");
  if (UNFINISHED.includes(status)) throw problem("import_not_cancelled");
  if (noted) return;
  throw problem(dryRun || accepted === 0 ? "import_nothing_in" : "import_not_noted");
}

export function canTakeBack({ status, noted }: Pick<ImportRow, "status" | "noted">): boolean {
  return noted && status !== "taken_back" && status !== "taking_back" && !UNFINISHED.includes(status);
}
