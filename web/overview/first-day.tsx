import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Check, Circle } from "lucide-react";
import type { ReactNode } from "react";
import type { EventItem } from "../../contracts/log/events.ts";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { useSession } from "../session/session.ts";
import { buttonClass } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";

/** The way to the first number in four marks, each with what makes it; `then` once all of them are there. */
export function FirstDay({ arrived, then }: { arrived: readonly EventItem[]; then: ReactNode }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const touchpoints = useQuery(recordQueries("touchpoints").list());
  const journeys = useQuery(recordQueries("journeys").list());
  if (touchpoints.isPending || journeys.isPending) return <SkeletonRows rows={4} />;
  const send = can("keys:edit") ? (
    <Link to="/data" className={buttonClass({ variant: arrived.length === 0 ? "primary" : "secondary" })}>
      {t("overview.sendFirst")}
    </Link>
  ) : null;
  const marks: { name: "event" | "answer" | "touchpoint" | "journey"; isDone: boolean; act: ReactNode }[] = [
    { name: "event", isDone: arrived.some(({ feedback }) => !feedback), act: send },
    {
      name: "answer",
      isDone: arrived.some(({ feedback }) => feedback),
      act: can("imports:run") ? (
        <Link to="/data/imports" className={buttonClass()}>
          {t("overview.importFile")}
        </Link>
      ) : null,
    },
    {
      name: "touchpoint",
      isDone: (touchpoints.data?.items.length ?? 0) > 0,
      act: can("touchpoints:edit") ? (
        <Link to="/touchpoints/$id" params={{ id: "new" }} className={buttonClass()}>
          {t("overview.firstDay.describe")}
        </Link>
      ) : null,
    },
    {
      name: "journey",
      isDone: (journeys.data?.items.length ?? 0) > 0,
      act: can("journeys:edit") ? (
        <Link to="/journeys" className={buttonClass()}>
          {t("overview.firstDay.draw")}
        </Link>
      ) : null,
    },
  ];
  if (marks.every(({ isDone }) => isDone)) return then;
  return (
    <Card title={t("overview.firstDay.title")} description={t("overview.firstDay.body")}>
      <ol className="flex flex-col">
        {marks.map(({ name, isDone, act }) => (
          <li key={name} className="flex flex-wrap items-center gap-3 border-line border-b py-3 last:border-b-0">
            {isDone ? (
              <Check className="size-5 shrink-0 text-positive" aria-hidden />
            ) : (
              <Circle className="size-5 shrink-0 text-faint" aria-hidden />
            )}
            <span className="min-w-48 flex-1">
              <span className="block font-medium text-sm">
                {t(`overview.firstDay.${name}`)}
                {isDone ? <span className="sr-only">: {t("overview.firstDay.done")}</span> : null}
              </span>
              <span className="block text-muted text-sm">{t(`overview.firstDay.${name}Body`)}</span>
            </span>
            {isDone ? null : act}
          </li>
        ))}
      </ol>
    </Card>
  );
}
