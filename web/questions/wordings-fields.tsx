import { Plus, X } from "lucide-react";
import type { Wording } from "../../contracts/collect/questions.ts";
import { questionLimits } from "../../contracts/words/question-kinds.ts";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";
import { Field, Input, Textarea } from "../ui/field.tsx";
import { languageName, minus } from "./question-told.ts";

/** A wording while it is written: of a language that may still lack its name. */
export interface WordingDraft extends Wording {
  language: string;
}

interface WordingsFieldsProps {
  wordings: readonly WordingDraft[];
  onChange: (wordings: WordingDraft[]) => void;
  low: number;
  high: number;
  /** Of languages that were asked before, whose lines cannot be taken away. */
  kept: ReadonlySet<string>;
  isYesOrNo: boolean;
  faultOf: (index: number) => { language?: string | undefined; text?: string | undefined };
}

/** How a question is asked in each language, with the words at both ends of its scale. */
export function WordingsFields({ wordings, onChange, low, high, kept, isYesOrNo, faultOf }: WordingsFieldsProps) {
  const { t, language } = useTranslation();
  const change = (index: number, part: Partial<WordingDraft>) =>
    onChange(wordings.map((each, place) => (place === index ? { ...each, ...part } : each)));
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-medium text-sm">{t("questions.wordings")}</h3>
      {wordings.map((each, index) => {
        const faults = faultOf(index);
        const name = each.language ? languageName(each.language, language) : "";
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is where it stands; its language is being typed.
          <div key={index} className="grid gap-3 rounded-md border border-line p-3 sm:grid-cols-[8rem_minmax(0,1fr)]">
            <Field label={t("questions.language")} help={name === each.language ? "" : name} error={faults.language}>
              <Input
                value={each.language}
                maxLength={20}
                readOnly={kept.has(each.language)}
                autoComplete="off"
                onChange={({ target }) => change(index, { language: target.value })}
              />
            </Field>
            <div className="flex min-w-0 flex-col gap-3">
              <Field label={t("questions.text")} error={faults.text}>
                <Textarea
                  rows={2}
                  value={each.text}
                  maxLength={questionLimits.wording}
                  lang={each.language}
                  onChange={({ target }) => change(index, { text: target.value })}
                />
              </Field>
              <div className="grid gap-3 sm:grid-cols-2">
                {(["low", "high"] as const).map((end) => (
                  <Field
                    key={end}
                    label={
                      isYesOrNo
                        ? t(end === "low" ? "questions.wordForNo" : "questions.wordForYes")
                        : t("questions.wordFor", { value: minus(end === "low" ? low : high) })
                    }
                    optional
                  >
                    <Input
                      value={each[end]}
                      maxLength={questionLimits.end}
                      lang={each.language}
                      onChange={({ target }) => change(index, { [end]: target.value })}
                    />
                  </Field>
                ))}
              </div>
              {wordings.length > 1 && !kept.has(each.language) ? (
                <Button
                  className="self-end"
                  icon={<X className="size-3.5" aria-hidden />}
                  onClick={() => onChange(wordings.filter((_, place) => place !== index))}
                >
                  {t("questions.dropLanguage", { language: name || index + 1 })}
                </Button>
              ) : null}
            </div>
          </div>
        );
      })}
      <Button
        className="self-start"
        icon={<Plus className="size-3.5" aria-hidden />}
        onClick={() => onChange([...wordings, { language: "", text: "", low: "", high: "" }])}
      >
        {t("questions.addLanguage")}
      </Button>
    </div>
  );
}
