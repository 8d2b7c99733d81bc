import { type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { PeopleBehindInput } from "../../contracts/understand/people.ts";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { useFormat } from "../ui/format.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { useView } from "../view/view.ts";
import { PeopleActs } from "./people-acts.tsx";

interface PeoplePage {
  items: { contactId: string; name: string; lastAt: string }[];
  total: number;
  nextCursor: string | null;
}

/** Asks for a page of people. */
export type AskPeople = (page: { limit: number; cursor?: string }, signal: AbortSignal) => Promise<PeoplePage>;

interface PeopleListProps {
  queryKey: QueryKey;
  /** Whose number it is, for keeping the people; absent where they cannot be. */
  of?: PeopleBehindInput;
  ask: AskPeople;
  /** People a page. */
  limit: number;
  skeletonRows: number;
}

/** The people behind a number, a page at a time, newest first, each with the way to their profile. */
export function PeopleList({ queryKey, of, ask, limit, skeletonRows }: PeopleListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { timezone } = useView();
  const people = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => ask({ limit, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });
  if (people.isError)
    return <ErrorState error={people.error} title={t("journey.peopleFailed")} onRetry={() => void people.refetch()} />;
  if (people.isPending) return <SkeletonRows rows={skeletonRows} />;
  const items = people.data.pages.flatMap((page) => page.items);
  const total = people.data.pages[0]?.total ?? 0;
  if (total === 0) return <p className="rounded-md bg-sunken p-3 text-muted text-sm">{t("ui.nothingFound")}</p>;
  return (
    <>
      <div className="mb-1 flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <p className="figures text-faint text-xs">
          {t("journey.peopleShown", { shown: format.count(items.length), total: format.count(total) })}
        </p>
        {of ? <PeopleActs of={of} total={total} /> : null}
      </div>
      <ul className="flex flex-col">
        {items.map(({ contactId, name, lastAt }) => (
          <li key={contactId} className="border-line border-b last:border-b-0">
            <Link
              to="/customers/$id"
              params={{ id: contactId }}
              className="flex min-h-9 items-center justify-between gap-3 rounded-md px-1 text-sm hover:bg-hover"
            >
              <span className="truncate">{name || t("palette.anonymous")}</span>
              <span className="shrink-0 text-faint text-xs">{format.moment(lastAt, timezone)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {people.hasNextPage ? (
        <Button className="mt-2" size="sm" busy={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
          {t("journey.morePeople")}
        </Button>
      ) : null}
    </>
  );
}
