import type { AuditEntry } from "../../contracts/access/audit.ts";
import { useTranslation } from "../i18n/words.ts";
import { RecordLink } from "../records/record-link.tsx";
import { Badge } from "../ui/badge.tsx";
import { useFormat } from "../ui/format.ts";
import { Table } from "../ui/table.tsx";

type Subject = AuditEntry["subjects"][number];

export function AuditTable({ entries, loading }: { entries: readonly AuditEntry[]; loading: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Table<AuditEntry>
      caption={t("audit.title")}
      loading={loading}
      rows={entries}
      rowKey={({ id }) => id}
      empty={<p className="p-6 text-center text-muted text-sm">{t("ui.nothingFound")}</p>}
      columns={[
        {
          key: "what",
          header: t("audit.what"),
          title: true,
          cell: (entry) => <What entry={entry} />,
        },
        {
          key: "who",
          header: t("audit.who"),
          cell: ({ actor }) => (
            <span className={actor.name ? "break-words" : "text-muted"}>
              {actor.name || t(actor.kind === "system" ? "audit.program" : "audit.nobody")}
            </span>
          ),
        },
        {
          key: "about",
          header: t("audit.about"),
          cell: ({ subjects }) => (
            <ul className="flex min-w-0 flex-col gap-1">
              {subjects.map((subject) => (
                <About key={`${subject.kind} ${subject.id}`} subject={subject} />
              ))}
            </ul>
          ),
        },
        {
          key: "where",
          header: t("audit.where"),
          cell: ({ address }) => <span className="figures break-all text-muted">{address}</span>,
        },
        {
          key: "when",
          header: t("audit.when"),
          align: "end",
          cell: ({ at: instant }) => (
            <time dateTime={instant} title={instant}>
              {format.moment(instant)}
            </time>
          ),
        },
      ]}
    />
  );
}

function What({ entry: { what, outcome, count } }: { entry: AuditEntry }) {
  const { t, wordOr } = useTranslation();
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span className="font-medium">{wordOr(`audit.done.${what}`, what)}</span>
      {outcome === "done" ? null : (
        <Badge tone={outcome === "refused" ? "negative" : "warning"}>{t(`audit.outcome.${outcome}`)}</Badge>
      )}
      {count === null ? null : <span className="text-faint text-xs">{t("audit.things", { count })}</span>}
    </span>
  );
}

/** The thing, and what of it changed: with what it was and is where the log says so. */
function About({ subject: { kind, id, name, fields } }: { subject: Subject }) {
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
