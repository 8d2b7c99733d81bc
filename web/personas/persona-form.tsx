import { useQuery } from "@tanstack/react-query";
import type { Persona } from "../../contracts/understand/personas.ts";
import { useMetricWords } from "../charts/metric-words.ts";
import { seenQuery } from "../conditions/seen.ts";
import { useTranslation } from "../i18n/words.ts";
import { metricsQuery } from "../metrics/ask.ts";
import { DescriptionField, type FormProps, NameField, RecordForm } from "../records/form.tsx";
import { recordQueries } from "../records/queries.ts";
import { Combobox, MultiCombobox } from "../ui/combobox.tsx";
import { Field, Textarea } from "../ui/field.tsx";
import { personas } from "./persona-kind.ts";
import { keyOf, kpiOptions } from "./persona-kpis.tsx";
import { PersonaSize } from "./persona-size.tsx";
import { PortraitPicker } from "./portrait-picker.tsx";
import { QuotePicker } from "./quote-picker.tsx";

const asOption = (text: string) => ({ value: text, label: text });
const lists = ["goals", "needs", "frustrations"] as const;
const mostLines = 12;
const longestLine = 240;

/** A list is typed a line each. */
function linesOf(text: string): string[] {
  return [...new Set(text.split("\n").map((line) => line.trim()))].filter(Boolean);
}

type List = (typeof lists)[number];

/** A list in the form: a line each. */
const textsOf = (persona: Persona | undefined) => ({
  goals: persona?.goals.join("\n") ?? "",
  needs: persona?.needs.join("\n") ?? "",
  frustrations: persona?.frustrations.join("\n") ?? "",
});

/** Describes a persona: the face, the people behind it, what they want and what they said. */
export function PersonaForm(props: FormProps<Persona>) {
  const { t } = useTranslation();
  const segments = useQuery(recordQueries("segments").list()).data?.items ?? [];
  const definitions = useMetricWords(useQuery(metricsQuery).data);
  const seen = useQuery(seenQuery).data?.channels ?? [];
  const options = kpiOptions(definitions ?? []);

  const nameOfFace = ({ portrait, picture }: Pick<Persona, "portrait" | "picture">) =>
    picture === null
      ? `${t(`personas.styles.${portrait.style}`)} ${portrait.seed}`
      : `${t("personas.ownPicture")} ${picture.slice(-4)}`;

  function faultOf(text: string): string | undefined {
    const lines = linesOf(text);
    if (lines.length > mostLines) return t("personas.tooMany", { count: mostLines });
    return lines.some((line) => line.length > longestLine) ? t("personas.tooLong", { count: longestLine }) : undefined;
  }

  return (
    <RecordForm
      {...props}
      of={personas}
      start={(persona) => ({
        segment: persona?.segment ?? null,
        portrait: persona?.portrait ?? { style: "figure" as const, seed: "1" },
        picture: persona?.picture ?? null,
        texts: textsOf(persona),
        channels: persona?.channels ?? [],
        kpis: persona?.kpis ?? [{ metric: "nps" }, { metric: "csat" }],
        quotes: persona?.quotes ?? [],
      })}
      read={({ texts, ...rest }) => {
        if (lists.some((list) => faultOf(texts[list]))) return null;
        const lines = (list: List) => linesOf(texts[list]);
        return { ...rest, goals: lines("goals"), needs: lines("needs"), frustrations: lines("frustrations") };
      }}
      told={(persona) => [
        [t("personas.segment"), segments.find(({ id }) => id === persona.segment)?.name ?? persona.segment ?? ""],
        [t("personas.portrait"), nameOfFace(persona)],
        ...lists.map((list) => [t(`personas.${list}`), persona[list].join("\n")] as const),
        [t("personas.quotes"), persona.quotes.map(({ text }) => text).join("\n")],
        [t("personas.channels"), persona.channels.join(", ")],
        [t("personas.kpis"), persona.kpis.map(keyOf).join(", ")],
      ]}
    >
      {(form) => (
        <>
          <div className="grid gap-6 lg:grid-cols-[3fr_2fr]">
            <div className="flex min-w-0 flex-col gap-4">
              <NameField form={form} label={t("personas.name")} help={t("personas.nameHelp")} />
              <DescriptionField form={form} rows={4} label={t("personas.description")} help={t("personas.whoHelp")} />
            </div>
            <div className="flex min-w-0 flex-col gap-4">
              <Field label={t("personas.segment")} help={t("personas.segmentHelp")} optional>
                <Combobox
                  value={form.fields.segment}
                  placeholder={t("personas.chooseSegment")}
                  options={segments.map(({ id, name: label, description: hint }) => ({ value: id, label, hint }))}
                  onChange={(segment) => form.onChange({ segment })}
                />
              </Field>
              <PersonaSize segment={form.fields.segment} />
              <PortraitPicker
                portrait={form.fields.portrait}
                picture={form.fields.picture}
                onChange={(portrait, picture) => form.onChange({ portrait, picture })}
              />
            </div>
          </div>
          <div className="grid gap-4 border-line border-t pt-5 md:grid-cols-3">
            {lists.map((list) => (
              <Field
                key={list}
                label={t(`personas.${list}`)}
                help={t("personas.lineEach")}
                error={faultOf(form.fields.texts[list])}
                optional
              >
                <Textarea
                  rows={5}
                  value={form.fields.texts[list]}
                  onChange={({ target }) => form.onChange({ texts: { ...form.fields.texts, [list]: target.value } })}
                />
              </Field>
            ))}
          </div>
          <section className="border-line border-t pt-5">
            <h2 className="font-semibold text-base">{t("personas.quotes")}</h2>
            <p className="mt-0.5 mb-3 text-muted text-sm">{t("personas.quotesHelp")}</p>
            <QuotePicker
              quotes={form.fields.quotes}
              segment={form.fields.segment}
              onChange={(quotes) => form.onChange({ quotes })}
            />
          </section>
          <div className="grid gap-4 border-line border-t pt-5 md:grid-cols-2">
            <Field label={t("personas.channels")} optional>
              <MultiCombobox
                value={form.fields.channels}
                options={[...new Set([...seen, ...form.fields.channels])].map(asOption)}
                own={asOption}
                onChange={(channels) => form.onChange({ channels: channels.slice(0, 12) })}
              />
            </Field>
            <Field label={t("personas.kpis")} help={t("personas.kpisHelp")} optional>
              <MultiCombobox
                value={form.fields.kpis.map(keyOf)}
                options={options}
                onChange={(keys) => {
                  const kpis = keys.flatMap((key) => {
                    const had = form.fields.kpis.find((each) => keyOf(each) === key);
                    return had ?? options.find(({ value }) => value === key)?.kpi ?? [];
                  });
                  form.onChange({ kpis: kpis.slice(0, 6) });
                }}
              />
            </Field>
          </div>
        </>
      )}
    </RecordForm>
  );
}
