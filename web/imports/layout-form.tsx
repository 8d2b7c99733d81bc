import { Settings2 } from "lucide-react";
import { useState } from "react";
import type { Delimiter, Layout, Recognised } from "../../contracts/collect/imports.ts";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field } from "../ui/field.tsx";
import { Popover } from "../ui/popover.tsx";
import { Select } from "../ui/select.tsx";
import { delimiterName } from "./delimiter-name.ts";

const formats = ["csv", "jsonl", "json", "xes"] as const;

interface LayoutFormProps {
  recognised: Recognised;
  layout: Layout | undefined;
  onChange: (layout: Layout) => Promise<void>;
}

/** How the file is laid out, for when it was recognised wrongly. */
export function LayoutForm({ recognised, layout, onChange }: LayoutFormProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const set = (change: Layout) => {
    setBusy(true);
    void onChange({ ...layout, ...change }).finally(() => setBusy(false));
  };
  return (
    <Popover
      align="end"
      title={t("data.imports.layout")}
      trigger={
        <Button size="sm" busy={busy} icon={<Settings2 className="size-3.5" aria-hidden />}>
          {t("data.imports.layout")}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-muted text-sm">{t("data.imports.layoutBody")}</p>
        <Field label={t("data.imports.format")}>
          <Select
            value={recognised.format}
            onChange={(format) => set({ format })}
            options={formats.map((value) => ({ value, label: value.toUpperCase() }))}
          />
        </Field>
        {recognised.format === "csv" ? (
          <>
            <Field label={t("data.imports.delimiter")}>
              <Select
                value={recognised.delimiter}
                onChange={(delimiter) => set({ delimiter })}
                options={(Object.keys(delimiterName) as Delimiter[]).map((value) => ({
                  value,
                  label: t(`data.imports.delimiters.${delimiterName[value]}`),
                }))}
              />
            </Field>
            <Checkbox
              label={t("data.imports.header")}
              checked={recognised.header}
              onChange={(header) => set({ header })}
            />
          </>
        ) : null}
      </div>
    </Popover>
  );
}
