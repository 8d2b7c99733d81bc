import { CalendarDays, ChevronDown } from "lucide-react";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";
import { useFormat } from "../ui/format.ts";
import { lazyPart } from "../ui/lazy-page.ts";
import { OnDemand } from "../ui/on-demand.tsx";
import { AudienceButton, barButtonClass } from "./audience.tsx";
import { useView } from "./view.ts";

const PeriodPopover = lazyPart(() => import("./period-choice.tsx"), "PeriodPopover", []);
const CompareMenu = lazyPart(() => import("./period-choice.tsx"), "CompareMenu", []);

/** Customers, period and comparison of the page. They live in the address, so a view can be shared. */
export function PeriodBar({ hasAudience }: { hasAudience: boolean }) {
  const { t } = useTranslation();
  const view = useView();
  const format = useFormat();
  const preset = view.search.period ?? "90d";
  const days = format.range(`${view.days.from}T12:00:00Z`, `${view.days.to}T12:00:00Z`, "UTC");
  return (
    <>
      {hasAudience ? <AudienceButton view={view} /> : null}
      <OnDemand
        part={PeriodPopover}
        opens="dialog"
        given={{ view, days }}
        trigger={
          <Button
            className={barButtonClass}
            icon={<CalendarDays className="size-3.5 shrink-0 text-faint max-sm:hidden" aria-hidden />}
            aria-label={t("period.choose", { period: t(`period.${preset}`), days })}
          >
            <span className="truncate">{preset === "custom" ? days : t(`period.${preset}`)}</span>
            <ChevronDown className="size-3.5 shrink-0 text-faint max-sm:hidden" aria-hidden />
          </Button>
        }
      />
      <OnDemand
        part={CompareMenu}
        opens="menu"
        given={{ view }}
        trigger={
          <Button className={barButtonClass} aria-label={t(`compare.${view.compare}Long`)}>
            <span className="truncate">{t(`compare.${view.compare}`)}</span>
            <ChevronDown className="size-3.5 shrink-0 text-faint max-sm:hidden" aria-hidden />
          </Button>
        }
      />
    </>
  );
}
