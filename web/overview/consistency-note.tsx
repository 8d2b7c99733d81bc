import { useQuery } from "@tanstack/react-query";
import { CheckCheck, CircleHelp, Split } from "lucide-react";
import type { ConsistencyAnswer, ConsistencyQuery } from "../../contracts/understand/consistency.ts";
import { valueWords } from "../charts/measure-words.ts";
import { useTranslation } from "../i18n/words.ts";
import type { Meaning } from "../metrics/ask.ts";
import { useGroupNames } from "../metrics/group-names.ts";
import { request } from "../session/api.ts";
import { useFormat } from "../ui/format.ts";
import { useView } from "../view/view.ts";

const looks = {
  consistent: { icon: CheckCheck, tone: "text-positive" },
  inconsistent: { icon: Split, tone: "text-negative" },
  one_group: { icon: CircleHelp, tone: "text-muted" },
  not_enough_data: { icon: CircleHelp, tone: "text-muted" },
};

type Asked = Pick<ConsistencyQuery, "metric" | "by"> & Partial<ConsistencyQuery>;

/** One sentence: whether the number is the same in all groups, between which it differs most, and how that is known. */
export function ConsistencyNote({ query, meaning }: { query: Asked; meaning: Meaning }) {
  const { t } = useTranslation();
  const format = useFormat();
  const view = useView();
  const { period, timezone } = view.query;
  const names = useGroupNames([query.by]);
  const body = { ...query, filter: view.among(query.filter), period, timezone };
  const { data } = useQuery({
    queryKey: ["consistency", body],
    queryFn: ({ signal }) => request("POST /api/v1/query/consistency", { body, signal }),
  });
  if (!data) return null;
  const tested = data.groups.filter((each) => each.tested);
  const words = (each: ConsistencyAnswer["groups"][number] | undefined) => ({
    name: names.group({ group: [each?.group ?? null], isOther: false }),
    value: each ? valueWords(each.result, meaning.unit, format) : "–",
  });
  const [lowest, highest] = [words(tested[0]), words(tested.at(-1))];
  const [first, last] = [tested[0]?.result.value ?? null, tested.at(-1)?.result.value ?? null];
  const distance = first === null || last === null ? null : last - first;
  const { icon: Icon, tone } = looks[data.verdict];
  return (
    <div className="flex items-start gap-3 rounded-lg border border-line bg-surface px-4 py-3 text-sm">
      <Icon className={`mt-0.5 size-4 shrink-0 ${tone}`} aria-hidden />
      <p className="min-w-0">
        <span className="font-medium">
          {t(`overview.consistency.${data.verdict}`, {
            lowest: lowest.name,
            low: lowest.value,
            highest: highest.name,
            high: highest.value,
            field: names.fieldInline(query.by),
          })}
        </span>{" "}
        {data.test && data.effect ? (
          <span className="text-muted">
            {t("overview.consistency.how", {
              test: t(`overview.consistency.${data.test.name}`),
              p:
                data.test.pValue < 0.001 ? `< ${format.decimal(0.001, 3)}` : `= ${format.decimal(data.test.pValue, 3)}`,
              size: t(`overview.consistency.${data.effect.size}`),
              count: tested.length,
              distance: distance === null ? "" : format.distance(distance, meaning.unit),
            })}
          </span>
        ) : null}
      </p>
    </div>
  );
}
