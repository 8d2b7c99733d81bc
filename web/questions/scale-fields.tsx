import {
  mayHaveScale,
  type QuestionDirection,
  type QuestionKind,
  questionDirections,
  questionKindNames,
  questionKinds,
} from "../../contracts/words/question-kinds.ts";
import { useTranslation } from "../i18n/words.ts";
import { Field, Input } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { minus } from "./question-told.ts";
import { usualScale } from "./usual-scale.ts";

/** The scale while it is chosen: numbers as they are typed. */
interface ScaleDraft {
  kind: QuestionKind;
  low: string;
  high: string;
  direction: QuestionDirection;
}

interface ScaleFieldsProps extends ScaleDraft {
  onChange: (change: Partial<ScaleDraft>) => void;
  faultOf: (field: string) => string | undefined;
  wasSent: boolean;
}

/** What kind of question it is, on which scale, and which end is the good one. */
export function ScaleFields({ kind, low, high, direction, onChange, faultOf, wasSent }: ScaleFieldsProps) {
  const { t } = useTranslation();
  const { scales } = questionKinds[kind];
  const isOffScale = !mayHaveScale(kind, Number(low), Number(high));
  return (
    <div className="grid items-start gap-4 sm:grid-cols-3">
      <Field label={t("questions.kind")} error={faultOf("kind")}>
        <Select
          value={kind}
          onChange={(next) => {
            const [first, last] = usualScale(next);
            onChange({ kind: next, low: String(first), high: String(last) });
          }}
          options={questionKindNames.map((value) => ({
            value,
            label: t(`questions.kinds.${value}`),
            hint: t(`questions.kindHelp.${value}`),
          }))}
        />
      </Field>
      {scales === null ? (
        <div className="grid grid-cols-2 gap-3">
          <Field label={t("questions.lowest")}>
            <Input type="number" value={low} onChange={({ target }) => onChange({ low: target.value })} />
          </Field>
          <Field
            label={t("questions.highest")}
            error={wasSent && isOffScale ? t("questions.scaleWrong") : faultOf("high")}
          >
            <Input type="number" value={high} onChange={({ target }) => onChange({ high: target.value })} />
          </Field>
        </div>
      ) : (
        <Field label={t("questions.scale")} error={faultOf("high")}>
          <Select
            value={`${low} ${high}`}
            onChange={(next) => {
              const [first = "", last = ""] = next.split(" ");
              onChange({ low: first, high: last });
            }}
            options={scales.map(([first, last]) => ({
              value: `${first} ${last}`,
              label:
                kind === "fcr"
                  ? t("questions.yesOrNo")
                  : t("questions.scaleFrom", { low: minus(first), high: minus(last) }),
            }))}
          />
        </Field>
      )}
      {kind === "nps" ? null : (
        <Field label={t("questions.direction")} help={direction === "lower" ? t("questions.turnedRound") : undefined}>
          <Select
            value={direction}
            onChange={(next) => onChange({ direction: next })}
            options={questionDirections.map((value) => ({
              value,
              label: kind === "fcr" ? t(`questions.yesNo.${value}`) : t(`questions.directions.${value}`),
            }))}
          />
        </Field>
      )}
    </div>
  );
}
