import { CircleAlert } from "lucide-react";
import type { ResponseOf } from "../../contracts/client.ts";
import { valueText } from "../activity/activity.ts";
import { useTranslation } from "../i18n/words.ts";
import { Badge } from "../ui/badge.tsx";
import { Card } from "../ui/card.tsx";
import { cx } from "../ui/class-names.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { type Format, useFormat } from "../ui/format.ts";
import { faultOf } from "../ui/problem-words.ts";
import { Table } from "../ui/table.tsx";
import type { MappingGap } from "./mapping-draft.ts";

type Preview = ResponseOf<"POST /api/v1/imports/:id/preview">;
type Row = Preview["rows"][number];
type Message = Row["messages"][number];

interface ImportPreviewProps {
  rows: Preview["rows"];
  problems: Preview["problems"];
  error: unknown;
  gaps: readonly MappingGap[];
  refreshing: boolean;
}

/** Where one is led who starts before everything is said. */
export const faultsId = "import-faults";

/** The first rows as they will be imported, or why they cannot be. */
export function ImportPreview({ rows, problems, error, gaps, refreshing }: ImportPreviewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (error) return <ErrorState error={error} title={t("data.imports.previewFailed")} />;
  const blocked = gaps.length > 0 || problems.length > 0;
  return (
    <Card flush title={t("data.imports.preview")} description={t("data.imports.previewBody")}>
      {blocked ? (
        <div id={faultsId} role="alert" tabIndex={-1} className="border-line border-t px-4 py-3 text-sm">
          <ul className="flex flex-col gap-1.5">
            {gaps.map((gap) => (
              <Fault key={gap}>{t(`data.imports.gap.${gap}`)}</Fault>
            ))}
            {problems.map((problem) => (
              <Fault key={`${problem.path} ${problem.reason}`}>
                <code className="font-mono text-xs">{problem.path}</code> {faultOf(problem)}
              </Fault>
            ))}
          </ul>
        </div>
      ) : (
        <div className={cx("transition-opacity", refreshing && "opacity-60")} aria-busy={refreshing}>
          <Table<Row>
            caption={t("data.imports.preview")}
            rows={rows}
            rowKey={({ line }) => String(line)}
            loading={rows.length === 0 && refreshing}
            empty={<p className="px-4 py-6 text-center text-faint text-sm">{t("data.imports.noRows")}</p>}
            columns={[
              {
                key: "line",
                header: t("data.imports.line"),
                width: "4rem",
                cell: ({ line }) => <span className="figures text-faint">{line}</span>,
              },
              { key: "what", header: t("data.imports.becomes"), title: true, cell: (row) => <Becomes row={row} /> },
              { key: "who", header: t("data.imports.who"), cell: ({ messages }) => whoOf(messages) },
              {
                key: "when",
                header: t("data.imports.when"),
                cell: ({ messages }) => {
                  const instant = messages[0]?.timestamp;
                  return instant ? <span className="whitespace-nowrap">{format.moment(instant)}</span> : "–";
                },
              },
              {
                key: "details",
                header: t("data.imports.details"),
                cell: ({ messages }) => (
                  <span className="line-clamp-2 break-words text-muted text-xs">{detailsOf(messages, format)}</span>
                ),
              },
            ]}
          />
        </div>
      )}
    </Card>
  );
}

function Fault({ children }: { children: React.ReactNode }) {
  return (
    <li className="flex items-start gap-1.5 text-negative">
      <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      <span className="min-w-0">{children}</span>
    </li>
  );
}

function Becomes({ row }: { row: Row }) {
  const { t } = useTranslation();
  if (row.reason)
    return (
      <span className="flex items-start gap-1.5 text-negative">
        <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
        {t("data.imports.rejectedFor", { reason: row.reason })}
      </span>
    );
  return (
    <span className="flex flex-wrap gap-1">
      {row.messages.map((message) => (
        <Badge key={message.messageId} tone={message.type === "identify" ? "neutral" : "accent"}>
          {message.type === "identify" ? t("data.imports.identifies") : (message.event ?? message.type)}
        </Badge>
      ))}
    </span>
  );
}

function whoOf(messages: readonly Message[]): string {
  for (const { userId, anonymousId, context } of messages) {
    const who = userId ?? context.traits?.email ?? anonymousId;
    if (who) return who;
  }
  return "–";
}

function detailsOf(messages: readonly Message[], format: Format): string {
  const channel = messages.find(({ context }) => context.channel)?.context.channel;
  const words = messages.flatMap(({ event, properties = {}, traits = {} }) =>
    event === "Feedback Received"
      ? [answerOf(properties)]
      : Object.entries({ ...properties, ...traits }).map(([name, value]) => `${name}: ${valueText(value, format)}`),
  );
  return [channel, ...new Set(words)].filter(Boolean).join(" · ");
}

/** An answer without the plumbing of its record. */
function answerOf(record: Record<string, unknown>): string {
  const { field_label: label, field_id: id, field_type: type } = record;
  const value = record.value_number ?? record.value_text ?? record.value_boolean ?? record.value_date ?? "";
  return `${String(label ?? id ?? type)}: ${String(value)}`;
}
