import { useQuery } from "@tanstack/react-query";
import { annotationKinds, EVERYWHERE } from "../../contracts/words/annotations.ts";
import { useTranslation } from "../i18n/words.ts";
import { useListAddress } from "../records/list-address.ts";
import { ListPage } from "../records/list-page.tsx";
import { recordQueries } from "../records/queries.ts";
import { useSession } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { useFormat } from "../ui/format.ts";
import { type Option, Select } from "../ui/select.tsx";
import { annotations } from "./annotation-kind.ts";
import { inWords } from "./annotation-title.ts";
import { useWriter } from "./use-writer.ts";

const writers = ["people", "program"] as const;
const filters = ["kind", "place", "by"] as const;
// Stands for every value of a filter; none is called so.
const EVERY = "*";

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
  const choice = (key: (typeof filters)[number], label: string, options: readonly Option[]) => (
    <div className="max-sm:min-w-36 max-sm:flex-1 sm:w-44">
      <Select
        label={label}
        value={address.filter(key) ?? EVERY}
        onChange={(value) => address.set({ [key]: value === EVERY ? undefined : value })}
        options={[{ value: EVERY, label: t("records.every", { name: label }) }, ...options]}
      />
    </div>
  );
  return (
    <ListPage
      of={annotations}
      about={t("annotations.about")}
      search={t("annotations.search")}
      hasFile
      server={{
        ask: ({ search, cursor }) => ({
          ...annotations.list({ search, cursor, kind, place, writtenBy, limit: 50 }),
          select: (page) => ({ ...page, items: page.items.map((each) => inWords(each, words)) }),
        }),
      }}
      tools={
        <>
          {choice(
            "kind",
            t("annotations.kind"),
            annotationKinds.map((value) => ({ value, label: t(`annotations.kinds.${value}`) })),
          )}
          {choice("place", t("annotations.place"), [
            { value: EVERYWHERE, label: t("annotations.everywhere") },
            ...touchpoints.map(({ id, name }) => ({ value: id, label: name })),
          ])}
          {choice(
            "by",
            t("annotations.writer"),
            writers.map((value) => ({ value, label: t(`annotations.writers.${value}`) })),
          )}
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
