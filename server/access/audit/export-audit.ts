import { Readable } from "node:stream";
import { type AuditEntry, type AuditFilters, MOST_EXPORTED } from "../../../contracts/access/audit.ts";
import type { Context } from "../../platform/context.ts";
import { csvLines } from "../../platform/files/write-csv.ts";
import { type Place, readPage } from "./list-audit.ts";

const ENTRIES_A_PAGE = 1000;
const MORE = `The log has more entries; this file holds ${MOST_EXPORTED}. Ask for a shorter period.`;

const COLUMNS = [
  ...["at", "id", "actor_kind", "actor_id", "actor", "what", "outcome"],
  ...["kind", "subject_id", "name", "fields", "count", "address"],
];

const writers = {
  csv: { head: (bom: boolean) => csvLines([COLUMNS], { bom }), write: toLines, more: csvLines([[MORE]]) },
  jsonl: {
    head: () => "",
    write: (entry: AuditEntry) => `${JSON.stringify(entry)}\n`,
    more: `${JSON.stringify({ more: MORE })}\n`,
  },
};

/** The log as a file, page by page: as long as it may be, it is never in memory as a whole. */
export function exportAudit(
  ctx: Context,
  { format, bom, ...filters }: AuditFilters & { format: "csv" | "jsonl"; bom: "true" | "false" },
): Readable {
  async function* whole(): AsyncGenerator<string> {
    const { head, write, more } = writers[format];
    const first = head(bom === "true");
    if (first !== "") yield first;
    let after: Place | null = null;
    for (let left = MOST_EXPORTED; left > 0; left -= ENTRIES_A_PAGE) {
      const page: Awaited<ReturnType<typeof readPage>> = await readPage(ctx, { filters, after, limit: ENTRIES_A_PAGE });
      yield page.items.map(write).join("");
      after = page.next;
      if (after === null) return;
    }
    yield more;
  }
  return Readable.from(whole(), { objectMode: false });
}

/** A line for each thing that an entry is about, one for an entry about none. */
function toLines({ at: instant, id, actor, what, outcome, subjects, count, address }: AuditEntry): string {
  const about = subjects.length > 0 ? subjects : [{ kind: "", id: "", name: "", fields: {} }];
  return csvLines(
    about.map((subject) => [
      ...[instant, id, actor.kind, actor.id, actor.name, what, outcome],
      ...[subject.kind, subject.id, subject.name, JSON.stringify(subject.fields), count ?? "", address],
    ]),
  );
}
