import { useQuery } from "@tanstack/react-query";
import { FolderPlus, Plus, X } from "lucide-react";
import { useId, useRef } from "react";
import type { ConditionOp } from "../../contracts/log/conditions.ts";
import { feedbackTypes } from "../../contracts/words/feedback-types.ts";
import { isUnitField, pathField } from "../../contracts/words/fields.ts";
import { describe, type Translate } from "../../rules/describe.ts";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { useSession } from "../session/session.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Combobox } from "../ui/combobox.tsx";
import { useFormat } from "../ui/format.ts";
import { catchFocus } from "../ui/lost-focus.ts";
import { Select } from "../ui/select.tsx";
import { fieldName } from "./field-names.ts";
import { PersonPart, SegmentPart } from "./person-parts.tsx";
import {
  type ComparisonDraft,
  changePart,
  type GroupDraft,
  newComparison,
  newDid,
  newGroup,
  newLast,
  newMember,
  newSegment,
  type RuleDraft,
  shapeOf,
} from "./rule-draft.ts";
import { RuleValues } from "./rule-values.tsx";
import { seenQuery } from "./seen.ts";
import { UnitValues } from "./unit-values.tsx";

interface RuleBuilderProps {
  rule: GroupDraft;
  onChange: (rule: GroupDraft) => void;
  /** What the rule picks: events, events that may be narrowed to the people of a segment or an account as well, or people. */
  about?: About;
}

type About = "events" | "narrowed" | "people";

/** What pickers offer; the same names that panels break numbers down by. */
function useNames() {
  const { data } = useQuery(seenQuery);
  return {
    events: data?.events.map(({ name }) => name) ?? [],
    channels: data?.channels ?? [],
    touchpoints: data?.touchpoints ?? [],
    properties: data?.properties ?? [],
  };
}
type Names = ReturnType<typeof useNames>;

/** Names of traits that the customers seen last have. */
function useTraitNames(isAsked: boolean): readonly string[] {
  const { can } = useSession();
  const { data } = useQuery({
    ...recordQueries("contacts").list({ limit: 100, sort: "last_seen" }),
    enabled: isAsked && can("contacts:read"),
    staleTime: 300_000,
  });
  return [...new Set((data?.items ?? []).flatMap(({ traits }) => Object.keys(traits)))].sort();
}

/** Which events or people: groups of conditions, as deep as needed. */
export function RuleBuilder({ rule, onChange, about = "events" }: RuleBuilderProps) {
  const names = useNames();
  const traits = useTraitNames(about === "people");
  return (
    <Group
      group={rule}
      depth={0}
      about={about}
      traits={traits}
      names={names}
      onGroup={onChange}
      onPart={(id, change) => onChange(changePart(rule, id, change))}
    />
  );
}

