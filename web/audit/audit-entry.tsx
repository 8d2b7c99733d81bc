import type { AuditEntry } from "../../contracts/access/audit.ts";
import { useTranslation } from "../i18n/words.ts";
import { RecordLink } from "../records/record-link.tsx";
import { Badge } from "../ui/badge.tsx";
import { useFormat } from "../ui/format.ts";

/** What was done, how it ended, and how much it gave. */
export function What({ name, outcome, count }: Pick<AuditEntry, "outcome" | "count"> & { name: string }) {
  const { t } = useTranslation();
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span className="font-medium">{name}</span>
      {outcome === "done" ? null : (
        <Badge tone={outcome === "refused" ? "negative" : "warning"}>{t(`audit.outcome.${outcome}`)}</Badge>
      )}
      {count === null ? null : <span className="text-faint text-xs">{t("audit.things", { count })}</span>}
    </span>
  );
}

/** The thing, and what of it changed: with what it was and is where the log says so. */
export function About({ kind, id, name, fields }: AuditEntry["subjects"][number]) {
  const { t } = useTranslation();
  const format = useFormat();
  const changed = Object.entries(fields).map(([field, { before, after }]) =>
    before === undefined && after === undefined ? field : `${field}: ${shown(before)} → ${shown(after)}`,
  );
  return (
    <li className="min-w-0">
      <RecordLink kind={kind} id={id} name={name} />
      {changed.length > 0 ? (
        <span className="block break-words text-faint text-xs">
          {t("audit.changed", { fields: format.list(changed) })}
        </span>
      ) : null}
    </li>
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "–";
  return typeof value === "string" ? value : JSON.stringify(value);
}
