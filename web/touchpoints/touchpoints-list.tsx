import { useWords } from "../conditions/rule-builder.tsx";
import { useTranslation } from "../i18n/words.ts";
import { ListPage } from "../records/list-page.tsx";
import { Badge } from "../ui/badge.tsx";
import { touchpoints } from "./touchpoint-kind.ts";

/** Where customers and the company meet, in the words of the rules that say so. */
export function TouchpointsPage() {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <ListPage
      of={touchpoints}
      section={{ title: "touchpoints.many", answers: "touchpoints.answers" }}
      search={t("touchpoints.search")}
      hasFile
      columns={[
        {
          key: "rule",
          header: t("touchpoints.rule"),
          isProse: true,
          value: ({ rule }) => words(rule),
          cell: ({ rule }) => <span className="line-clamp-2 text-muted max-sm:line-clamp-none">{words(rule)}</span>,
        },
        {
          key: "channels",
          header: t("touchpoints.channels"),
          width: "12rem",
          value: ({ channels }) => channels.join(", "),
          filterBy: ({ channels }) => channels,
          cell: ({ channels }) => (
            <span className="flex flex-wrap gap-1 max-sm:justify-end">
              {channels.map((channel) => (
                <Badge key={channel}>{channel}</Badge>
              ))}
            </span>
          ),
        },
        {
          key: "uses",
          header: t("touchpoints.uses"),
          sortable: true,
          width: "8rem",
          as: "count",
          value: ({ journeys }) => journeys.length,
        },
      ]}
    />
  );
}
