import { useQuery } from "@tanstack/react-query";
import type { Segment } from "../../contracts/know/segments.ts";
import { useWords } from "../conditions/rule-builder.tsx";
import { customersSection } from "../contacts/contacts.ts";
import { useTranslation } from "../i18n/words.ts";
import { ListPage } from "../records/list-page.tsx";
import { useFormat } from "../ui/format.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { segments } from "./segment-kind.ts";
import { segmentSizeQuery } from "./segment-size.ts";

/** The segments under Customers, each in words and with how many are in it now. */
export function SegmentsPage() {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <ListPage
      of={segments}
      section={customersSection}
      about={t("segments.about")}
      search={t("segments.search")}
      hasFile
      columns={[
        {
          key: "condition",
          header: t("segments.condition"),
          isProse: true,
          value: ({ condition }) => words(condition),
          cell: ({ condition }) => (
            <span className="line-clamp-2 text-muted max-sm:line-clamp-none">{words(condition)}</span>
          ),
        },
        {
          key: "size",
          header: t("segments.size"),
          align: "end",
          width: "8rem",
          cell: (segment) => <Size segment={segment} />,
        },
      ]}
    />
  );
}

function Size({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, isError } = useQuery(segmentSizeQuery(segment.id, segment.revision));
  if (isError) return <span className="text-faint">{t("segments.noSize")}</span>;
  return data ? <span className="figures">{format.count(data.size)}</span> : <Skeleton className="ms-auto h-4 w-12" />;
}
