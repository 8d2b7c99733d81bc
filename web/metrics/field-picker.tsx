import { useQuery } from "@tanstack/react-query";
import { pathField } from "../../contracts/words/fields.ts";
import { kindBreakdown } from "../../contracts/words/units.ts";
import { segmentBreakdown } from "../../rules/segments-in.ts";
import { seenQuery } from "../conditions/seen.ts";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { useSession } from "../session/session.ts";
import { Combobox } from "../ui/combobox.tsx";
import { type Explaining, useExplained } from "./explained.ts";
import { fieldGroups, groupOf, groupOfProperty } from "./field-groups.ts";
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
  /** The number to be broken down: what tells its answers apart stands first. */
  explaining?: Explaining | undefined;
}

/**
 * A field to break a number down by: the usual ones, properties that tell groups apart, and whether people are in a segment, each
 * under what it speaks of. Any other property can be typed.
 */
export function FieldPicker(props: FieldPickerProps) {
  const { value, onChange, label, onlyFields = false, withSegments = false, explaining } = props;
  const { t } = useTranslation();
  const names = useGroupNames(value ? [value] : []);
  const seen = useQuery(seenQuery);
  const found = useQuery({ ...recordQueries("segments").list(), enabled: withSegments });
  const units = useQuery({ ...recordQueries("units").list(), enabled: !onlyFields });
  const kinds = [...new Set((units.data?.items ?? []).map(({ kind }) => kind))].sort();
  const { can } = useSession();
  const order = fieldGroups.map((group) => t(`overview.fieldGroup.${group}`));
  // An account names customers.
  const plain = plainFields
    .filter((name) => !onlyFields || !workedOut.includes(name))
    .filter((name) => name !== "group_id" || can("contacts:read"))
    .map((name) => ({
      value: name as string,
      label: names.field(name),
      group: t(`overview.fieldGroup.${groupOf(name)}`),
    }));
  const asProperty = (name: string) => ({
    value: pathField("properties", [name]),
    label: name,
    hint: t("overview.property"),
    group: t(`overview.fieldGroup.${groupOfProperty(name)}`),
  });
  // Where one traces by a field, an id is what is looked for.
  const properties = ((onlyFields ? seen.data?.properties : seen.data?.groupings) ?? []).map(asProperty);
  const segments = (withSegments ? (found.data?.items ?? []) : []).map(({ id, name }) => ({
    value: segmentBreakdown(id),
    label: name,
    hint: t("overview.segment"),
    group: t("overview.fieldGroup.people"),
  }));
  const ofKinds = kinds
    .flatMap((kind) => (["unit", "unit_then"] as const).map((name) => kindBreakdown(name, kind)))
    .map((name) => ({ value: name, label: names.field(name), group: t("overview.fieldGroup.place") }));
  const known = [...plain, ...ofKinds, ...segments, ...properties].sort(
    (a, b) => order.indexOf(a.group) - order.indexOf(b.group),
  );
  const explained = useExplained(
    explaining,
    known.map((option) => option.value),
  );
  const ranked = explained.rank(known);
  const options =
    value === null || ranked.some((option) => option.value === value)
      ? ranked
      : [{ value, label: names.field(value), group: t("overview.fieldGroup.other") }, ...ranked];
  const picker = (
    <Combobox
      value={value}
      onChange={onChange}
      options={options}
      own={asProperty}
      loading={seen.isPending}
      placeholder={t("overview.byPick")}
      {...(label ? { label } : {})}
    />
  );
  return explaining ? <div {...explained.whenMeant}>{picker}</div> : picker;
}
