import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ExplainedQuery } from "../../contracts/understand/explained.ts";
import { segmentOfBreakdown } from "../../rules/segments-in.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useFormat } from "../ui/format.ts";
import type { Option } from "../ui/select.tsx";

export type Explaining = Omit<ExplainedQuery, "fields" | "period"> & Partial<Pick<ExplainedQuery, "period">>;

/** As many fields as one question takes. */
const MOST_FIELDS = 40;
/** So many stand before all others, and less than so much is not worth telling. */
const FIRST = 3;
const LEAST = 0.005;

/** How far each field tells the answers of a number apart, asked for once somebody is about to choose one. */
export function useExplained(explaining: Explaining | undefined, fields: readonly string[]) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isMeant, setMeant] = useState(false);
  // An account names customers, and each segment is one more reading of the log.
  const asked = fields
    .filter((name) => name !== "group_id" && segmentOfBreakdown(name) === undefined)
    .slice(0, MOST_FIELDS);
  const body = { ...explaining, fields: asked } as ExplainedQuery;
  const { data } = useQuery({
    queryKey: ["explained", body],
    queryFn: ({ signal }) => request("POST /api/v1/query/explained", { body, signal }),
    enabled: isMeant && explaining !== undefined && asked.length > 0,
  });
  const told = (data?.items ?? []).filter(({ share }) => share >= LEAST);
  return {
    whenMeant: { onFocusCapture: () => setMeant(true), onPointerEnter: () => setMeant(true) },
    /** What explains most first, under a head of its own; all others as they stood. */
    rank(options: readonly Option[]): Option[] {
      const hinted = (option: Option): Option => {
        const found = told.find(({ by }) => by === option.value);
        return found ? { ...option, hint: t("overview.explains", { share: format.percent(found.share, 1) }) } : option;
      };
      const first = told.slice(0, FIRST).flatMap(({ by }) => options.filter(({ value }) => value === by));
      return [
        ...first.map((option) => ({ ...hinted(option), group: t("overview.fieldGroup.most") })),
        ...options.filter((option) => !first.includes(option)).map(hinted),
      ];
    },
  };
}
