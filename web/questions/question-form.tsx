import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { NewQuestion, Question, Wording } from "../../contracts/collect/questions.ts";
import {
  mayHaveScale,
  type QuestionDirection,
  type QuestionKind,
  questionKindNames,
  questionLimits,
} from "../../contracts/words/question-kinds.ts";
import { useTranslation } from "../i18n/words.ts";
import { DescriptionField, type FormProps, NameField, RecordForm } from "../records/form.tsx";
import { queryClient, request } from "../session/api.ts";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field, Input } from "../ui/field.tsx";
import { questions } from "./question-kind.ts";
import { languageName, scaleWords } from "./question-told.ts";
import { ScaleFields } from "./scale-fields.tsx";
import { useAsked } from "./use-asked.ts";
import { usualScale } from "./usual-scale.ts";
import { type WordingDraft, WordingsFields } from "./wordings-fields.tsx";

interface Fields {
  key: string;
  kind: QuestionKind;
  low: string;
  high: string;
  direction: QuestionDirection;
  wordings: readonly WordingDraft[];
  isCorrection: boolean;
}
type Body = Pick<Question, "key" | "kind" | "low" | "high" | "direction" | "wordings"> & { isCorrection?: boolean };

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
/** Kinds that answers may be of, for what the library lacks. */
const kindOf = (type: string | undefined): QuestionKind =>
  questionKindNames.find((kind) => kind === type) ?? (type === "boolean" ? "fcr" : "rating");
const isCorrected = (said: Wording, now: Wording | undefined) =>
  (["text", "low", "high"] as const).some((part) => said[part] !== "" && said[part] !== now?.[part].trim());

