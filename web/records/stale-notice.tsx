import { GitFork } from "lucide-react";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";

/** One field as it was saved by somebody else, and as it stands in the form. */
export interface Difference {
  label: string;
  theirs: string;
  mine: string;
}

interface StaleNoticeProps {
  name: string;
  differences: readonly Difference[];
  isBusy: boolean;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Two people changed the same thing: where they differ, and the two ways on. Nothing is overwritten before one is chosen. */
export function StaleNotice({ name, differences, isBusy, onKeepMine, onTakeTheirs }: StaleNoticeProps) {
  const { t } = useTranslation();
  return (
    <section role="alert" className="flex items-start gap-3 rounded-lg border border-line bg-warning-soft p-4 text-sm">
      <GitFork className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
      <div className="min-w-0 flex-1">
        <h2 className="font-semibold text-base">{t("records.staleTitle", { name })}</h2>
        <p className="mt-1">{t("records.staleBody")}</p>
        <dl className="mt-3 grid gap-3">
          {differences.map(({ label, theirs, mine }) => (
            <div key={label}>
              <dt className="font-medium">{label}</dt>
              {[
                [t("records.theirs"), theirs],
                [t("records.mine"), mine],
              ].map(([whose, text]) => (
                <dd key={whose} className="mt-0.5 grid gap-x-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
                  <span className="text-muted">{whose}</span>
                  <span className="whitespace-pre-line break-words">{text || t("records.nothing")}</span>
                </dd>
              ))}
            </div>
          ))}
        </dl>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button variant="primary" busy={isBusy} onClick={onKeepMine}>
            {t("records.keepMine")}
          </Button>
          <Button onClick={onTakeTheirs}>{t("records.takeTheirs")}</Button>
        </div>
      </div>
    </section>
  );
}
