import { useQuery } from "@tanstack/react-query";
import { Filter } from "lucide-react";
import { useState } from "react";
import type { Condition } from "../../../contracts/log/conditions.ts";
import type { ExploreStep } from "../../../contracts/understand/explore.ts";
import { RuleBuilder, useWords } from "../../conditions/rule-builder.tsx";
import { conditionOf, draftOf, type GroupDraft, newComparison, newGroup } from "../../conditions/rule-draft.ts";
import { seenQuery } from "../../conditions/seen.ts";
import { useTranslation } from "../../i18n/words.ts";
import { recordQueries } from "../../records/queries.ts";
import { Button } from "../../ui/button.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { Field } from "../../ui/field.tsx";
import { choiceOfStep, type StepChoice } from "./step-choice.ts";
import { FormToken } from "./token.tsx";

/** How a choice is called. */
export function useChoiceWords(): (choice: StepChoice | undefined) => string {
  const { t } = useTranslation();
  const words = useWords();
  const touchpoints = useQuery(recordQueries("touchpoints").list());
  return (choice) => {
    if (choice === undefined) return t("explore.pick");
    if (choice.kind === "any") return t("explore.anything");
    if (choice.kind === "event") return choice.name;
    if (choice.kind === "rule") return words(choice.condition);
    if (touchpoints.isPending) return "…";
    return touchpoints.data?.items.find(({ id }) => id === choice.id)?.name ?? t("overview.goneTouchpoint");
  };
}

const longestName = 120;

/** A step as it is asked for: with the name that it has on this page, where the answer would spell out its condition. */
export function useNamedStep(): (step: ExploreStep) => ExploreStep {
  const { t } = useTranslation();
  const words = useWords();
  return (step) => {
    const choice = choiceOfStep(step);
    if (step.name || choice.kind !== "event") return step;
    const where = choice.where ? ` ${t("explore.whereWords", { words: words(choice.where) })}` : "";
    return { ...step, name: (choice.name + where).trim().slice(0, longestName) || undefined };
  };
}

interface StepTokenProps {
  label: string;
  choice: StepChoice | undefined;
  onChange: (choice: StepChoice) => void;
  /** Offers "anything". */
  orAnything?: boolean;
  /** A touchpoint stands for its rule, where the query knows conditions only. */
  asRule?: boolean;
}

/** What people did: a touchpoint, an event by its name, or conditions; and in which cases, for an event. */
export function StepToken({ label, choice, onChange, orAnything, asRule }: StepTokenProps) {
  const { t } = useTranslation();
  const choiceWords = useChoiceWords();
  const words = useWords();
  const known = useQuery(recordQueries("touchpoints").list());
  const ruleName = choice?.kind === "rule" ? nameOfRule(choice.condition, known.data?.items ?? []) : undefined;
  const where = choice?.kind === "event" ? choice.where : undefined;
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-1">
      <FormToken label={label} words={ruleName ?? choiceWords(choice)} isOpen={choice === undefined} className="w-100">
        {(close) => (
          <Picker
            choice={choice}
            orAnything={orAnything}
            onPick={(next) => {
              onChange(asRule ? ruleOf(next, known.data?.items ?? []) : next);
              close();
            }}
          />
        )}
      </FormToken>
      {choice?.kind === "event" ? (
        <FormToken
          label={t("explore.whereOf", { name: choice.name })}
          words={where ? t("explore.whereWords", { words: words(where) }) : t("explore.where")}
          isQuiet={!where}
          className="w-120"
        >
          {(close) => (
            <ConditionForm
              condition={where}
              onApply={(next) => {
                onChange({ ...choice, where: next });
                close();
              }}
            />
          )}
        </FormToken>
      ) : null}
    </span>
  );
}

interface Known {
  id: string;
  name: string;
  rule: Condition;
}

function nameOfRule(condition: Condition, touchpoints: readonly Known[]): string | undefined {
  const written = JSON.stringify(condition);
  return touchpoints.find(({ rule }) => JSON.stringify(rule) === written)?.name;
}

