import { ChartLine, Table2 } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import type { Definition } from "../../contracts/understand/metrics.ts";
import { useTranslation } from "../i18n/words.ts";
import { Segmented } from "../ui/segmented.tsx";
import { DefinitionPopover } from "./definition-popover.tsx";

export interface ChartTable {
  headers: string[];
  /** The first cell of a row names it; the others are numbers in words, or what opens the people behind one. */
  rows: { key: string; cells: ReactNode[] }[];
}

export interface ChartFrameProps {
  title: string;
  /** One line: what it answers, in which unit. */
  description?: string;
  definition?: Definition;
  actions?: ReactNode;
  table: ChartTable;
  children: ReactNode;
}

/** A chart with its title and the table behind it, one press away. */
export function ChartFrame({ title, description, definition, actions, table, children }: ChartFrameProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<"chart" | "table">("chart");
  return (
    <figure className="flex min-w-0 flex-col rounded-lg border border-line bg-surface p-4">
      <figcaption className="mb-4 flex flex-wrap items-start justify-between gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-32">
          <div className="flex items-center gap-1.5">
            <h2 className="line-clamp-2 font-medium text-base">{title}</h2>
            {definition ? <DefinitionPopover definition={definition} /> : null}
          </div>
          {description ? <p className="text-faint text-xs">{description}</p> : null}
        </div>
        <div className="flex max-w-full flex-wrap items-center gap-1 sm:shrink-0">
          {actions}
          <Segmented
            iconsOnly
            label={t("chart.showAs", { name: title })}
            value={shown}
            onChange={setShown}
            options={[
              { value: "chart", label: t("chart.asChart"), icon: <ChartLine className="size-3.5" aria-hidden /> },
              { value: "table", label: t("chart.asTable"), icon: <Table2 className="size-3.5" aria-hidden /> },
            ]}
          />
        </div>
      </figcaption>
      {shown === "chart" ? (
        children
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section aria-label={title} tabIndex={0} className="-mx-4 -mb-4 max-h-96 overflow-auto">
          <table className="data-table">
            <caption className="sr-only">{title}</caption>
            <thead>
              <tr>
                {table.headers.map((header, index) => (
                  <th key={header} scope="col" data-align={index === 0 ? "start" : "end"}>
                    {header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map(({ key, cells: [name, ...cells] }) => (
                <tr key={key}>
                  <td className="whitespace-nowrap">{name}</td>
                  {cells.map((cell, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a row stand in fixed columns
                    <td key={index} data-align="end" className="whitespace-nowrap">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </figure>
  );
}
