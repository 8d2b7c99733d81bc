import { useState } from "react";
import type { PathsPeopleQuery, PathsQueryInput } from "../../../contracts/understand/paths.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { Draft } from "../../saved-queries/saved-queries.ts";
import { request } from "../../session/api.ts";
import { useView } from "../../view/view.ts";
import { ExploreFrame } from "../query/answer-frame.tsx";
import { type PeopleOf, PeoplePanel } from "../query/people-panel.tsx";
import { useNamedStep } from "../query/step-token.tsx";
import { useAsk } from "../query/use-ask.ts";
import { useDraftQuery } from "../query/use-draft-query.ts";
import { PathsDiagram } from "./paths-diagram.tsx";
import { PathsSentence, usePathsWords } from "./paths-query.tsx";
import { PathsStart } from "./paths-start.tsx";

type Node = PathsPeopleQuery["node"];
/** Opens the people at a node of a column, or of those who went from it to one of the next. */
export type OpenPathPeople = (title: string, column: number, node: Node, next?: Node) => void;

/** Which ways people take. */
export function PathsPage() {
  const { t } = useTranslation();
  const { draft, dropped, change } = useDraftQuery("paths");
  const { query, among } = useView();
  const words = usePathsWords();
  const named = useNamedStep();
  const [people, setPeople] = useState<PeopleOf | null>(null);
  const anchor = anchorOf(draft, named);
  const { from, to, ...rest } = draft;
  const asking = anchor
    ? { ...rest, anchor, filter: among(rest.filter), period: query.period, timezone: query.timezone }
    : null;
  const asked = useAsk("paths", asking, (body, signal, queryId) =>
    request("POST /api/v1/query/paths", { body, signal, queryId }),
  );
  const open: OpenPathPeople = (title, column, node, next) => {
    if (!asking) return;
    setPeople({
      title,
      description: t("explore.paths.peopleHelp"),
      key: ["paths", asking, column, node, next],
      of: { paths: { query: asking, column, node, ...(next ? { next } : {}) } },
      ask: (page, signal) =>
        request("POST /api/v1/query/paths/people", {
          body: { query: asking, column, node, ...(next ? { next } : {}), ...page },
          signal,
        }),
    });
  };
  const isBackwards = from === undefined && to !== undefined;
  return (
    <>
      <ExploreFrame
        kind="paths"
        sentence={words(draft)}
        dropped={dropped}
        query={<PathsSentence draft={draft} onChange={change} />}
        asked={asked}
        unfinished={asking ? undefined : <PathsStart onFrom={(step) => change({ from: step })} />}
      >
        {(answer) =>
          answer.people === 0 ? (
            <p className="rounded-lg border border-line bg-surface px-4 py-10 text-center text-muted text-sm">
              {t("explore.nobody")}
            </p>
          ) : (
            <PathsDiagram answer={answer} isBackwards={isBackwards} onPeople={open} />
          )
        }
      </ExploreFrame>
      <PeoplePanel of={people} onClose={() => setPeople(null)} />
    </>
  );
}

function anchorOf(
  { from, to }: Draft<"paths">,
  named: ReturnType<typeof useNamedStep>,
): PathsQueryInput["anchor"] | null {
  if (from && to) return { from: named(from), to: named(to) };
  if (from) return { from: named(from) };
  return to ? { to: named(to) } : null;
}