/** Adds a question to the library, or changes what may still be changed of one. */
export function QuestionForm(props: FormProps<Question>) {
  const { t, language } = useTranslation();
  const { record } = props;
  const search = useSearch({ from: "/app/data/questions/$id" });
  const asked = useAsked();
  const replaced = useQuery({ ...questions.one(search.replaces ?? ""), enabled: search.replaces !== undefined }).data;
  const answers = asked?.find(({ id }) => id !== null && id === record?.id)?.answers ?? 0;
  const unlisted = record ? undefined : asked?.find(({ key }) => key === search.key);
  // What a new question begins with has to be known before the form is filled with it.
  if (!record && ((search.key !== undefined && !asked) || (search.replaces !== undefined && !replaced))) return null;
  const isFixed = answers > 0;

  function read({ key, kind, low, high, direction, wordings, isCorrection }: Fields): Body | null {
    const scale = { low: Number(low), high: Number(high) };
    const said = Object.fromEntries(
      wordings.map((each) => [
        each.language.trim(),
        { text: each.text.trim(), low: each.low.trim(), high: each.high.trim() },
      ]),
    );
    const isWhole = wordings.length > 0 && wordings.every((each) => faultsOf(each, wordings).length === 0);
    const isScale = low.trim() !== "" && high.trim() !== "" && mayHaveScale(kind, scale.low, scale.high);
    const isDeclared = isCorrection || !mustDeclare(said);
    if (key.trim() === "" || !isWhole || !isScale || !isDeclared) return null;
    const declared = isCorrection && mustDeclare(said) ? { isCorrection } : {};
    return {
      ...{ key: key.trim(), kind, ...scale, wordings: said, ...declared },
      direction: kind === "nps" ? "higher" : direction,
    };
  }

  /** Whether a language says otherwise what was answered already. */
  function mustDeclare(said: Readonly<Record<string, Wording>>): boolean {
    return isFixed && Object.entries(record?.wordings ?? {}).some(([each, before]) => isCorrected(before, said[each]));
  }

  async function save({ isCorrection, key, ...body }: Body & { name: string; description: string }, seen?: Question) {
    const saved = await (seen
      ? request("PUT /api/v1/questions/:id", {
          params: { id: seen.id },
          body: { ...body, isCorrection: isCorrection ?? false },
          ifMatch: seen.revision,
        })
      : request("POST /api/v1/questions", {
          body: { ...body, key, replaces: replaced?.id ?? null } satisfies NewQuestion,
        }));
    await queryClient.invalidateQueries({ queryKey: [questions.name] });
    return saved;
  }

  return (
    <RecordForm<Question, Fields, Body>
      {...props}
      suggestedName={
        replaced ? t("questions.nameOfNext", { name: replaced.name }) : (unlisted?.label.slice(0, 120) ?? "")
      }
      of={{ words: questions.words, one: questions.one, save }}
      start={(question): Fields => {
        const from = question ?? replaced;
        const kind = from?.kind ?? kindOf(unlisted?.type);
        const [low, high] = from ? [from.low, from.high] : usualScale(kind, unlisted?.scaleMax);
        const wordings = Object.entries(from?.wordings ?? {}).map(([each, said]) => ({ language: each, ...said }));
        return {
          key: question?.key ?? (replaced ? "" : (search.key ?? "")),
          ...{ kind, low: String(low), high: String(high), direction: from?.direction ?? "higher" },
          wordings: wordings.length > 0 ? wordings : [{ language, text: unlisted?.label ?? "", low: "", high: "" }],
          isCorrection: false,
        };
      }}
      read={read}
      told={(body) => [
        [t("questions.key"), body.key],
        [t("questions.kind"), t(`questions.kinds.${body.kind}`)],
        [t("questions.scale"), scaleWords(body, t)],
        ...Object.entries(body.wordings).map(
          ([each, { text, low, high }]) =>
            [languageName(each, language), [text, low, high].filter(Boolean).join(" · ")] as const,
        ),
      ]}
    >
      {(form) => {
        const { key, kind, low, high, direction, wordings, isCorrection } = form.fields;
        const said = Object.fromEntries(wordings.map((each) => [each.language.trim(), each]));
        return (
          <>
            {replaced ? (
              <p className="max-w-160 text-muted text-sm">{t("questions.replacing", { name: replaced.name })}</p>
            ) : null}
            <div className="grid gap-4 sm:grid-cols-2">
              <NameField form={form} label={t("questions.name")} help={t("questions.nameHelp")} />
              <Field
                label={t("questions.key")}
                help={t("questions.keyHelp")}
                error={form.wasSent && key.trim() === "" ? t("questions.keyMissing") : form.faultOf("key")}
              >
                <Input
                  value={key}
                  readOnly={record !== undefined}
                  maxLength={questionLimits.key}
                  autoComplete="off"
                  className="font-mono"
                  onChange={({ target }) => form.onChange({ key: target.value })}
                />
              </Field>
            </div>
            {isFixed ? (
              <p className="max-w-160 text-muted text-sm">
                {t("questions.fixed", {
                  count: answers,
                  kind: t(`questions.kinds.${kind}`),
                  scale: scaleWords({ kind, low: Number(low), high: Number(high), direction }, t),
                })}
              </p>
            ) : (
              <ScaleFields
                {...{ kind, low, high, direction }}
                onChange={form.onChange}
                faultOf={form.faultOf}
                wasSent={form.wasSent}
              />
            )}
            <WordingsFields
              wordings={wordings}
              onChange={(next) => form.onChange({ wordings: next })}
              low={Number(low)}
              high={Number(high)}
              isYesOrNo={kind === "fcr"}
              kept={new Set(isFixed ? Object.keys(record?.wordings ?? {}) : [])}
              faultOf={(index) => {
                const each = wordings[index];
                const faults = each && form.wasSent ? faultsOf(each, wordings) : [];
                return {
                  language: faults.includes("language") ? t("questions.languageWrong") : undefined,
                  text: faults.includes("text") ? t("questions.textMissing") : undefined,
                };
              }}
            />
            {mustDeclare(said) ? (
              <div className="flex flex-col gap-1 rounded-md border border-line bg-sunken p-3">
                <Checkbox
                  label={t("questions.correction")}
                  help={t("questions.correctionHelp", { count: answers })}
                  checked={isCorrection}
                  onChange={(next) => form.onChange({ isCorrection: next })}
                />
                {form.wasSent && !isCorrection ? (
                  <p role="alert" className="text-negative text-sm">
                    {t("questions.correctionMissing")}
                  </p>
                ) : null}
              </div>
            ) : null}
            <DescriptionField form={form} rows={2} label={t("questions.description")} />
          </>
        );
      }}
    </RecordForm>
  );
}

function faultsOf(each: WordingDraft, all: readonly WordingDraft[]): ("language" | "text")[] {
  const code = each.language.trim();
  const isTwice = all.filter(({ language }) => language.trim() === code).length > 1;
  return [
    ...(LANGUAGE.test(code) && !isTwice ? [] : (["language"] as const)),
    ...(each.text.trim() === "" ? (["text"] as const) : []),
  ];
}
