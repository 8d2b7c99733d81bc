import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { RotateCw } from "lucide-react";
import { createElement, Fragment, type ReactNode } from "react";
import type { FirstSentence, SentenceChange, SentenceSource } from "../../contracts/understand/first-sentence.ts";
import type { Definition } from "../../contracts/understand/metrics.ts";
import { DAY } from "../../contracts/words/durations.ts";
import { kindOfBreakdown } from "../../contracts/words/units.ts";
import { segmentOfBreakdown } from "../../rules/segments-in.ts";
import { valueWords } from "../charts/measure-words.ts";
import { useTranslation } from "../i18n/words.ts";
import { meaningOf } from "../metrics/ask.ts";
import { useGroupNames } from "../metrics/group-names.ts";
import { request } from "../session/api.ts";
import { Button } from "../ui/button.tsx";
import { useFormat } from "../ui/format.ts";
import { reasonOf } from "../ui/problem-words.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { useView } from "../view/view.ts";
import type { MetricSearch } from "./metric-search.ts";

/** From so much of a change on, all of it. */
const ALL = 0.95;

/** What the page begins with: the largest change that is no chance, where it comes from, and that there is none. */
export function FirstSentenceLine({ definitions }: { definitions: readonly Definition[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const view = useView();
  const { period, timezone } = view.query;
  const compare = view.compare === "year" ? ("previous_year" as const) : ("previous_period" as const);
  const body = { filter: view.among(), period, timezone, compare };
  const sentence = useQuery({
    queryKey: ["first-sentence", body],
    queryFn: ({ signal }) => request("POST /api/v1/overview/first-sentence", { body, signal }),
  });
  const { data } = sentence;
  if (sentence.isError)
    return (
      <p role="alert" className="mb-5 flex flex-wrap items-center gap-2 text-muted text-sm">
        {t("overview.sentence.failed", { reason: reasonOf(sentence.error) })}
        <Button size="sm" icon={<RotateCw className="size-3" aria-hidden />} onClick={() => void sentence.refetch()}>
          {t("error.retry")}
        </Button>
      </p>
    );
  return (
    <section aria-label={t("overview.sentence.label")} aria-busy={!data} className="mb-5 min-h-16 max-w-[72ch]">
      {data ? (
        <>
          <p className="text-lg leading-snug">
            {data.change ? (
              <Changed sentence={data} change={data.change} definitions={definitions} />
            ) : (
              t(data.verdict === "too_few" ? "overview.sentence.tooFew" : `overview.sentence.quiet.${spanOf(data)}`)
            )}
          </p>
          <p className="mt-1 text-muted text-sm">
            {looked(data, {
              range: format.range(data.comparedWith.from, lastMoment(data.comparedWith.to), timezone),
              t,
            })}
          </p>
        </>
      ) : (
        <>
          <Skeleton className="h-6 w-4/5" />
          <Skeleton className="mt-2 h-4 w-3/5" />
        </>
      )}
    </section>
  );
}

interface ChangedProps {
  sentence: FirstSentence;
  change: SentenceChange;
  definitions: readonly Definition[];
}

function Changed({ sentence: { from }, change, definitions }: ChangedProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const meaning = meaningOf(definitions, change.metric);
  const [first, within] = from;
  // The answer names the groups; only fields are named here, which takes no other question.
  const names = useGroupNames([]);
  const unit = meaning?.unit ?? "score";
  const size = (of: number) => format.distance(of, unit);
  const { definition, variant } = meaning ?? {};
  const isUsual = variant === definition?.variants[0];
  const name = (isUsual ? definition?.name : variant?.title) ?? change.metric.metric;
  const place = ({ by, name: group }: SentenceSource) => {
    const isSegment = segmentOfBreakdown(by) !== undefined;
    const field = isSegment ? t("overview.segment") : (kindOfBreakdown(by)?.kind ?? names.fieldInline(by));
    return t("overview.sentence.place", { name: group, field });
  };
  const number = placeOfNumber(change);
  const source = first && placeOfSource(change, first);
  const inner = first && within && placeOfInner(change, first, within);
  const counted = (from.at(-1) ?? change).people;
  const delta = change.comparison.delta ?? 0;
  const link = (search: MetricSearch | undefined, words: string) => (
    <Evidence metric={change.metric.metric} search={{ variant: change.metric.variant, ...search }}>
      {words}
    </Evidence>
  );
  return (
    <>
      <Sentence
        words={t(delta < 0 ? "overview.sentence.fell" : "overview.sentence.rose", {
          name: mark(0),
          size: size(delta),
          before: valueWords(change.comparison.previous, unit, format),
          now: valueWords(change.result, unit, format),
        })}
      >
        {link(number, change.touchpoint ? t("overview.sentence.there", { name, place: change.touchpoint.name }) : name)}
      </Sentence>
      {first ? (
        <>
          {" "}
          <Sentence
            words={t(within ? "overview.sentence.fromWithin" : "overview.sentence.from", {
              amount:
                first.share >= ALL
                  ? t("overview.sentence.all")
                  : t("overview.sentence.about", {
                      // A part of a score is too small to be told by its tenths.
                      amount: unit === "score" ? format.percent(first.share) : size(first.amount),
                    }),
              place: mark(0),
              inner: mark(1),
            })}
          >
            {link(source, place(first))}
            {within ? link(inner, place(within)) : null}
          </Sentence>
        </>
      ) : null}
      {counted === null ? null : (
        <>
          {" "}
          <Sentence words={t("overview.sentence.restsOn", { people: mark(0) })}>
            {link(inner ?? source ?? number, t("overview.sentence.people", { count: counted }))}
          </Sentence>
        </>
      )}
    </>
  );
}

const MARK = "\u0001";
/** Stands in a text for something that is no text. */
const mark = (index: number) => `${MARK}${index}${MARK}`;

/** A text with its marks replaced, in whatever order a language has them. */
function Sentence({ words, children }: { words: string; children: ReactNode }) {
  const parts = [children].flat();
  const said = words.split(MARK).map((part, index) => (index % 2 === 0 ? part : parts[Number(part)]));
  return createElement(Fragment, null, ...said);
}

function Evidence({ metric, search, children }: { metric: string; search: MetricSearch; children: string }) {
  const { compare } = useView();
  return (
    <Link
      to="/overview/$metric"
      params={{ metric }}
      search={(before) => ({ ...before, ...(compare === "none" ? { compare: "previous" } : {}), ...search })}
      className="rounded-md font-medium underline decoration-faint underline-offset-4 hover:decoration-current"
    >
      {children}
    </Link>
  );
}

/** The number itself, as its tile or its touchpoint narrows it. */
function placeOfNumber({ tile, touchpoint }: SentenceChange): MetricSearch {
  if (touchpoint) return { of: "touchpoint_rule", is: touchpoint.id };
  return tile === null ? {} : { tile };
}

/** Its groups side by side, with what each of them changed. */
function placeOfSource(change: SentenceChange, { by }: SentenceSource): MetricSearch {
  return { ...placeOfNumber(change), by };
}

/** The same within the one group. The address holds one: of a touchpoint's score its own place. */
function placeOfInner(change: SentenceChange, outer: SentenceSource, { by }: SentenceSource): MetricSearch {
  if (change.touchpoint) return placeOfSource(change, outer);
  return { ...placeOfNumber(change), of: outer.by, is: outer.group, by };
}

const spans = { 1: "day", 7: "week", 28: "month", 29: "month", 30: "month", 31: "month" } as const;

/** How long the period is, as people call it. */
function spanOf({ period: { from, to } }: FirstSentence): (typeof spans)[keyof typeof spans] | "time" {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY);
  return spans[days as keyof typeof spans] ?? "time";
}

function lastMoment(to: string): Date {
  return new Date(Date.parse(to) - 1);
}

function looked(
  { looked: { compared, changed, tooFew } }: FirstSentence,
  { range, t }: { range: string; t: ReturnType<typeof useTranslation>["t"] },
): string {
  if (compared === 0) return t("overview.sentence.comparedNone", { range });
  return [
    t("overview.sentence.compared", { count: compared, range }),
    ...(changed > 1 ? [t("overview.sentence.more", { count: changed - 1 })] : []),
    ...(tooFew > 0 ? [t("overview.sentence.withTooFew", { count: tooFew })] : []),
  ].join(" ");
}
