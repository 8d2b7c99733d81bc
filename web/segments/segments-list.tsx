import type { ListedSegment } from "../../contracts/know/segments.ts";
import { useWords } from "../conditions/rule-builder.tsx";
import { customersSection } from "../contacts/contacts.ts";
import { useTranslation } from "../i18n/words.ts";
import { ListPage } from "../records/list-page.tsx";
import { useSession } from "../session/session.ts";
import { useFormat } from "../ui/format.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { segments } from "./segment-kind.ts";
import { untilCounted } from "./segment-size.ts";

const counted = { ...segments, list: () => ({ ...segments.list(), ...untilCounted }) };

/** The segments under Customers, each in words and with how many are in it now. */
export function SegmentsPage() {
  const { t } = useTranslation();
  const words = useWords();
  // The counter counts the whole workspace.
  const isCounted = useSession().units === null;
  return (
    <ListPage
      of={isCounted ? counted : segments}
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
        ...(isCounted
          ? [
              {
                key: "size",
                header: t("segments.size"),
                align: "end" as const,
                width: "8rem",
                value: ({ size }: ListedSegment) => size,
                cell: ({ size }: ListedSegment) => <Size size={size} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function Size({ size }: { size: number | null }) {
  const format = useFormat();
  if (size === null) return <Skeleton className="ms-auto h-4 w-12" />;
  return <span className="figures">{format.count(size)}</span>;
}
