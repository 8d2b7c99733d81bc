import type { AnswerRow } from "../../contracts/understand/metrics.ts";
import type { MetricTile } from "../../contracts/understand/overview.ts";
import { changeOf, conversionWords, marginWords, sampleWords, valueWords } from "../charts/measure-words.ts";
import { useTranslation } from "../i18n/words.ts";
import { type Meaning, useAnswer } from "../metrics/ask.ts";
import { groupKey, useGroupNames } from "../metrics/group-names.ts";
import { Card } from "../ui/card.tsx";
import { cx } from "../ui/class-names.ts";
import { useFormat } from "../ui/format.ts";
import { Table } from "../ui/table.tsx";
import { useView } from "../view/view.ts";
import { queryOf } from "./tile-query.ts";

const tones = { positive: "text-positive", negative: "text-negative", neutral: "text-muted" };

/** Where a change came from: every group now and before, with the verdict on the difference. */
export function ChangesTable({ tile, meaning }: { tile: MetricTile; meaning: Meaning }) {
  const { t } = useTranslation();
  const format = useFormat();
  const view = useView();
  const names = useGroupNames(tile.query.breakdowns);
  const answer = useAnswer(queryOf(tile, view));
  const rows = answer.data?.metrics[0]?.rows ?? [];
  const compared = answer.data?.comparedWith;
  const { unit, definition } = meaning;
  if (!compared || rows.length === 0) return null;
  const change = ({ comparison, result }: AnswerRow) => {
    if (!comparison || result.hidden) return "–";
    const { arrow, words, tone } = changeOf(comparison, unit, format, t);
    return (
      <span className={cx("whitespace-nowrap", tones[tone])}>
        {arrow ? `${arrow} ` : ""}
        {words}
      </span>
    );
  };
  return (
    <Card
      flush
      title={t("overview.changes")}
      description={t("overview.changesBody", {
        range: format.range(compared.from, lastMoment(compared.to), view.timezone),
      })}
    >
      <Table
        caption={t("overview.changes")}
        rows={rows}
        rowKey={groupKey}
        columns={[
          {
            key: "group",
            header: tile.query.breakdowns.map(names.field).join(" · "),
            cell: names.group,
            title: true,
          },
          {
            key: "value",
            header: t("overview.now"),
            align: "end",
            cell: ({ result }) => valueWords(result, unit, format),
          },
          {
            key: "before",
            header: t("overview.before"),
            align: "end",
            cell: ({ comparison }) => (comparison ? valueWords(comparison.previous, unit, format) : "–"),
          },
          { key: "change", header: t("overview.change"), cell: change },
          {
            key: "margin",
            header: t("chart.margin"),
            align: "end",
            cell: ({ result }) => marginWords(result, unit, format) || "–",
          },
          {
            key: "n",
            header: t("chart.sample"),
            align: "end",
            cell: ({ result }) =>
              [sampleWords(result, definition.minimumN, format, t), ...conversionWords(result, format, t)].join(" · "),
          },
        ]}
      />
    </Card>
  );
}

/** The end of a period is its first moment that no longer belongs to it. */
function lastMoment(to: string): Date {
  return new Date(new Date(to).getTime() - 1);
}
