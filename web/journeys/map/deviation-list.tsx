import { Link } from "@tanstack/react-router";
import { Fragment, useId, useState } from "react";
import type { Deviation } from "../../../contracts/understand/conformance.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../../ui/button.tsx";
import { useFormat } from "../../ui/format.ts";

export interface DeviationRow extends Deviation {
  key: string;
  label: string;
}

interface DeviationListProps {
  title: string;
  help: string;
  /** Most people first. */
  rows: readonly DeviationRow[];
  /** Of how many. */
  people: number;
}

const SHOWN = 6;

/** One way to leave the design: where, how many people, and a few of them by name. */
export function DeviationList({ title, help, rows, people }: DeviationListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const heading = useId();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? rows : rows.slice(0, SHOWN);
  return (
    <section className="min-w-0">
      <h3 id={heading} className="font-medium text-base">
        {title}
      </h3>
      <p className="text-faint text-xs">{help}</p>
      {rows.length === 0 ? (
        <p className="mt-2 text-muted text-sm">{t("journey.observed.none")}</p>
      ) : (
        <ul aria-labelledby={heading} className="mt-2 flex flex-col">
          {shown.map((row) => (
            <li key={row.key} className="border-line border-b py-2 last:border-b-0">
              <span className="flex items-baseline justify-between gap-3 text-sm">
                <span className="wrap-anywhere min-w-0">{row.label}</span>
                <span className="figures shrink-0">
                  {t("journey.observed.peopleShare", {
                    n: format.count(row.people),
                    share: format.percent(row.people / people, 1),
                  })}
                </span>
              </span>
              <span aria-hidden className="mt-1 block h-1 rounded-full bg-hover">
                <span
                  className="block h-full rounded-full bg-accent"
                  style={{ width: `${Math.min(1, row.people / people) * 100}%` }}
                />
              </span>
              <Examples row={row} />
            </li>
          ))}
        </ul>
      )}
      {rows.length > SHOWN && !showsAll ? (
        <Button size="sm" className="mt-2" onClick={() => setShowsAll(true)}>
          {t("journey.observed.showAll", { count: rows.length })}
        </Button>
      ) : null}
    </section>
  );
}

function Examples({ row: { examples } }: { row: DeviationRow }) {
  const { t } = useTranslation();
  if (examples.length === 0) return null;
  return (
    <span className="mt-1 block text-faint text-xs">
      {t("journey.observed.examples")}{" "}
      {examples.map(({ contactId, name }, index) => (
        <Fragment key={contactId}>
          {index > 0 ? ", " : ""}
          <Link
            to="/customers/$id"
            params={{ id: contactId }}
            className="rounded-sm text-muted underline hover:text-ink"
          >
            {name || t("palette.anonymous")}
          </Link>
        </Fragment>
      ))}
    </span>
  );
}
