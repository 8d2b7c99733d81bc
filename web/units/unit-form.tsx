import { useSearch } from "@tanstack/react-router";
import type { Unit } from "../../contracts/access/units.ts";
import { unitLimits } from "../../contracts/words/units.ts";
import { SuggestInput } from "../conditions/suggest-input.tsx";
import { useTranslation } from "../i18n/words.ts";
import { DescriptionField, type FormProps, NameField, RecordForm } from "../records/form.tsx";
import { Field, Input } from "../ui/field.tsx";
import { units } from "./unit-kind.ts";
import { UnitPicker } from "./unit-picker.tsx";
import { itselfAndBelow } from "./unit-tree.ts";
import { useUnits } from "./use-units.ts";

const USUAL_KINDS = ["region", "country", "department", "site", "partner"];

/** Draws a unit, renames it or moves it. */
export function UnitForm(props: FormProps<Unit>) {
  const { t } = useTranslation();
  const { all, wayOf } = useUnits();
  const { key: suggestedKey, parent: suggestedParent } = useSearch({ from: "/app/settings/units/$id" });
  const { record } = props;
  const kinds = [...new Set([...all.map(({ kind }) => kind), ...USUAL_KINDS])];
  const without = record ? itselfAndBelow(all, record.id) : undefined;
  return (
    <RecordForm
      {...props}
      of={units}
      start={(unit) => ({
        key: unit?.key ?? suggestedKey ?? "",
        kind: unit?.kind ?? "",
        parentId: unit ? unit.parentId : (suggestedParent ?? null),
      })}
      read={({ key, kind, parentId }) =>
        key.trim() === "" || kind.trim() === "" ? null : { key: key.trim(), kind: kind.trim(), parentId }
      }
      told={({ key, kind, parentId }) => [
        [t("units.key"), key],
        [t("units.kind"), kind],
        [t("units.parent"), parentId === null ? "" : wayOf(parentId)],
      ]}
    >
      {(form) => {
        const { key, kind, parentId } = form.fields;
        const missing = (text: string, words: string) => (form.wasSent && text.trim() === "" ? words : undefined);
        return (
          <>
            <div className="grid gap-4 sm:grid-cols-2">
              <NameField form={form} label={t("units.name")} />
              <Field
                label={t("units.kind")}
                help={t("units.kindHelp")}
                error={form.faultOf("kind") ?? missing(kind, t("units.kindMissing"))}
              >
                <SuggestInput
                  label={t("units.kind")}
                  value={kind}
                  suggestions={kinds}
                  isInvalid={form.wasSent && kind.trim() === ""}
                  onChange={(next) => form.onChange({ kind: next.slice(0, unitLimits.kind) })}
                />
              </Field>
              <Field
                label={t("units.key")}
                help={t("units.keyHelp")}
                error={form.faultOf("key") ?? missing(key, t("units.keyMissing"))}
              >
                <Input
                  value={key}
                  readOnly={record !== undefined}
                  maxLength={unitLimits.key}
                  autoComplete="off"
                  className="font-mono"
                  onChange={({ target }) => form.onChange({ key: target.value })}
                />
              </Field>
              <Field label={t("units.parent")} help={t("units.parentHelp")} error={form.faultOf("parentId")} optional>
                <UnitPicker
                  value={parentId}
                  placeholder={t("units.top")}
                  {...(without ? { without } : {})}
                  onChange={(id) => form.onChange({ parentId: id })}
                />
              </Field>
            </div>
            <DescriptionField form={form} rows={2} label={t("units.description")} />
          </>
        );
      }}
    </RecordForm>
  );
}