interface PartActs {
  depth: number;
  about: About;
  names: Names;
  traits: readonly string[];
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
  const append = (part: RuleDraft) => onGroup({ ...group, parts: [...group.parts, part] });
  const plus = <Plus className="size-3.5" aria-hidden />;
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
            ) : part.kind === "kept" ? (
              <Kept part={part} {...acts} onPart={onPart} />
            ) : part.kind === "segment" ? (
              <SegmentPart part={part} onChange={(next) => onPart(part.id, () => next)} />
            ) : (
              <PersonPart
                part={part}
                events={acts.names.events}
                onChange={(next) => onPart(part.id, () => next)}
                where={
                  part.kind === "did" && part.where ? (
                    <RuleBuilder rule={part.where} onChange={(where) => onPart(part.id, () => ({ ...part, where }))} />
                  ) : null
                }
              />
            )}
          </li>
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap gap-2 ps-3">
        {acts.about === "people" ? (
          <Button ref={add} size="sm" icon={plus} onClick={() => append(newDid())}>
            {t("rule.addDid")}
          </Button>
        ) : null}
        <Button
          ref={acts.about === "people" ? undefined : add}
          size="sm"
          icon={plus}
          onClick={() => append(newComparison(acts.about === "people" ? "" : "event"))}
        >
          {t(acts.about === "people" ? "rule.addTrait" : "rule.addComparison")}
        </Button>
        {acts.about === "people" ? (
          <>
            <Button size="sm" icon={plus} onClick={() => append(newLast())}>
              {t("rule.addLast")}
            </Button>
            <Button size="sm" icon={plus} onClick={() => append(newMember())}>
              {t("rule.addMember")}
            </Button>
          </>
        ) : acts.about === "narrowed" ? (
          <>
            <Button size="sm" icon={plus} onClick={() => append(newSegment())}>
              {t("rule.addSegment")}
            </Button>
            <Button size="sm" icon={plus} onClick={() => append(newMember())}>
              {t("rule.addAccount")}
            </Button>
          </>
        ) : null}
        {acts.depth < deepest ? (
          <Button
            size="sm"
            variant="ghost"
            icon={<FolderPlus className="size-3.5" aria-hidden />}
            onClick={() =>
              append(newGroup(group.join === "all" ? "any" : "all", acts.about === "people" ? [newDid()] : undefined))
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
const unitOps: ConditionOp[] = ["eq", "ne", "in", "not_in", "exists", "not_exists"];
const opsOf = (field: string) => (isUnitField(field) ? unitOps : ops);
const plainFields = [
  ...["event", "type", "channel", "touchpoint", "unit", "unit_then", "source", "language", "user_id", "anonymous_id"],
];
const feedbackFields = ["feedback.type", "feedback.question", "feedback.score", "feedback.text"];
const types = ["track", "page", "screen", "identify", "group"];

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

function Comparison({
  part,
  isOnly,
  names,
  about,
  traits,
  onPart,
}: PartActs & { part: ComparisonDraft; isOnly: boolean }) {
  const { t } = useTranslation();
  const change = (next: Partial<ComparisonDraft>) => onPart(part.id, () => ({ ...part, ...next }));
  return (
    <div className="grid grid-cols-[1fr_1fr_auto] items-start gap-2 @lg:grid-cols-[minmax(8rem,11rem)_minmax(7rem,9.5rem)_1fr_auto] @max-lg:[&>button]:row-start-1 @max-lg:[&>button]:col-start-3">
      <FieldPicker
        value={part.field}
        names={names}
        traits={about === "people" ? traits : null}
        onChange={(field) => change({ field, values: [], ...(opsOf(field).includes(part.op) ? {} : { op: "eq" }) })}
      />
      <span>
        <Select
          label={t("rule.operator")}
          value={part.op}
          options={opsOf(part.field).map((op) => ({ value: op, label: t(`rule.op.${op}`) }))}
          onChange={(op) => change({ op, values: shapeOf(op) === shapeOf(part.op) ? part.values : [] })}
        />
      </span>
      <span className="@max-lg:col-span-2">
        {isUnitField(part.field) ? (
          <UnitValues part={part} onChange={(values) => change({ values })} />
        ) : (
          <RuleValues
            part={part}
            suggestions={suggestionsFor(part.field, names)}
            onChange={(values) => change({ values })}
          />
        )}
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
  /** Names of traits where a person is asked for; null for the fields of events. */
  traits: readonly string[] | null;
  onChange: (field: string) => void;
}

function FieldPicker({ value, names, traits, onChange }: FieldPickerProps) {
  const { t } = useTranslation();
  const root = traits ? "traits" : "properties";
  const named = (traits ?? names.properties).map((name) => pathField(root, [name]));
  const fixed = traits ? [] : [...plainFields, ...feedbackFields];
  const all = [...new Set([...fixed, ...named, value])].filter(Boolean);
  const hintOf = (field: string) =>
    field.startsWith("properties.")
      ? t("rule.property")
      : field.startsWith("feedback.")
        ? t("rule.feedback")
        : field.startsWith("context.")
          ? t("rule.context")
          : undefined;
  const asOption = (field: string) => ({ value: field, label: fieldName(field, t), hint: hintOf(field) });
  return (
    <Combobox
      label={t(traits ? "rule.trait" : "rule.field")}
      placeholder={traits ? t("rule.traitPlaceholder") : undefined}
      value={value}
      options={all.map(asOption)}
      own={(typed) => {
        const keys = typed.split(".").filter(Boolean);
        return keys.length > 0 ? asOption(pathField(root, keys)) : undefined;
      }}
      onChange={(field) => {
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

/** Puts a condition into the reader's words; the names of segments come unless it is known that it says none. */
export function useWords(saysSegments = true): (condition: Parameters<typeof describe>[0]) => string {
  const { t } = useTranslation();
  const segments = useQuery({ ...recordQueries("segments").list(), staleTime: 300_000, enabled: saysSegments });
  const format = useFormat();
  const nameOf = (id: unknown) => segments.data?.items.find((each) => each.id === id)?.name;
  const translate: Translate = (key, values) =>
    key === "conditions.segment"
      ? t(key, { text: nameOf(values.text) ?? t("segments.gone") })
      : key === "conditions.people"
        ? t(key, { ...values, count: Number(values.count), text: format.day(String(values.text), "UTC") })
        : t(key, values);
  return (condition) => describe(condition, translate);
}
