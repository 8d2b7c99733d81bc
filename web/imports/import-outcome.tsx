import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import type { ImportItem } from "../../contracts/collect/imports.ts";
import type { AnswerRow } from "../../contracts/understand/metrics.ts";
import { valueWords } from "../charts/measure-words.ts";
import { useTranslation } from "../i18n/words.ts";
import { answerQuery, meaningOf, metricsQuery } from "../metrics/ask.ts";
import { readAnswer } from "../session/save-answer.ts";
import { useSession } from "../session/session.ts";
import { buttonClass } from "../ui/button.tsx";
import { useFormat } from "../ui/format.ts";
import { firstRejected } from "./rejected-rows.ts";

/** Numbers that a file may have brought, the one that tells most first. */
const told = ["nps", "csat", "ces"] as const;
const refOf = (metric: (typeof told)[number]) => (metric === "csat" ? { metric, variant: "mean" } : { metric });

/** What came of a file: how many answers make which number, and the way to it. */
export function ImportOutcome({ item }: { item: ImportItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  const metric = told.find((type) => item.mapping?.feedback?.some((each) => each.type === type));
  const isAsked = metric !== undefined && item.status === "done" && !item.dryRun && can("metrics:read");
  const source = `import:${item.mapping?.source ?? ""}`;
  const ref = refOf(metric ?? "nps");
  const answer = useQuery({
    ...answerQuery({
      metrics: [ref],
      filter: { field: "source", op: "eq", value: source },
      period: { last: 25, unit: "year" },
      interval: "month",
    }),
    enabled: isAsked,
  });
  const definitions = useQuery({ ...metricsQuery, enabled: isAsked });
  const meaning = meaningOf(definitions.data ?? [], ref);
  const row = answer.data?.metrics[0]?.rows[0];
  if (!isAsked || !meaning || !row || row.result.n === 0) return null;
  return (
    <p className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
      <span className="figures font-semibold text-lg">
        {t("data.imports.result", {
          count: row.result.n,
          n: format.count(row.result.n),
          name: t(`data.imports.feedback.${metric}`),
          value: valueWords(row.result, meaning.unit, format),
        })}
      </span>
      <Link
        to="/overview/$metric"
        params={{ metric: ref.metric }}
        search={{ variant: ref.variant, of: "source", is: source, ...daysOf(row), compare: "none" }}
        className={buttonClass({})}
      >
        {t("data.imports.seeIt")}
        <ArrowRight className="size-3.5 rtl:rotate-180" aria-hidden />
      </Link>
    </p>
  );
}

/** The months in which there are answers, as days of a view. */
function daysOf({ series = [] }: AnswerRow): { period?: "custom"; from?: string; to?: string } {
  const answered = series.filter(({ result }) => result.n > 0);
  const [first, last] = [answered[0], answered.at(-1)];
  if (!first || !last) return {};
  const next = series[series.indexOf(last) + 1];
  const day = (instant: string | Date) => new Date(instant).toISOString().slice(0, 10);
  return { period: "custom", from: day(first.start), to: day(next?.start ?? new Date()) };
}

const MOST_REASONS = 20;

/** Why the first rejected rows were rejected. */
export function RejectReasons({ item }: { item: ImportItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rejectsListed, rejected } = item.progress;
  const { data } = useQuery({
    queryKey: ["imports", item.id, "rejects", rejectsListed],
    queryFn: async ({ signal }) =>
      firstRejected(await readAnswer(`/api/v1/imports/${encodeURIComponent(item.id)}/rejects`, signal), MOST_REASONS),
    enabled: rejectsListed > 0,
  });
  if (!data || data.length === 0) return null;
  return (
    <div className="mt-4">
      <h3 className="font-medium text-sm">{t("data.imports.reasons")}</h3>
      <ol className="mt-1 max-h-80 overflow-y-auto text-sm">
        {data.map(({ line, reason }) => (
          <li key={line + reason} className="flex gap-3 border-line border-b py-1.5 last:border-b-0">
            <span className="figures w-20 shrink-0 text-faint">{t("data.imports.atLine", { line })}</span>
            <span className="min-w-0 break-words">{reason}</span>
          </li>
        ))}
      </ol>
      {rejected > data.length ? (
        <p className="mt-1 text-faint text-xs">
          {t("data.imports.moreReasons", { n: format.count(rejected - data.length), count: rejected - data.length })}
        </p>
      ) : null}
    </div>
  );
}
