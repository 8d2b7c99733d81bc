import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Route } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DiscoveryAnswer, DiscoveryQuestionInput } from "../../../contracts/understand/discovery.ts";
import {
  CaseLine,
  ExploreFrame,
  FilterToken,
  Finer,
  Line,
  NamingToken,
  useAsk,
  useDraftQuestion,
} from "../../explore/explore.ts";
import { useGroupNames } from "../../metrics/group-names.ts";
import { seenQuery } from "../../records/seen-queries.ts";
import type { Draft } from "../../saved-questions/saved-questions.ts";
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
  // The same question as about the process, so that one leads to the other.
  const { draft, dropped, change } = useDraftQuestion("process");
  const { into } = readDiscoverSearch(useSearch({ strict: false }));
  const { question, among } = useView();
  const fields = useGroupNames([]);
  const { caseBy, naming } = draft;
  const asking: DiscoveryQuestionInput = {
    ...{ caseBy, naming, filter: among(draft.filter) },
    ...{ period: question.period, timezone: question.timezone },
  };
  const asked = useAsk("discover", asking, (body, signal, questionId) =>
    request("POST /api/v1/journeys/discover", { body, signal, questionId }),
  );
  return (
    <ExploreFrame
      sentence={t("discover.sentence", {
        seen: t(naming.by === "rules" ? "explore.seenByRules" : `explore.naming_${naming.by}`),
        by: caseBy.by === "field" ? fields.fieldInline(caseBy.field) : t(`explore.process.caseBy_${caseBy.by}`),
      })}
      dropped={dropped}
      question={<DiscoverySentence draft={draft} onChange={change} />}
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
      <CaseLine caseBy={draft.caseBy} onChange={(caseBy) => onChange({ caseBy })} />
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
