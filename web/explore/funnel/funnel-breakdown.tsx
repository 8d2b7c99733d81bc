import { changeOf, marginWords, valueWords } from "../../charts/measure-words.ts";
import { useTranslation } from "../../i18n/words.ts";
import { useGroupNames } from "../../metrics/group-names.ts";
import { Card } from "../../ui/card.tsx";
import { type Format, useFormat } from "../../ui/format.ts";
import { type Column, Table } from "../../ui/table.tsx";
import { PeopleCount } from "../query/people-count.tsx";
import type { FunnelRow, OpenFunnelPeople } from "./funnel.tsx";

interface FunnelBreakdownProps {
  rows: readonly FunnelRow[];
  breakdown: string;
  onPeople: OpenFunnelPeople;
}

/** The same steps, group by group. */
export function FunnelBreakdown({ rows, breakdown, onPeople }: FunnelBreakdownProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useGroupNames([breakdown]);
  const nameOf = (row: FunnelRow) =>
    row.group === undefined && !row.isOther
      ? t("explore.funnel.everybody")
      : names.group({ group: [row.group ?? null], isOther: row.isOther });
  const steps = rows[0]?.steps ?? [];
  const columns: Column<FunnelRow>[] = [
    { key: "group", header: names.field(breakdown), cell: nameOf },
    {
      key: "share",
      header: t("explore.funnel.converted"),
      align: "end",
      cell: (row) => <Share row={row} format={format} />,
    },
    ...steps.map(
      (step, index): Column<FunnelRow> => ({
        key: `step-${index}`,
        header: step.name,
        align: "end",
        cell: (row) => (
          <PeopleCount
            people={row.steps[index]?.people ?? 0}
            label={`${nameOf(row)}, ${step.name}`}
            onOpen={() => onPeople(row, index, "reached")}
          />
        ),
      }),
    ),
  ];
  return (
    <Card flush title={t("explore.funnel.byGroup", { field: names.fieldInline(breakdown) })}>
      <Table<FunnelRow>
        caption={t("explore.funnel.byGroup", { field: names.fieldInline(breakdown) })}
        rows={rows}
        rowKey={(row) => (row.isOther ? "other" : `=${JSON.stringify(row.group)}`)}
        columns={columns}
      />
    </Card>
  );
}

function Share({ row, format }: { row: FunnelRow; format: Format }) {
  const { t } = useTranslation();
  const result = row.steps.at(-1)?.ofFirst;
  if (!result) return null;
  const change = row.comparison && !result.hidden ? changeOf(row.comparison, "share", format, t) : null;
  return (
    <span className="inline-flex flex-col items-end">
      <span>
        <span className="font-medium">{valueWords(result, "share", format)}</span>{" "}
        <span className="text-faint text-xs">{marginWords(result, "share", format)}</span>
      </span>
      {change ? (
        <span className="whitespace-nowrap text-faint text-xs">
          {change.arrow} {change.words}
        </span>
      ) : null}
    </span>
  );
}
