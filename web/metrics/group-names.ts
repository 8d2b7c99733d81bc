import { useQuery } from "@tanstack/react-query";
import type { AnswerRow } from "../../contracts/understand/metrics.ts";
import { isUnitField } from "../../contracts/words/fields.ts";
import { kindOfBreakdown } from "../../contracts/words/units.ts";
import { segmentOfBreakdown } from "../../rules/segments-in.ts";
import { accountNamesQuery } from "../conditions/account-names.ts";
import { unitNamesQuery } from "../conditions/unit-names.ts";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";

/** Fields that every workspace can break numbers down by. */
export const plainFields = [
  "channel",
  "touchpoint_rule",
  "touchpoint",
  "unit",
  "unit_then",
  "language",
  "event",
  "group_id",
] as const;

/** Whether a breakdown is by units: by the unit itself, or by the one of a kind that it is part of. */
const isByUnit = (name: string) => isUnitField(name) || kindOfBreakdown(name) !== undefined;

/** How fields and their values are called. `breakdowns` are the fields that are named, or that groups were made by. */
export function useGroupNames(breakdowns: readonly string[]) {
  const { t } = useTranslation();
  const touchpoints = useQuery({
    ...recordQueries("touchpoints").list(),
    enabled: breakdowns.includes("touchpoint_rule"),
  });
  const accounts = useQuery({ ...accountNamesQuery, enabled: breakdowns.includes("group_id") });
  const units = useQuery({ ...unitNamesQuery, enabled: breakdowns.some(isByUnit) });
  const segments = useQuery({
    ...recordQueries("segments").list(),
    staleTime: 300_000,
    enabled: breakdowns.some((name) => segmentOfBreakdown(name) !== undefined),
  });
  const segment = (name: string): string | undefined => {
    const id = segmentOfBreakdown(name);
    if (id === undefined) return undefined;
    return segments.isPending ? "…" : (segments.data?.items.find((each) => each.id === id)?.name ?? t("segments.gone"));
  };
  const value = (field: string | undefined, text: string | null): string => {
    if (field === "touchpoint_rule" && text)
      return touchpoints.isPending
        ? "…"
        : (touchpoints.data?.items.find(({ id }) => id === text)?.name ?? t("overview.goneTouchpoint"));
    if (field === "touchpoint_rule") return t("overview.noTouchpoint");
    if (field === "group_id") return text ? (accounts.data?.get(text) ?? text) : t("overview.noAccount");
    if (field !== undefined && isByUnit(field)) return text ? (units.data?.get(text) ?? text) : t("overview.noUnit");
    if (field !== undefined && segmentOfBreakdown(field) !== undefined) return text || t("overview.notInSegment");
    return text || t("overview.notSet");
  };
  return {
    field(name: string): string {
      const plain = plainFields.find((each) => each === name);
      if (plain) return t(`overview.field.${plain}`);
      const ofKind = kindOfBreakdown(name);
      if (ofKind)
        return t(ofKind.name === "unit" ? "overview.unitKind" : "overview.unitKindThen", { kind: ofKind.kind });
      const inSegment = segment(name);
      if (inSegment !== undefined) return t("overview.segmentNamed", { name: inSegment });
      return name.replace(/^(properties|traits|context)\./, "");
    },
    /** The name of a field within a sentence. */
    fieldInline(name: string): string {
      const plain = plainFields.find((each) => each === name);
      if (plain) return t(`overview.fieldInline.${plain}`);
      const inSegment = segment(name);
      return inSegment === undefined ? this.field(name) : t("overview.segmentNamedInline", { name: inSegment });
    },
    /** The name of a row: its groups, and the currency of an amount. */
    group: ({ group, isOther, result }: Pick<AnswerRow, "group" | "isOther"> & Partial<AnswerRow>): string =>
      [
        ...(isOther ? [t("overview.otherGroups")] : group.map((text, index) => value(breakdowns[index], text))),
        ...(result?.currency ? [result.currency] : []),
      ].join(" · "),
    touchpoint: (id: string): string => value("touchpoint_rule", id),
  };
}

/** The field that asks for a group of a breakdown: by a kind of units, the unit itself takes what is below it. */
export function fieldOfBreakdown(name: string): string {
  return kindOfBreakdown(name)?.name ?? name;
}

/** A stable key, also where the value of a group reads "other". */
export function groupKey({ group, isOther, result: { currency = "" } }: AnswerRow): string {
  return isOther ? `${currency}other` : `${currency}=${JSON.stringify(group)}`;
}

/** The values that a key stands for; null for the group that gathers the rest. */
function groupOfKey(key: string): (string | null)[] | null {
  const begin = key.indexOf("=");
  return begin < 0 ? null : (JSON.parse(key.slice(begin + 1)) as (string | null)[]);
}

/** How an address asks for one group, empty for "not set"; undefined where no condition asks for it: the rest, and who has none of these. */
export function narrowTo(field: string | undefined, key: string): string | undefined {
  const group = groupOfKey(key);
  if (field === undefined || group === null) return undefined;
  const value = group[0] ?? "";
  const isWorkedOut = field === "group_id" || field === "touchpoint_rule" || kindOfBreakdown(field) !== undefined;
  return value === "" && isWorkedOut ? undefined : value;
}
