import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { RecognisedColumn } from "../../contracts/collect/imports.ts";
import { type QuestionKind, questionKindNames } from "../../contracts/words/question-kinds.ts";
import { type Key, useTranslation } from "../i18n/words.ts";
import { scaleWords, usualScale } from "../questions/questions.ts";
import { recordQueries } from "../records/queries.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Combobox } from "../ui/combobox.tsx";
import { Input } from "../ui/field.tsx";
import { reasonOf } from "../ui/problem-words.ts";
import { Select } from "../ui/select.tsx";
import { toast } from "../ui/toast.tsx";
import type { ColumnPlan } from "./mapping-draft.ts";

const questions = recordQueries("questions");

const types = [
  ...(["nps", "csat", "ces", "fcr", "emotion", "expectation", "rating"] as const),
  ...(["text", "categorical", "number", "boolean"] as const),
];
const scales = ["2", "3", "5", "7", "10"] as const;
/** Stands for no question of the library. */
const NONE = "";

interface AnswerSettingsProps {
  column: RecognisedColumn;
  plan: ColumnPlan;
  onChange: (change: Partial<ColumnPlan>) => void;
}

/** Which question a column answers: one of the library, or what the file alone says of it. */
export function AnswerSettings({ column, plan, onChange }: AnswerSettingsProps) {
  const { t } = useTranslation();
  const { can } = useSession();
  const of = (key: Key) => t(key, { column: column.name });
  const library = useQuery({ ...questions.list(), enabled: can("questions:read") }).data?.items ?? [];
  const bound = library.find(({ key }) => key === plan.questionKey);
  const kind = kindOf(plan.feedback);
  const options = [
    { value: NONE, label: t("data.imports.ownQuestion") },
    ...library
      .filter(({ key, replacedBy }) => replacedBy === null || key === plan.questionKey)
      .map((each) => ({
        value: each.key,
        label: each.name,
        hint: `${t(`questions.kinds.${each.kind}`)} · ${scaleWords(each, t)}`,
      })),
  ];
  return (
    <>
      {library.length > 0 ? (
        <Combobox
          className="min-w-44 max-w-64 flex-1"
          label={of("data.imports.libraryOf")}
          value={plan.questionKey}
          options={options}
          onChange={(questionKey) => onChange({ questionKey: questionKey ?? NONE })}
        />
      ) : null}
      {bound ? (
        <p className="text-faint text-xs">
          {t(`questions.kinds.${bound.kind}`)} · {scaleWords(bound, t)}
        </p>
      ) : (
        <OwnSettings column={column} plan={plan} onChange={onChange} />
      )}
      {!bound && kind && can("questions:edit") ? (
        <MakeQuestion column={column} plan={plan} kind={kind} onMade={(questionKey) => onChange({ questionKey })} />
      ) : null}
    </>
  );
}

/** The kind of question that answers of a type are to; null for what is no score. */
function kindOf(type: ColumnPlan["feedback"]): QuestionKind | null {
  if (type === "boolean") return "fcr";
  return questionKindNames.find((kind) => kind === type) ?? (type === "number" ? "rating" : null);
}

function OwnSettings({ column, plan, onChange }: AnswerSettingsProps) {
  const { t } = useTranslation();
  const of = (key: Key) => t(key, { column: column.name });
  return (
    <>
      <Select
        className="max-w-36"
        label={of("data.imports.feedbackOf")}
        value={types.find((name) => name === plan.feedback) ?? "text"}
        onChange={(feedback) => onChange({ feedback })}
        options={types.map((value) => ({ value, label: t(`data.imports.feedback.${value}`) }))}
      />
      {plan.feedback === "csat" || plan.feedback === "ces" ? (
        <Select
          className="max-w-28"
          label={of("data.imports.scaleOf")}
          value={scales.find((scale) => Number(scale) === plan.scaleMax) ?? (plan.feedback === "csat" ? "5" : "7")}
          onChange={(scale) => onChange({ scaleMax: Number(scale) as ColumnPlan["scaleMax"] })}
          options={scales
            .filter((scale) => (plan.feedback === "ces" ? scale === "5" || scale === "7" : scale !== "10"))
            .map((value) => ({ value, label: t("data.imports.outOf", { max: value }) }))}
        />
      ) : null}
      <Input
        aria-label={of("data.imports.questionOf")}
        className="min-w-40 flex-1"
        maxLength={500}
        value={plan.question}
        placeholder={t("data.imports.question")}
        onChange={({ target }) => onChange({ question: target.value })}
      />
    </>
  );
}

interface MakeQuestionProps {
  column: RecognisedColumn;
  plan: ColumnPlan;
  kind: QuestionKind;
  onMade: (key: string) => void;
}

/** Adds the question that a column answers to the library, as the column is read now. */
function MakeQuestion({ column, plan, kind, onMade }: MakeQuestionProps) {
  const { t, language } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  async function make() {
    setBusy(true);
    const [low, high] = scaleSeen(kind, plan, column);
    const asked = plan.question.trim() || column.name;
    try {
      const made = await questions.save({
        ...{ name: asked.slice(0, 120), key: column.name.slice(0, 200), kind, low, high },
        wordings: { [language]: { text: asked } },
      });
      toast.success(t("data.imports.questionMade", { name: made.name }));
      onMade(made.key);
    } catch (error) {
      toast.error(t("data.imports.questionNotMade"), { description: reasonOf(error) });
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button
      size="sm"
      variant="ghost"
      busy={isBusy}
      icon={<Plus className="size-3.5" aria-hidden />}
      onClick={() => void make()}
      aria-label={t("data.imports.makeQuestionOf", { column: column.name })}
    >
      {t("data.imports.makeQuestion")}
    </Button>
  );
}

/** The scale of a new question: of its kind, or for a rating what its values seen lie within. */
function scaleSeen(kind: QuestionKind, plan: ColumnPlan, { examples }: RecognisedColumn): readonly [number, number] {
  if (kind !== "rating" || plan.scaleMax !== undefined) return usualScale(kind, plan.scaleMax);
  const numbers = examples.map(Number).filter(Number.isFinite);
  const highest = [5, 7, 10].find((high) => numbers.every((value) => value <= high)) ?? 100;
  return [numbers.some((value) => value < 1) ? 0 : 1, highest];
}
