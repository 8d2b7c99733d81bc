import { IMPORT_DONE, type ImportDone } from "../../../collect/imports/imports.ts";
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
