import { Settings2 } from "lucide-react";
import { useState } from "react";
import type { Delimiter, Layout } from "../../contracts/collect/file-layout.ts";
import type { Recognised } from "../../contracts/collect/imports.ts";
import { encodings } from "../../contracts/words/encodings.ts";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field, Input } from "../ui/field.tsx";
import { Popover } from "../ui/popover.tsx";
import { Select } from "../ui/select.tsx";
import { delimiterName } from "./delimiter-name.ts";
import { encodingName } from "./encoding-name.ts";

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
        {recognised.format === "xlsx" ? (
          <Field label={t("data.imports.sheet")} help={t("data.imports.sheetHelp")}>
            <Select
              value={recognised.sheet}
              onChange={(sheet) => set({ sheet })}
              options={recognised.sheets.map((value) => ({ value, label: value }))}
            />
          </Field>
        ) : (
          <>
            <Field label={t("data.imports.format")}>
              <Select
                value={recognised.format}
                onChange={(format) => set({ format })}
                options={formats.map((value) => ({ value, label: value.toUpperCase() }))}
              />
            </Field>
            <Field label={t("data.imports.encoding")} help={t("data.imports.encodingHelp")}>
              <Select
                value={recognised.encoding}
                onChange={(encoding) => set({ encoding })}
                options={encodings.map((value) => ({ value, label: encodingName[value] }))}
              />
            </Field>
          </>
        )}
        {recognised.format === "csv" ? (
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
        ) : null}
        {recognised.format === "csv" || recognised.format === "xlsx" ? (
          <>
            <Checkbox
              label={t("data.imports.header")}
              checked={recognised.header}
              onChange={(header) => set({ header })}
            />
            {recognised.header ? (
              <LineCount
                label={t("data.imports.headerRows")}
                help={t("data.imports.headerRowsHelp")}
                value={recognised.headerRows}
                from={1}
                to={5}
                onChange={(headerRows) => set({ headerRows })}
              />
            ) : null}
            <LineCount
              label={t("data.imports.skipLines")}
              help={t("data.imports.skipLinesHelp")}
              value={recognised.skipLines}
              from={0}
              to={1000}
              onChange={(skipLines) => set({ skipLines })}
            />
          </>
        ) : null}
      </div>
    </Popover>
  );
}

interface LineCountProps {
  label: string;
  help: string;
  value: number;
  from: number;
  to: number;
  onChange: (count: number) => void;
}

/** A number of lines, told once it is typed to its end: each change reads the file anew. */
function LineCount({ label, help, value, from, to, onChange }: LineCountProps) {
  const commit = (typed: string) => {
    const count = Math.min(to, Math.max(from, Math.round(Number(typed))));
    if (typed.trim() !== "" && Number.isFinite(count) && count !== value) onChange(count);
  };
  return (
    <Field label={label} help={help}>
      <Input
        key={value}
        type="number"
        min={from}
        max={to}
        defaultValue={value}
        onBlur={({ target }) => commit(target.value)}
        onKeyDown={({ key, currentTarget }) => {
          if (key === "Enter") commit(currentTarget.value);
        }}
      />
    </Field>
  );
}
