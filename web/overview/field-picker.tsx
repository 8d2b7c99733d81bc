import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { pathField } from "../../rules/fields.ts";
import { Combobox } from "../ui/combobox.tsx";
import { plainFields, useGroupNames } from "./group-names.ts";
import { seenQuery } from "./overview-query.ts";

interface FieldPickerProps {
  value: string | null;
  onChange: (field: string | null) => void;
  /** Accessible name when it stands outside a `Field`. */
  label?: string;
}

/** A field to break a number down by: the usual ones, and every property that has arrived. */
export function FieldPicker({ value, onChange, label }: FieldPickerProps) {
  const { t } = useTranslation();
  const names = useGroupNames([]);
  const seen = useQuery(seenQuery);
  const plain = plainFields.map((name) => ({ value: name as string, label: names.field(name) }));
  const properties = (seen.data?.properties ?? []).map((name) => ({
    value: pathField("properties", [name]),
    label: name,
    hint: t("overview.property"),
  }));
  const known = [...plain, ...properties];
  const options =
    value === null || known.some((option) => option.value === value)
      ? known
      : [{ value, label: names.field(value) }, ...known];
  return (
    <Combobox
      value={value}
      onChange={onChange}
      options={options}
      loading={seen.isPending}
      placeholder={t("overview.byPick")}
      {...(label ? { label } : {})}
    />
  );
}
