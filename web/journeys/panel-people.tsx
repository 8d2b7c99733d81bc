import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StepNumbers } from "../../contracts/journeys.ts";
import { request } from "../api.ts";
import type { View } from "../shell/view.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { Segmented } from "../ui/segmented.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";

interface PanelPeopleProps {
  journeyId: string;
  stepId: string;
  numbers: StepNumbers;
  view: View;
}

type Which = "people" | "passed" | "droppedOff";

/** The people behind a step's number: all of them, those who came in order, those who were lost on the way. */
export function PanelPeople({ journeyId, stepId, numbers, view }: PanelPeopleProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [which, setWhich] = useState<Which>("people");
  const { period, timezone } = view.question;
  const people = useInfiniteQuery({
    queryKey: ["step-people", journeyId, stepId, which, period, timezone],
    queryFn: ({ pageParam, signal }) =>
      request("POST /api/v1/journeys/:id/steps/:step/people", {
        params: { id: journeyId, step: stepId },
        body: { which, period, timezone, limit: 20, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });
  const choices: Which[] = ["people", ...(numbers.passed === null ? [] : ["passed" as const])];
  if (numbers.droppedOff !== null) choices.push("droppedOff");
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];
  const total = people.data?.pages[0]?.total ?? 0;
  return (
    <section>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium text-base">{t("journey.people")}</h3>
        <Segmented
          label={t("journey.whichPeople")}
          value={which}
          onChange={setWhich}
          options={choices.map((value) => ({ value, label: t(`journey.which_${value}`) }))}
        />
      </div>
      {people.isError ? (
        <ErrorState error={people.error} title={t("journey.peopleFailed")} onRetry={() => void people.refetch()} />
      ) : people.isPending ? (
        <SkeletonRows rows={4} />
      ) : (
        <>
          <p className="figures mb-1 text-faint text-xs">
            {t("journey.peopleShown", { shown: format.count(items.length), total: format.count(total) })}
          </p>
          <ul className="flex flex-col">
            {items.map(({ contactId, name, lastAt }) => (
              <li key={contactId} className="border-line border-b last:border-b-0">
                <Link
                  to="/customers/$id"
                  params={{ id: contactId }}
                  className="flex min-h-9 items-center justify-between gap-3 rounded-md px-1 text-sm hover:bg-hover"
                >
                  <span className="truncate">{name || t("palette.anonymous")}</span>
                  <span className="shrink-0 text-faint text-xs">{format.moment(lastAt, view.timezone)}</span>
                </Link>
              </li>
            ))}
          </ul>
          {people.hasNextPage ? (
            <Button
              className="mt-2"
              size="sm"
              busy={people.isFetchingNextPage}
              onClick={() => void people.fetchNextPage()}
            >
              {t("journey.morePeople")}
            </Button>
          ) : null}
        </>
      )}
    </section>
  );
}
