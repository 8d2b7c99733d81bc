import { useQuery } from "@tanstack/react-query";
import { pathField } from "../../contracts/words/fields.ts";
import { kindBreakdown } from "../../contracts/words/units.ts";
import { segmentBreakdown } from "../../rules/segments-in.ts";
import { seenQuery } from "../conditions/seen.ts";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { useSession } from "../session/session.ts";
import { Combobox } from "../ui/combobox.tsx";
import { plainFields, useGroupNames } from "./group-names.ts";

const workedOut: readonly string[] = ["touchpoint_rule", "group_id"];

interface FieldPickerProps {
  value: string | null;
  onChange: (field: string | null) => void;
  /** Accessible name when it stands outside a `Field`. */
  label?: string;
  /** Offers only what is a field of an event, not what is worked out of one. */
  onlyFields?: boolean;
  /** Offers the segments too, for numbers that people can be told apart in. */
  withSegments?: boolean;
}

/** A field to break a number down by: the usual ones, every property that has arrived, and whether people are in a segment. */
export function FieldPicker({ value, onChange, label, onlyFields = false, withSegments = false }: FieldPickerProps) {
  const { t } = useTranslation();
  const names = useGroupNames(value ? [value] : []);
  const seen = useQuery(seenQuery);
  const found = useQuery({ ...recordQueries("segments").list(), enabled: withSegments });
  const units = useQuery({ ...recordQueries("units").list(), enabled: !onlyFields });
  const kinds = [...new Set((units.data?.items ?? []).map(({ kind }) => kind))].sort();
  const { can } = useSession();
  // An account names customers.
  const plain = plainFields
    .filter((name) => !onlyFields || !workedOut.includes(name))
    .filter((name) => name !== "group_id" || can("contacts:read"))
    .map((name) => ({ value: name as string, label: names.field(name) }));
  const properties = (seen.data?.properties ?? []).map((name) => ({
    value: pathField("properties", [name]),
    label: name,
    hint: t("overview.property"),
  }));
  const segments = (withSegments ? (found.data?.items ?? []) : []).map(({ id, name }) => ({
    value: segmentBreakdown(id),
    label: name,
    hint: t("overview.segment"),
  }));
  const ofKinds = kinds
    .flatMap((kind) => (["unit", "unit_then"] as const).map((name) => kindBreakdown(name, kind)))
    .map((name) => ({ value: name, label: names.field(name) }));
  const known = [...plain, ...ofKinds, ...segments, ...properties];
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
