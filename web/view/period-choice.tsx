import { Check } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { cx } from "../ui/class-names.ts";
import { Field, Input } from "../ui/field.tsx";
import { Menu, MenuChoice } from "../ui/menu.tsx";
import type { Opened } from "../ui/on-demand.tsx";
import { Popover } from "../ui/popover.tsx";
import { Select } from "../ui/select.tsx";
import { type Compare, comparisons, type Days, presets, type ViewSearch } from "./period.ts";
import type { View } from "./view.ts";

/** The period of the page and its time zone. */
export function PeriodPopover({ trigger, view, days }: Opened & { view: View; days: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      align="end"
      label={t("period.title")}
      className="w-84"
      trigger={trigger}
    >
      <PeriodForm view={view} days={days} onDone={() => setOpen(false)} />
    </Popover>
  );
}

/** What the numbers of the page are compared with. */
export function CompareMenu({ trigger, view }: Opened & { view: View }) {
  const { t } = useTranslation();
  return (
    <Menu defaultOpen align="end" trigger={trigger}>
      <MenuChoice<Compare>
        label={t("compare.title")}
        value={view.compare}
        onChange={(compare) => view.set({ compare: compare === "previous" ? undefined : compare })}
        options={comparisons.map((value) => ({ value, label: t(`compare.${value}Long`) }))}
      />
    </Menu>
  );
}

function PeriodForm({ view, days, onDone }: { view: View; days: string; onDone: () => void }) {
  const { t } = useTranslation();
  const [custom, setCustom] = useState<Days>(view.days);
  const [error, setError] = useState<string>();
  const preset = view.search.period ?? "90d";

  function pick(change: ViewSearch) {
    view.set({ from: undefined, to: undefined, ...change });
    onDone();
  }

  return (
    <div className="flex flex-col gap-4">
      <fieldset>
        <legend className="sr-only">{t("period.presets")}</legend>
        <div className="grid grid-flow-col grid-cols-2 grid-rows-5 gap-0.5">
          {presets.map((value) => (
            <button
              key={value}
              type="button"
              aria-pressed={preset === value}
              onClick={() => pick({ period: value === "90d" ? undefined : value })}
              className={cx(
                "flex h-8 items-center justify-between rounded-md px-2 text-start text-sm hover:bg-hover",
                preset === value && "bg-selected font-medium hover:bg-selected",
              )}
            >
              {t(`period.${value}`)}
              {preset === value ? <Check className="size-3.5 text-accent-text" aria-hidden /> : null}
            </button>
          ))}
        </div>
      </fieldset>
      <form
        className="flex flex-col gap-3 border-line border-t pt-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!custom.from || !custom.to) setError(t("period.incomplete"));
          else if (custom.from > custom.to) setError(t("period.reversed"));
          else pick({ period: "custom", ...custom });
        }}
      >
        <div className="grid grid-cols-2 gap-2">
          <Field label={t("period.from")} error={error}>
            <Input
              type="date"
              value={custom.from}
              onChange={(event) => setCustom({ ...custom, from: event.target.value })}
            />
          </Field>
          <Field label={t("period.to")}>
            <Input
              type="date"
              value={custom.to}
              onChange={(event) => setCustom({ ...custom, to: event.target.value })}
            />
          </Field>
        </div>
        <Button type="submit">{t("period.apply")}</Button>
      </form>
      <div className="flex flex-col gap-2 border-line border-t pt-4">
        <ZoneSelect view={view} />
        <p className="figures text-faint text-xs">{t("period.shown", { days })}</p>
      </div>
    </div>
  );
}

function ZoneSelect({ view }: { view: View }) {
  const { t } = useTranslation();
  const { workspace } = useSession();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set([workspace.timezone, here, "UTC", view.timezone])];
  const hints: Record<string, string> = {
    [here]: t("period.zoneHere"),
    [workspace.timezone]: t("period.zoneWorkspace"),
  };
  return (
    <Field label={t("period.zone")}>
      <Select
        value={view.timezone}
        onChange={(tz) => view.set({ tz: tz === workspace.timezone ? undefined : tz })}
        options={zones.map((zone) => ({
          value: zone,
          label: zone.replaceAll("_", " "),
          ...(hints[zone] ? { hint: hints[zone] } : {}),
        }))}
      />
    </Field>
  );
}
