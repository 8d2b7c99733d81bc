import {
  IMPORT_DONE,
  IMPORT_TAKEN_BACK,
  type ImportDone,
  type ImportTakenBack,
} from "../../../collect/imports/imports.ts";
import type { ContextOf } from "../../../know/segments/segments.ts";
import type { Topic } from "../../../platform/outbox/outbox.ts";
import { writeOnce } from "./write-once.ts";

/** An import that went through: what charts show of its months has changed since. */
export function annotateImport(contextOf: ContextOf): Topic {
  return {
    name: IMPORT_DONE,
    async deliver({ workspace, thing, payload }) {
      const { file, rows, finishedAt } = payload as ImportDone;
      await writeOnce(contextOf, workspace, {
        cause: { reason: "import", import: thing, file, rows },
        ...{ key: thing, name: file, kind: "data", happenedAt: new Date(finishedAt) },
      });
    },
  };
}

/** One that was taken back: they have changed again. */
export function annotateTakeBack(contextOf: ContextOf): Topic {
  return {
    name: IMPORT_TAKEN_BACK,
    async deliver({ workspace, thing, payload }) {
      const { file, finishedAt } = payload as ImportTakenBack;
      await writeOnce(contextOf, workspace, {
        cause: { reason: "import_taken_back", import: thing, file },
        ...{ key: thing, name: file, kind: "data", happenedAt: new Date(finishedAt) },
      });
    },
  };
}
