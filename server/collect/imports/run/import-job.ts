import type { ImportStatus } from "../../../../contracts/collect/imports.ts";

/** One start of one import. */
export type ImportJob = { workspace: string; id: string; attempt: number };

export const UNFINISHED: ImportStatus[] = ["queued", "running", "cancelling"];
