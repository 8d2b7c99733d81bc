import { Link } from "@tanstack/react-router";
import { Replace } from "lucide-react";
import type { Question } from "../../contracts/collect/questions.ts";
import type { MetricRef } from "../../contracts/understand/metrics.ts";
import { useTranslation } from "../i18n/words.ts";
import { useDefinition } from "../metrics/ask.ts";
import { MetricTrend } from "../metrics/metric-charts.tsx";
import { RecordPage } from "../records/record-page.tsx";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { buttonClass } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Fact } from "../ui/fact.tsx";
import { useFormat } from "../ui/format.ts";
import { useView } from "../view/view.ts";
import { QuestionForm } from "./question-form.tsx";
import { questions } from "./question-kind.ts";
import { languageName, minus, scaleWords, wordingIn } from "./question-told.ts";
import { ReportedFigures } from "./reported-figures.tsx";
import { useAsked } from "./use-asked.ts";

/** One question under Data: how it is asked, and what its answers say over time. */
export function QuestionTab() {
  const { t, language } = useTranslation();
  const { can } = useSession();
  const asked = useAsked();
  return (
    <RecordPage
      of={questions}
      answers={({ wordings }) => wordingIn(wordings, language)?.text}
      aside={({ kind }) => <Badge>{t(`questions.kinds.${kind}`)}</Badge>}
      acts={({ id, replacedBy }) =>
        can("questions:edit") && replacedBy === null ? (
          <Link
            to="/data/questions/$id"
            params={{ id: "new" }}
            search={{ replaces: id }}
            className={buttonClass({ variant: "secondary" })}
          >
            <Replace className="size-3.5" aria-hidden />
            {t("questions.replace")}
          </Link>
        ) : null
      }
      isKept={({ id }) => asked === undefined || asked.some((each) => each.id === id)}
      form={(form) => <QuestionForm {...form} />}
    >
      {(question) => (
        <div className="flex flex-col gap-4">
          <Facts question={question} answers={asked?.find(({ id }) => id === question.id)?.answers} />
          <Course question={question} />
          <ReportedFigures question={question} />
        </div>
      )}
    </RecordPage>
  );
}

function Facts({ question, answers }: { question: Question; answers: number | undefined }) {
  const { t, language } = useTranslation();
  const format = useFormat();
  const definition = useDefinition(question.metric ?? undefined);
  const { key, low, high, kind, wordings, description, replaces, replacedBy, corrections } = question;
  return (
    <Card>
      {description ? <p className="mb-4 max-w-160 whitespace-pre-line break-words">{description}</p> : null}
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[10rem_minmax(0,1fr)]">
        <Fact name={t("questions.scale")}>{scaleWords(question, t)}</Fact>
        <Fact name={t("questions.metric")}>
          {question.metric === null ? (
            t("questions.noMetric")
          ) : (
            <Link
              to="/overview/$metric"
              params={{ metric: question.metric }}
              className="rounded-md text-accent-text hover:underline"
            >
              {definition?.name ?? question.metric}
            </Link>
          )}
        </Fact>
        <Fact name={t("questions.key")}>
          <span className="break-all font-mono">{key}</span>
        </Fact>
        <Fact name={t("questions.answers")}>{answers === undefined ? "0" : format.count(answers)}</Fact>
        {replaces ? (
          <Fact name={t("questions.replaces")}>
            <QuestionLink {...replaces} /> · {t("questions.since", { day: format.day(replaces.from) })}
          </Fact>
        ) : null}
        {replacedBy ? (
          <Fact name={t("questions.replacedBy")}>
            <QuestionLink {...replacedBy} /> · {t("questions.since", { day: format.day(replacedBy.from) })}
          </Fact>
        ) : null}
        {corrections > 0 ? (
          <Fact name={t("questions.corrections")}>{t("questions.correctedTimes", { count: corrections })}</Fact>
        ) : null}
        {Object.entries(wordings).map(([code, said]) => (
          <Fact key={code} name={languageName(code, language)}>
            <span lang={code}>{said.text}</span>
            {said.low || said.high ? (
              <span className="block text-faint text-xs" lang={code}>
                {[said.low && `${endOf(kind, low)} ${said.low}`, said.high && `${endOf(kind, high)} ${said.high}`]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            ) : null}
          </Fact>
        ))}
      </dl>
    </Card>
  );
}

const endOf = (kind: Question["kind"], value: number) => (kind === "fcr" ? "" : `${minus(value)} =`);

function QuestionLink({ id, name }: { id: string; name: string }) {
  return (
    <Link to="/data/questions/$id" params={{ id }} className="rounded-md text-accent-text hover:underline">
      {name}
    </Link>
  );
}

/** What its answers say, with those of the question whose place it took before the break. */
function Course({ question }: { question: Question }) {
  const { can } = useSession();
  const view = useView();
  const before = useAsked()?.find(({ id }) => id !== null && id === question.replaces?.id);
  const metric = metricOf(question, before?.key);
  const definition = useDefinition(metric?.metric);
  if (!metric || !definition || !can("metrics:read")) return null;
  const variant = definition.variants.find(({ name }) => name === metric.variant) ?? definition.variants[0];
  return (
    <MetricTrend
      title={variant?.title ?? definition.name}
      metric={metric}
      unit={variant?.unit ?? definition.unit}
      view={view}
    />
  );
}

/** The metric of a question's own answers; in a variant that knows both scales where it took the place of another. */
function metricOf({ metric, kind, key, high }: Question, before: string | undefined): MetricRef | null {
  if (metric === null) return null;
  const values = before === undefined ? [key] : [key, before];
  const where = { field: "feedback.question", op: "in" as const, value: values };
  if (kind !== "ces") return { metric, where };
  return before === undefined
    ? { metric, variant: "mean", params: { scale: high }, where }
    : { metric, variant: "agree", where };
}
