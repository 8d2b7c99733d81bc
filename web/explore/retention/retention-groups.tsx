import type { RetentionAnswer } from "../../../contracts/understand/retention.ts";
import { marginWords, valueWords } from "../../charts/measure-words.ts";
import { useTranslation } from "../../i18n/words.ts";
import { useGroupNames } from "../../metrics/group-names.ts";
import { Card } from "../../ui/card.tsx";
import { useFormat } from "../../ui/format.ts";
import type { ColumnNames } from "./retention-columns.ts";

interface RetentionGroupsProps {
  groups: RetentionAnswer["groups"];
  breakdown: string;
  reached: number;
  columns: ColumnNames;
}

/** The mean of every group, column by column. */
export function RetentionGroups({ groups, breakdown, reached, columns }: RetentionGroupsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useGroupNames([breakdown]);
  const title = t("explore.funnel.byGroup", { field: names.fieldInline(breakdown) });
  const places = Array.from({ length: Math.max(0, reached - 1) }, (_, index) => index + 1);
  return (
    <Card flush title={title} description={t("explore.retention.groupsHelp")}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={title} tabIndex={0} className="relative overflow-x-auto">
        <table className="data-table [&_tbody_tr:last-child>th]:border-b-0!">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{names.field(breakdown)}</th>
              <th scope="col" data-align="end">
                {t("explore.people")}
              </th>
              {places.map((index) => (
                <th key={index} scope="col" data-align="end">
                  {columns.long(index)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map(({ group, isOther, size, mean }) => (
              <tr key={isOther ? "other" : `=${JSON.stringify(group)}`}>
                <th scope="row" className="!font-normal !text-ink">
                  {names.group({ group: [group], isOther })}
                </th>
                <td data-align="end" className="text-muted">
                  {format.count(size)}
                </td>
                {places.map((index) => {
                  const result = mean[index];
                  return (
                    <td key={index} data-align="end" className="whitespace-nowrap">
                      {result ? valueWords(result, "share", format) : "–"}
                      <span className="block text-faint text-xs">
                        {result ? marginWords(result, "share", format) : ""}
                      </span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
