import type { ResponseOf } from "../../contracts/client.ts";
import { conversionWords, togetherConverted } from "../charts/measure-words.ts";
import { useTranslation } from "../i18n/words.ts";
import { useSession } from "../session/session.ts";
import { useFormat } from "../ui/format.ts";

/** What this person said and did, in numbers. One person's answers carry no interval, so each names its scale. */
export function Scores({ scores }: { scores: ResponseOf<"GET /api/v1/contacts/:id">["scores"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { workspace } = useSession();
  const given = (score: number | null) =>
    score === null ? "–" : format.decimal(score, Number.isInteger(score) ? 0 : 1);
  // Without an answer there is nothing that would be "of 10".
  const scaleOf = (score: number | null, key: "npsScale" | "csatScale" | "cesScale") =>
    score === null ? undefined : t(`customers.scores.${key}`);
  const figures = [
    { key: "nps", value: given(scores.nps), hint: scaleOf(scores.nps, "npsScale") },
    { key: "csat", value: given(scores.csat), hint: scaleOf(scores.csat, "csatScale") },
    { key: "ces", value: given(scores.ces), hint: scaleOf(scores.ces, "cesScale") },
    { key: "answers", value: format.count(scores.answers) },
    { key: "orders", value: format.count(scores.orders) },
    {
      key: "revenue",
      value:
        scores.revenue.length === 0
          ? format.metric(0, "currency", workspace.currency)
          : scores.revenue.map(({ amount, currency }) => format.metric(amount, "currency", currency)).join(" + "),
      hint:
        [
          ...conversionWords({ converted: togetherConverted(scores.revenue) }, format, t),
          ...(scores.ordersWithoutAmount > 0
            ? [t("customers.scores.withoutAmount", { count: scores.ordersWithoutAmount })]
            : []),
        ].join(" · ") || undefined,
    },
    { key: "events", value: format.count(scores.events) },
  ] as const;
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-lg border border-line bg-line gap-px sm:grid-cols-4 xl:grid-cols-7">
      {figures.map(({ key, value, ...figure }) => (
        <div key={key} className="flex flex-col bg-surface px-4 py-3 last:max-xl:col-span-2">
          <dt className="text-muted text-xs">{t(`customers.scores.${key}`)}</dt>
          <dd className="figures mt-0.5 font-semibold text-xl">
            {value}
            {"hint" in figure && figure.hint ? (
              <span className="ms-1.5 font-normal text-faint text-xs">{figure.hint}</span>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
