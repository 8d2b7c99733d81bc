import { ArrowUp, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Naming } from "../../../contracts/understand/explore.ts";
import { RuleBuilder, useWords } from "../../conditions/rule-builder.tsx";
import { conditionOf, draftOf, type GroupDraft, newComparison, newGroup } from "../../conditions/rule-draft.ts";
import { useTranslation } from "../../i18n/words.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { catchFocus } from "../../ui/lost-focus.ts";
import { ChoiceToken, FormToken } from "./token.tsx";

type Rule = Extract<Naming, { by: "rules" }>["rules"][number];

const mostRules = 30;

interface NamingTokenProps {
  naming: Naming;
  onChange: (naming: Naming) => void;
}

/** By what events are called: by themselves, by touchpoints, or by rules, the first that fits. */
export function NamingToken({ naming, onChange }: NamingTokenProps) {
  const { t } = useTranslation();
  const words = useWords();
  // The first rule has to be written before events can be called by it.
  const [isBeginning, setBeginning] = useState(false);
  const rules = naming.by === "rules" ? naming.rules : [];
  const by = isBeginning ? "rules" : naming.by;
  const choice = useRef<HTMLSpanElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const count = useRef(rules.length);
  useEffect(() => {
    // With the last rule its own button goes, and with the only one the whole list.
    if (rules.length < count.current)
      catchFocus(() => (list.current?.lastElementChild ?? choice.current)?.querySelector("button"));
    count.current = rules.length;
  }, [rules.length]);

  function keep(next: readonly Rule[]) {
    setBeginning(false);
    onChange(next.length > 0 ? { by: "rules", rules: [...next] } : { by: "event" });
  }
  return (
    <>
      <span ref={choice} className="contents">
        <ChoiceToken
          label={t("explore.naming")}
          value={by}
          onChange={(next) => {
            setBeginning(next === "rules" && naming.by !== "rules");
            if (next !== "rules") onChange({ by: next });
          }}
          options={(["event", "touchpoint", "rules"] as const).map((value) => ({
            value,
            label: t(`explore.naming_${value}`),
            hint: t(`explore.namingHint_${value}`),
          }))}
        />
      </span>
      {by === "rules" ? (
        <ol
          ref={list}
          aria-label={t("explore.namingRules")}
          className="flex min-w-0 basis-full flex-col items-start gap-1 ps-3"
        >
          {rules.map((rule, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place among the rules
            <li key={index} className="max-w-full">
              <FormToken
                label={t("explore.namingRule", { n: index + 1 })}
                words={t("explore.namingRuleWords", { name: rule.name, words: words(rule.condition) })}
                className="w-120"
              >
                {(close) => (
                  <RuleForm
                    rule={rule}
                    onApply={(next) => {
                      keep(rules.with(index, next));
                      close();
                    }}
                    onRemove={() => {
                      keep(rules.toSpliced(index, 1));
                      close();
                    }}
                    onUp={
                      index === 0
                        ? undefined
                        : () => {
                            keep(rules.toSpliced(index - 1, 2, rule, ...rules.slice(index - 1, index)));
                            close();
                          }
                    }
                  />
                )}
              </FormToken>
            </li>
          ))}
          {rules.length < mostRules ? (
            <li>
              <FormToken
                label={t("explore.addNamingRule")}
                words={rules.length === 0 ? t("explore.pick") : t("explore.oneMoreRule")}
                isOpen={rules.length === 0}
                isQuiet={rules.length > 0}
                className="w-120"
              >
                {(close) => (
                  <RuleForm
                    onApply={(next) => {
                      keep([...rules, next]);
                      close();
                    }}
                  />
                )}
              </FormToken>
            </li>
          ) : null}
        </ol>
      ) : null}
    </>
  );
}

interface RuleFormProps {
  rule?: Rule;
  onApply: (rule: Rule) => void;
  onRemove?: () => void;
  onUp?: (() => void) | undefined;
}

/** A name, and which events have it. */
function RuleForm({ rule, onApply, onRemove, onUp }: RuleFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(rule?.name ?? "");
  const [draft, setDraft] = useState<GroupDraft>(() =>
    rule ? draftOf(rule.condition) : newGroup("all", [newComparison("event")]),
  );
  const [wasSent, setSent] = useState(false);
  const condition = conditionOf(draft);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        setSent(true);
        if (condition && name.trim()) onApply({ name: name.trim(), condition });
      }}
    >
      <Field
        label={t("explore.namingRuleName")}
        error={wasSent && name.trim() === "" ? t("explore.namingRuleNameless") : undefined}
      >
        <Input value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
      </Field>
      <RuleBuilder rule={draft} onChange={setDraft} about="events" />
      {wasSent && condition === null ? (
        <p role="alert" className="text-negative text-sm">
          {t("rule.unfinished")}
        </p>
      ) : null}
      <div className="flex items-center justify-end gap-2 border-line border-t pt-3">
        {onRemove ? (
          <Button variant="ghost" icon={<Trash2 className="size-3.5" aria-hidden />} onClick={onRemove}>
            {t("explore.removeNamingRule")}
          </Button>
        ) : null}
        {onUp ? (
          <IconButton
            label={t("explore.namingRuleUp")}
            icon={<ArrowUp className="size-4" aria-hidden />}
            onClick={onUp}
          />
        ) : null}
        <Button variant="primary" type="submit" className="ms-auto">
          {t("explore.apply")}
        </Button>
      </div>
    </form>
  );
}
