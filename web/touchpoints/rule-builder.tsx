import { useQuery } from "@tanstack/react-query";
import { FolderPlus, Plus, X } from "lucide-react";
import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConditionOp } from "../../contracts/conditions.ts";
import { describe, type Translate } from "../../rules/describe.ts";
import { pathField } from "../../rules/fields.ts";
import { request } from "../api.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Combobox } from "../ui/combobox.tsx";
import { catchFocus } from "../ui/lost-focus.ts";
import { Select } from "../ui/select.tsx";
import { fieldName } from "./field-names.ts";
import {
  type ComparisonDraft,
  changePart,
  type GroupDraft,
  newComparison,
  newGroup,
  type RuleDraft,
  shapeOf,
} from "./rule-draft.ts";
import { RuleValues } from "./rule-values.tsx";

interface RuleBuilderProps {
  rule: GroupDraft;
  onChange: (rule: GroupDraft) => void;
}

/** What pickers offer; the same names that panels break numbers down by. */
function useNames() {
  const { data } = useQuery({
    queryKey: ["event-names"],
    queryFn: ({ signal }) => request("GET /api/v1/events/names", { signal }),
    staleTime: 300_000,
  });
  return {
    events: data?.events.map(({ name }) => name) ?? [],
    channels: data?.channels ?? [],
    touchpoints: data?.touchpoints ?? [],
    properties: data?.properties ?? [],
  };
}
type Names = ReturnType<typeof useNames>;

/** Which events: groups of comparisons, as deep as needed. */
export function RuleBuilder({ rule, onChange }: RuleBuilderProps) {
  const names = useNames();
  return (
    <Group
      group={rule}
      depth={0}
      names={names}
      onGroup={onChange}
      onPart={(id, change) => onChange(changePart(rule, id, change))}
    />
  );
}

interface PartActs {
  depth: number;
  names: Names;
  onPart: (id: string, change: (part: RuleDraft) => RuleDraft | null) => void;
}

// The contract allows 8 levels; more than these nobody reads.
const deepest = 4;

