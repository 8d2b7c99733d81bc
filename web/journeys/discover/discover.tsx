import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Route } from "lucide-react";
import type { DiscoveryAnswer, DiscoveryQueryInput } from "../../../contracts/understand/discovery.ts";
import { seenQuery } from "../../conditions/seen.ts";
import {
  ExploreFrame,
  FilterToken,
  Finer,
  Line,
  NamingToken,
  TraceLine,
  useAsk,
  useDraftQuery,
} from "../../explore/explore.ts";
import { useTranslation } from "../../i18n/words.ts";
import { useGroupNames } from "../../metrics/group-names.ts";
import type { Draft } from "../../saved-queries/saved-queries.ts";
import { request } from "../../session/api.ts";
import { buttonClass } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { useView } from "../../view/view.ts";
import { readDiscoverSearch } from "./discover-search.ts";
import { DiscoveredSteps } from "./discovered-steps.tsx";

/** What people really do, to be picked into a map. */
export function DiscoverPage() {
  const { t } = useTranslation();
  const seen = useQuery(seenQuery);
  return (
    <>
      <PageHeader
        title={t("discover.title")}
        answers={t("discover.answers")}
        parent={{ label: t("nav.journeys"), to: "/journeys" }}
      />
      {seen.isPending ? (
        <SkeletonRows />
      ) : seen.data?.events.length === 0 ? (
        <EmptyState
          icon={<Route className="size-5" aria-hidden />}
          title={t("discover.emptyTitle")}
          body={t("discover.emptyBody")}
          action={
            <Link to="/data" className={buttonClass({ variant: "primary" })}>
              {t("overview.sendFirst")}
            </Link>
          }
        />
      ) : (
        <Discovery />
      )}
    </>
  );
}

function Discovery() {
  const { t } = useTranslation();
  // The same query as about the process, so that one leads to the other.
  const { draft, dropped, change } = useDraftQuery("process");
  const { into } = readDiscoverSearch(useSearch({ strict: false }));
  const { query, among } = useView();
  const fields = useGroupNames([]);
  const { traceBy, naming } = draft;
  const asking: DiscoveryQueryInput = {
    ...{ traceBy, naming, filter: among(draft.filter) },
    ...{ period: query.period, timezone: query.timezone },
  };
  const asked = useAsk("discover", asking, (body, signal, queryId) =>
    request("POST /api/v1/journeys/discover", { body, signal, queryId }),
  );
  return (
    <ExploreFrame
      sentence={t("discover.sentence", {
        seen: t(naming.by === "rules" ? "explore.seenByRules" : `explore.naming_${naming.by}`),
        by: traceBy.by === "field" ? fields.fieldInline(traceBy.field) : t(`explore.process.traceBy_${traceBy.by}`),
      })}
      dropped={dropped}
      query={<DiscoverySentence draft={draft} onChange={change} />}
      asked={asked}
    >
      {(answer) => (
        // Another answer is chosen from anew; the same one asked again keeps what was chosen.
        <Found key={JSON.stringify(answer.steps.map(({ name }) => name))} answer={answer} into={into} />
      )}
    </ExploreFrame>
  );
}

interface DiscoverySentenceProps {
  draft: Draft<"process">;
  onChange: (part: Partial<Draft<"process">>) => void;
}

function DiscoverySentence({ draft, onChange }: DiscoverySentenceProps) {
  const { t } = useTranslation();
  return (
    <>
      <Line lead={t("discover.stepsAre")}>
        <NamingToken naming={draft.naming} onChange={(naming) => onChange({ naming })} />
      </Line>
      <TraceLine traceBy={draft.traceBy} onChange={(traceBy) => onChange({ traceBy })} />
      <Finer title={t("explore.finer")}>
        <Line lead={t("explore.lookingAt")}>
          <FilterToken filter={draft.filter} onChange={(filter) => onChange({ filter })} />
        </Line>
      </Finer>
    </>
  );
}

function Found({ answer, into }: { answer: DiscoveryAnswer; into: string | undefined }) {
  const { t } = useTranslation();
  if (!answer.file)
    return (
      <p className="rounded-lg border border-line bg-surface px-4 py-10 text-center text-muted text-sm">
        {t("discover.nothing")}
      </p>
    );
  return <DiscoveredSteps answer={answer} file={answer.file} into={into} />;
}
