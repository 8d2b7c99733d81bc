import type { Erasure } from "../../contracts/know/personal-data.ts";
import { useTranslation } from "../i18n/words.ts";
import { useFormat } from "../ui/format.ts";

/** How much there is, by kind. */
export function Counts({ counts }: { counts: Erasure["counts"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (counts.length === 0) return <p className="text-muted text-sm">{t("personal.nothing")}</p>;
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 text-sm">
      {counts.map(({ kind, count }) => (
        <div key={kind} className="contents">
          <dt className="min-w-0 break-words">{t(`personal.kind.${kind}`)}</dt>
          <dd className="text-end tabular-nums">{format.count(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
