import { useQuery } from "@tanstack/react-query";
import { annotationKinds, EVERYWHERE } from "../../contracts/words/annotations.ts";
import { useTranslation } from "../i18n/words.ts";
import { ListPage } from "../records/list-page.tsx";
import { recordQueries } from "../records/queries.ts";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { useFormat } from "../ui/format.ts";
import { annotations } from "./annotation-kind.ts";
import { inWords } from "./annotation-title.ts";
import { useWriter } from "./use-writer.ts";

const writers = ["people", "program"] as const;

/** The annotations under Data: what happened, when and where. */
export function AnnotationsTab() {
  const words = useTranslation();
  const { t } = words;
  const format = useFormat();
  const { timezone } = useSession().workspace;
  const writerOf = useWriter();
  const touchpoints = useQuery(recordQueries("touchpoints").list()).data?.items ?? [];
  const placeOf = (id: string | null) =>
    id === null ? t("annotations.everywhere") : (touchpoints.find((each) => each.id === id)?.name ?? "");
  return (
    <ListPage
      of={annotations}
      about={t("annotations.about")}
      search={t("annotations.search")}
      hasFile
      server={{
        ask: ({ search, filter, cursor }) => {
          const kind = annotationKinds.find((each) => each === filter("kind"));
          const writtenBy = writers.find((each) => each === filter("by"));
          const asked = { search, cursor, kind, place: filter("place"), writtenBy, limit: 50 };
          return { ...annotations.list(asked), select: (page) => inWords(page, words) };
        },
        filters: [
          {
            key: "kind",
            label: t("annotations.kind"),
            options: annotationKinds.map((value) => ({ value, label: t(`annotations.kinds.${value}`) })),
          },
          {
            key: "place",
            label: t("annotations.place"),
            options: [
              { value: EVERYWHERE, label: t("annotations.everywhere") },
              ...touchpoints.map(({ id, name }) => ({ value: id, label: name })),
            ],
          },
          {
            key: "by",
            label: t("annotations.writer"),
            options: writers.map((value) => ({ value, label: t(`annotations.writers.${value}`) })),
          },
        ],
      }}
      columns={[
        {
          key: "happened",
          header: t("annotations.happened"),
          width: "13rem",
          value: ({ happenedAt }) => happenedAt,
          cell: ({ happenedAt, endedAt }) => (
            <span className="text-muted">
              {endedAt ? format.range(happenedAt, endedAt, timezone) : format.moment(happenedAt, timezone)}
            </span>
          ),
        },
        {
          key: "kind",
          header: t("annotations.kind"),
          width: "8rem",
          value: (each) => t(`annotations.kinds.${each.kind}`),
          cell: (each) => <Badge>{t(`annotations.kinds.${each.kind}`)}</Badge>,
        },
        {
          key: "place",
          header: t("annotations.place"),
          width: "11rem",
          value: ({ touchpointId }) => placeOf(touchpointId),
        },
        { key: "writer", header: t("annotations.writer"), width: "11rem", value: writerOf },
      ]}
    />
  );
}
