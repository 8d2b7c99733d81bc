import { useTranslation } from "../i18n/words.ts";
import { cx } from "./class-names.ts";

/** A grey shape of the size of what is coming, e.g. `<Skeleton className="h-5 w-40" />`. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx("skeleton block", className)} />;
}

/** Rows of a list that is on its way. */
export function SkeletonRows({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" className="flex flex-col">
      <span className="sr-only">{t("ui.loading")}</span>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={index} className="flex h-10 items-center gap-6 border-line border-b px-3 last:border-b-0">
          <Skeleton className={cx("h-3.5", ["w-40", "w-56", "w-32"][index % 3])} />
          <Skeleton className="ms-auto h-3.5 w-16" />
          <Skeleton className="h-3.5 w-24 max-sm:hidden" />
        </div>
      ))}
    </div>
  );
}
