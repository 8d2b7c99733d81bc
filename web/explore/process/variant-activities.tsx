import { ChevronRight } from "lucide-react";
import { Fragment } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { cx } from "../../ui/class-names.ts";

interface VariantActivitiesProps {
  activities: readonly string[];
  /** Activities that are shown; of more, how many there are. */
  longest: number;
  /** In a tile: long names are cut. */
  isSmall?: boolean;
}

/** A way through a process, one activity after the other. */
export function VariantActivities({ activities, longest, isSmall = false }: VariantActivitiesProps) {
  const { t } = useTranslation();
  return (
    <p className={cx("flex flex-wrap items-center gap-1 text-xs", isSmall && "mt-1")}>
      {activities.slice(0, longest).map((name, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an activity may come twice, so its place is its name
        <Fragment key={place}>
          {place > 0 ? <ChevronRight className="size-3 shrink-0 text-faint" aria-hidden /> : null}
          <span
            className={cx("rounded-md bg-hover px-1.5 py-0.5", isSmall && "max-w-40 truncate")}
            title={isSmall ? name : undefined}
          >
            {name}
          </span>
        </Fragment>
      ))}
      {activities.length > longest ? (
        <span className="text-faint">{t("explore.process.more", { count: activities.length - longest })}</span>
      ) : null}
    </p>
  );
}
