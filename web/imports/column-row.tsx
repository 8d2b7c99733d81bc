import { CircleHelp } from "lucide-react";
import type { RecognisedColumn, TimeFormat, ValueType } from "../../contracts/collect/imports.ts";
import { type Key, useTranslation } from "../i18n/words.ts";
import { cx } from "../ui/class-names.ts";
import { Select } from "../ui/select.tsx";
import { AnswerSettings } from "./answer-settings.tsx";
import { type ColumnPlan, type ContactKind, contactKinds, parts } from "./mapping-draft.ts";

const valueTypes: readonly ValueType[] = ["text", "number", "number-comma", "boolean"];
const timeFormats: readonly TimeFormat[] = [
  "iso",
  "year-month-day",
  "compact",
  "day-month-year",
  "month-day-year",
  "month-name",
  "epoch-seconds",
  "epoch-milliseconds",
  "excel-days",
];

interface ColumnRowProps {
  column: RecognisedColumn;
  plan: ColumnPlan;
  /** Columns that hold scores, for comments to choose from. */
  scored: readonly string[];
  timeFormat: TimeFormat;
  onTimeFormat: (format: TimeFormat) => void;
  onChange: (change: Partial<ColumnPlan>) => void;
}

/** One column: its name, what stands in it, and what it means. */
export function ColumnRow(props: ColumnRowProps) {
  const { column, plan, onChange } = props;
  const { t } = useTranslation();
  return (
    <li
      className={cx(
        "grid items-start gap-x-4 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0 md:grid-cols-[minmax(0,2fr)_minmax(0,1.2fr)_minmax(0,2fr)]",
        plan.part === "ignore" && "bg-sunken",
      )}
    >
      <div className="min-w-0">
        <p className={cx("break-words font-medium text-sm", plan.part === "ignore" && "text-muted")}>{column.name}</p>
        <p className="truncate text-faint text-xs" title={column.examples.join(" · ")}>
          {column.examples.slice(0, 3).join(" · ") || t("data.imports.emptyColumn")}
        </p>
      </div>
      <Select
        label={t("data.imports.partOf", { column: column.name })}
        value={plan.part}
        onChange={(part) => onChange({ part })}
        options={parts.map((value) => ({
          value,
          label: t(`data.imports.part.${value}`),
          hint: t(`data.imports.partHelp.${value}`),
        }))}
      />
      <div className="flex min-w-0 flex-wrap items-center gap-2">
        <Settings {...props} />
      </div>
    </li>
  );
}

function Settings({ column, plan, scored, timeFormat, onTimeFormat, onChange }: ColumnRowProps) {
  const { t } = useTranslation();
  const of = (key: Key) => t(key, { column: column.name });
  switch (plan.part) {
    case "contact":
      return (
        <Select<ContactKind>
          className="max-w-48"
          label={of("data.imports.kindOf")}
          value={plan.kind}
          onChange={(kind) => onChange({ kind })}
          options={contactKinds.map((value) => ({ value, label: t(`data.imports.kinds.${value}`) }))}
        />
      );
    case "time":
      return (
        <>
          <Select<TimeFormat>
            className="max-w-56"
            label={of("data.imports.formatOf")}
            value={timeFormat}
            onChange={onTimeFormat}
            options={timeFormats.map((value) => ({
              value,
              label: t(`data.imports.timeFormat.${value}`),
              ...(column.timeFormats.includes(value) ? { hint: t("data.imports.fits") } : {}),
            }))}
          />
          {column.ambiguous ? <Question>{t("data.imports.ambiguous")}</Question> : null}
        </>
      );
    case "property":
    case "trait":
      return (
        <>
          <Select<ValueType>
            className="max-w-48"
            label={of("data.imports.typeOf")}
            value={plan.type}
            onChange={(type) => onChange({ type })}
            options={valueTypes.map((value) => ({ value, label: t(`data.imports.type.${value}`) }))}
          />
          {column.ambiguous && column.type !== "time" ? (
            <Question>{t("data.imports.ambiguousNumber", { example: column.examples[0] ?? "" })}</Question>
          ) : null}
        </>
      );
    case "feedback":
      return <AnswerSettings column={column} plan={plan} onChange={onChange} />;
    case "comment":
      if (scored.length === 0) return <p className="text-negative text-xs">{t("data.imports.gap.comment")}</p>;
      return (
        <Select
          className="max-w-56"
          label={of("data.imports.commentOf")}
          value={plan.of && scored.includes(plan.of) ? plan.of : (scored[0] ?? "")}
          onChange={(column) => onChange({ of: column })}
          options={scored.map((value) => ({ value, label: t("data.imports.givenWith", { column: value }) }))}
        />
      );
    default:
      return null;
  }
}

/** What only a person who knows the file can tell. */
function Question({ children }: { children: string }) {
  return (
    <p className="flex items-start gap-1.5 text-warning text-xs">
      <CircleHelp className="mt-px size-3.5 shrink-0" aria-hidden />
      {children}
    </p>
  );
}
