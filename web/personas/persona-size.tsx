import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { untilCounted } from "../segments/segments.ts";
import { Badge } from "../ui/badge.tsx";
import { useFormat } from "../ui/format.ts";
import { Skeleton } from "../ui/skeleton.tsx";

/** How many people a persona stands for now, and in which segment; an idea without a segment is marked as one. */
export function PersonaSize({ segment }: { segment: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const segments = useQuery({ ...recordQueries("segments").list(), ...untilCounted, enabled: segment !== null });
  const found = segments.data?.items.find(({ id }) => id === segment);
  if (segment === null)
    return (
      <p>
        <Badge>{t("personas.assumption")}</Badge>
      </p>
    );
  if (segments.isError) return <p className="text-faint text-xs">{t("segments.noSize")}</p>;
  if (!found || found.size === null) return <Skeleton className="mt-1 h-4 w-32" />;
  return (
    <p className="text-muted text-sm">
      <span className="figures font-medium text-ink">{format.count(found.size)}</span>{" "}
      {t("personas.inSegment", { count: found.size, name: found.name })}
    </p>
  );
}