function Group({ group, onGroup, ...acts }: PartActs & { group: GroupDraft; onGroup: (group: GroupDraft) => void }) {
  const { t } = useTranslation();
  const legend = useId();
  const add = useRef<HTMLButtonElement>(null);
  const onPart: PartActs["onPart"] = (id, change) => {
    acts.onPart(id, change);
    catchFocus(() => add.current);
  };
  return (
    <fieldset
      aria-labelledby={legend}
      className={acts.depth === 0 ? "" : "rounded-md border border-line bg-sunken p-2.5"}
    >
      <div className="flex items-center gap-2 text-sm">
        <span id={legend} className="sr-only">
          {t("rule.group")}
        </span>
        <Select
          label={t("rule.join")}
          value={group.join}
          className="!w-auto"
          onChange={(join) => onGroup({ ...group, join })}
          options={(["all", "any", "none"] as const).map((join) => ({ value: join, label: t(`rule.join_${join}`) }))}
        />
        <span className="text-muted max-sm:hidden">{t("rule.joinRest")}</span>
        {acts.depth > 0 ? (
          <span className="ms-auto">
            <IconButton
              size="sm"
              label={t("rule.removeGroup")}
              icon={<X className="size-3.5" aria-hidden />}
              onClick={() => acts.onPart(group.id, () => null)}
            />
          </span>
        ) : null}
      </div>
      <ul className="@container mt-2 flex flex-col gap-2 border-line border-s-2 ps-3">
        {group.parts.map((part) => (
          <li key={part.id}>
            {part.kind === "group" ? (
              <Group
                {...acts}
                onPart={onPart}
                group={part}
                depth={acts.depth + 1}
                onGroup={(next) => acts.onPart(part.id, () => next)}
              />
            ) : part.kind === "comparison" ? (
              <Comparison part={part} isOnly={acts.depth === 0 && group.parts.length === 1} {...acts} onPart={onPart} />
            ) : (
              <Kept part={part} {...acts} onPart={onPart} />
            )}
          </li>
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap gap-2 ps-3">
        <Button
          ref={add}
          size="sm"
          icon={<Plus className="size-3.5" aria-hidden />}
          onClick={() => onGroup({ ...group, parts: [...group.parts, newComparison()] })}
        >
          {t("rule.addComparison")}
        </Button>
        {acts.depth < deepest ? (
          <Button
            size="sm"
            variant="ghost"
            icon={<FolderPlus className="size-3.5" aria-hidden />}
            onClick={() =>
              onGroup({ ...group, parts: [...group.parts, newGroup(group.join === "all" ? "any" : "all")] })
            }
          >
            {t("rule.addGroup")}
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}

const ops: ConditionOp[] = [
  "eq",
  "ne",
  "in",
  "not_in",
  "contains",
  "not_contains",
  "starts_with",
  "ends_with",
  "gt",
  "gte",
  "lt",
  "lte",
  "between",
  "exists",
  "not_exists",
];
const plainFields = ["event", "type", "channel", "touchpoint", "source", "language", "user_id", "anonymous_id"];
const feedbackFields = ["feedback.type", "feedback.question", "feedback.score", "feedback.text"];
const types = ["track", "page", "screen", "identify", "group"];
const feedbackTypes = ["nps", "csat", "ces", "rating", "text", "categorical", "number", "boolean", "date"];

function suggestionsFor(field: string, names: Names): readonly string[] {
  const known: Record<string, readonly string[]> = {
    event: names.events,
    channel: names.channels,
    touchpoint: names.touchpoints,
    type: types,
    "feedback.type": feedbackTypes,
  };
  return known[field] ?? [];
}

function Comparison({ part, isOnly, names, onPart }: PartActs & { part: ComparisonDraft; isOnly: boolean }) {
  const { t } = useTranslation();
  const change = (next: Partial<ComparisonDraft>) => onPart(part.id, () => ({ ...part, ...next }));
  return (
    <div className="grid grid-cols-[1fr_1fr_auto] items-start gap-2 @lg:grid-cols-[minmax(8rem,11rem)_minmax(7rem,9.5rem)_1fr_auto] @max-lg:[&>button]:row-start-1 @max-lg:[&>button]:col-start-3">
      <FieldPicker value={part.field} names={names} onChange={(field) => change({ field, values: [] })} />
      <span>
        <Select
          label={t("rule.operator")}
          value={part.op}
          options={ops.map((op) => ({ value: op, label: t(`rule.op.${op}`) }))}
          onChange={(op) => change({ op, values: shapeOf(op) === shapeOf(part.op) ? part.values : [] })}
        />
      </span>
      <span className="@max-lg:col-span-2">
        <RuleValues
          part={part}
          suggestions={suggestionsFor(part.field, names)}
          onChange={(values) => change({ values })}
        />
      </span>
      <IconButton
        label={t("rule.removeComparison", { field: fieldName(part.field, t) })}
        disabled={isOnly}
        icon={<X className="size-3.5" aria-hidden />}
        onClick={() => onPart(part.id, () => null)}
      />
    </div>
  );
}

interface FieldPickerProps {
  value: string;
  names: Names;
  onChange: (field: string) => void;
}

function FieldPicker({ value, names, onChange }: FieldPickerProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const properties = names.properties.map((name) => pathField("properties", [name]));
  const own = typed.trim() === "" ? [] : [pathField("properties", typed.trim().split("."))];
  const all = [...new Set([...plainFields, ...feedbackFields, ...properties, value, ...own])].filter(Boolean);
  const hintOf = (field: string) =>
    field.startsWith("properties.")
      ? t("rule.property")
      : field.startsWith("feedback.")
        ? t("rule.feedback")
        : field.startsWith("context.")
          ? t("rule.context")
          : undefined;
  const options = all.map((field) => ({ value: field, label: fieldName(field, t), hint: hintOf(field) }));
  const wanted = typed.trim().toLowerCase();
  return (
    <Combobox
      label={t("rule.field")}
      value={value}
      onSearch={setTyped}
      options={options.filter(({ value: field, label }) => field === value || label.toLowerCase().includes(wanted))}
      onChange={(field) => {
        setTyped("");
        if (field) onChange(field);
      }}
    />
  );
}

function Kept({ part, onPart }: PartActs & { part: Extract<RuleDraft, { kind: "kept" }> }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <div className="flex items-center gap-2 rounded-md bg-hover px-2.5 py-1.5 text-sm">
      <span className="min-w-0 flex-1">{words(part.condition)}</span>
      <IconButton
        size="sm"
        label={t("rule.removeGroup")}
        icon={<X className="size-3.5" aria-hidden />}
        onClick={() => onPart(part.id, () => null)}
      />
    </div>
  );
}

/** Puts a condition into the reader's words. */
export function useWords(): (condition: Parameters<typeof describe>[0]) => string {
  const { t } = useTranslation();
  const translate: Translate = (key, values) => t(key, values);
  return (condition) => describe(condition, translate);
}
