import { useQuery } from "@tanstack/react-query";
import { annotationKinds, EVERYWHERE } from "../../contracts/words/annotations.ts";
import { useTranslation } from "../i18n/words.ts";
import { useListAddress } from "../records/list-address.ts";
import { ListPage } from "../records/list-page.tsx";
import { FilterChoice } from "../records/list-tools.tsx";
import { recordQueries } from "../records/queries.ts";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { useFormat } from "../ui/format.ts";
import { annotations } from "./annotation-kind.ts";
import { inWords } from "./annotation-title.ts";
import { useWriter } from "./use-writer.ts";

const writers = ["people", "program"] as const;
const filters = ["kind", "place", "by"] as const;

/** The annotations under Data: what happened, when and where. */
export function AnnotationsTab() {
  const words = useTranslation();
  const { t } = words;
  const format = useFormat();
  const { timezone } = useSession().workspace;
  const address = useListAddress();
  const writerOf = useWriter();
  const touchpoints = useQuery(recordQueries("touchpoints").list()).data?.items ?? [];
  const kind = annotationKinds.find((each) => each === address.filter("kind"));
  const writtenBy = writers.find((each) => each === address.filter("by"));
  const place = address.filter("place");
  const isFiltered = filters.some((key) => address.filter(key) !== undefined);
  const placeOf = (id: string | null) =>
    id === null ? t("annotations.everywhere") : (touchpoints.find((each) => each.id === id)?.name ?? "");
  return (
    <ListPage
      of={annotations}
      about={t("annotations.about")}
      search={t("annotations.search")}
      hasFile
      server={{
        ask: ({ search, cursor }) => ({
          ...annotations.list({ search, cursor, kind, place, writtenBy, limit: 50 }),
          select: (page) => inWords(page, words),
        }),
      }}
      tools={
        <>
          <FilterChoice
            address={address}
            name="kind"
            label={t("annotations.kind")}
            options={annotationKinds.map((value) => ({ value, label: t(`annotations.kinds.${value}`) }))}
          />
          <FilterChoice
            address={address}
            name="place"
            label={t("annotations.place")}
            options={[
              { value: EVERYWHERE, label: t("annotations.everywhere") },
              ...touchpoints.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <FilterChoice
            address={address}
            name="by"
            label={t("annotations.writer")}
            options={writers.map((value) => ({ value, label: t(`annotations.writers.${value}`) }))}
          />
        </>
      }
      empty={
        isFiltered
          ? {
              title: t("records.noneOfThese"),
              body: t("records.noMatchBody"),
              action: <Button onClick={() => address.clear(filters)}>{t("records.clearSearch")}</Button>,
            }
          : undefined
      }
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
