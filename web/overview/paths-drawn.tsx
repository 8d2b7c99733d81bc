import type { ReactNode } from "react";
import type { PathsAnswer } from "../../contracts/understand/paths.ts";
import { ChartFrame } from "../charts/chart-frame.tsx";
import { NothingDrawn } from "../charts/nothing-drawn.tsx";
import { useElapsedWords } from "../explore/explore.ts";
import { useTranslation } from "../i18n/words.ts";
import type { Draft } from "../saved-queries/saved-queries.ts";
import { useFormat } from "../ui/format.ts";

const mostDrawn = 6;

interface PathsDrawnProps {
  title: string;
  actions: ReactNode;
  answer: PathsAnswer;
  draft: Draft<"paths"> | null;
}

/** Paths small: where people went first from where they began, or what led to where they ended, most people first. */
export function PathsDrawn({ title, actions, answer, draft }: PathsDrawnProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const elapsed = useElapsedWords();
  const [first, second] = answer.columns;
  const isBackwards = draft !== null && draft.from === undefined;
  const begin = first?.nodes.find(({ kind }) => kind === "named")?.name ?? "";
  const ways = (second?.nodes ?? []).map((node, index) => ({
    key: `${node.kind} ${node.name}`,
    name:
      node.kind === "named"
        ? node.name
        : t(node.kind === "other" ? "explore.paths.other" : isBackwards ? "explore.paths.began" : "explore.paths.left"),
    people: node.people,
    time: answer.links.find((link) => link.column === 0 && link.to === index)?.elapsed,
  }));
  ways.sort((a, b) => b.people - a.people);
  const share = (people: number) => (answer.people === 0 ? 0 : people / answer.people);
  return (
    <ChartFrame
      title={title}
      description={t(isBackwards ? "saved.pathsBefore" : "saved.pathsAfter", {
        name: begin,
        n: format.count(answer.people),
      })}
      actions={actions}
      table={{
        headers: [t("saved.way"), t("explore.people"), t("saved.share"), t("explore.median")],
        rows: ways.map((way) => ({
          key: way.key,
          cells: [
            way.name,
            format.count(way.people),
            format.percent(share(way.people), 1),
            way.time?.median == null ? "–" : format.duration(way.time.median),
          ],
        })),
      }}
    >
      {ways.length === 0 ? (
        <NothingDrawn results={[]} height={160} />
      ) : (
        <ol className="flex flex-col gap-2.5">
          {ways.slice(0, mostDrawn).map(({ key, name, people, time }) => (
            <li key={key}>
              <p className="flex items-baseline justify-between gap-3 text-sm">
                <span className="min-w-0 truncate" title={name}>
                  {name}
                </span>
                <span
                  className="figures shrink-0 text-muted text-xs"
                  title={time && time.median !== null ? elapsed(time) : undefined}
                >
                  {format.count(people)} · {format.percent(share(people), 1)}
                </span>
              </p>
              <div aria-hidden className="mt-0.5 h-2 overflow-hidden rounded-full bg-sunken">
                <span className="block h-full bg-series-1" style={{ width: `${share(people) * 100}%` }} />
              </div>
            </li>
          ))}
        </ol>
      )}
    </ChartFrame>
  );
}