function ruleOf(choice: StepChoice, touchpoints: readonly Known[]): StepChoice {
  if (choice.kind !== "touchpoint") return choice;
  const found = touchpoints.find(({ id }) => id === choice.id);
  return found ? { kind: "rule", condition: found.rule } : choice;
}

interface PickerProps {
  choice: StepChoice | undefined;
  orAnything: boolean | undefined;
  onPick: (choice: StepChoice) => void;
}

function Picker({ choice, orAnything, onPick }: PickerProps) {
  const { t } = useTranslation();
  const touchpoints = useQuery(recordQueries("touchpoints").list());
  const seen = useQuery(seenQuery);
  const [isRule, setRule] = useState(choice?.kind === "rule");
  const ownEvent = (name: string) => ({ value: `e:${name}`, label: name, hint: t("explore.isOwnEvent") });
  const options = [
    ...(orAnything ? [{ value: "any", label: t("explore.anything"), hint: t("explore.anythingHint") }] : []),
    ...(touchpoints.data?.items ?? []).map(({ id, name }) => ({
      value: `t:${id}`,
      label: name,
      hint: t("explore.isTouchpoint"),
    })),
    ...(seen.data?.events ?? []).map(({ name }) => ({ value: `e:${name}`, label: name, hint: t("explore.isEvent") })),
    ...(choice?.kind === "event" && seen.data?.events.every(({ name }) => name !== choice.name)
      ? [ownEvent(choice.name)]
      : []),
  ];
  if (isRule)
    return (
      <ConditionForm
        condition={choice?.kind === "rule" ? choice.condition : undefined}
        onApply={(condition) => onPick(condition ? { kind: "rule", condition } : { kind: "any" })}
      />
    );
  return (
    <div className="flex flex-col gap-3">
      <Field label={t("explore.what")} help={t("explore.whatHelp")}>
        <Combobox
          value={
            choice?.kind === "touchpoint" ? `t:${choice.id}` : choice?.kind === "event" ? `e:${choice.name}` : null
          }
          placeholder={t("explore.whatPlaceholder")}
          loading={touchpoints.isPending || seen.isPending}
          options={options}
          own={ownEvent}
          onChange={(value) => {
            if (value === null) return;
            const name = value.slice(2);
            if (value === "any") onPick({ kind: "any" });
            else
              onPick(
                value.startsWith("t:") ? { kind: "touchpoint", id: name } : { kind: "event", name, where: undefined },
              );
          }}
        />
      </Field>
      <Button
        size="sm"
        className="self-start"
        icon={<Filter className="size-3.5" aria-hidden />}
        onClick={() => setRule(true)}
      >
        {t("explore.byConditions")}
      </Button>
    </div>
  );
}

interface ConditionFormProps {
  /** Whether it narrows a whole query, and so may ask for a segment. */
  isFilter?: boolean;
  condition: Condition | undefined;
  /** Undefined takes the condition away. */
  onApply: (condition: Condition | undefined) => void;
}

/** Conditions, taken over when they are finished. */
export function ConditionForm({ condition, onApply, isFilter = false }: ConditionFormProps) {
  const { t } = useTranslation();
  const [rule, setRule] = useState<GroupDraft>(() =>
    condition ? draftOf(condition) : newGroup("all", [newComparison("channel")]),
  );
  const [wasSent, setSent] = useState(false);
  const read = conditionOf(rule);
  return (
    <div className="flex flex-col gap-3">
      <RuleBuilder rule={rule} onChange={setRule} about={isFilter ? "narrowed" : "events"} />
      {wasSent && read === null ? (
        <p role="alert" className="text-negative text-sm">
          {t("rule.unfinished")}
        </p>
      ) : null}
      <div className="flex justify-end gap-2 border-line border-t pt-3">
        {condition ? (
          <Button variant="ghost" className="me-auto" onClick={() => onApply(undefined)}>
            {t("explore.removeConditions")}
          </Button>
        ) : null}
        <Button
          variant="primary"
          onClick={() => {
            setSent(true);
            if (read) onApply(read);
          }}
        >
          {t("explore.apply")}
        </Button>
      </div>
    </div>
  );
}
