import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Persona } from "../../contracts/understand/personas.ts";
import { useMetricWords } from "../charts/metric-words.ts";
import { useTranslation } from "../i18n/words.ts";
import { metricsQuery } from "../metrics/ask.ts";
import { DescriptionField, NameField, RecordForm } from "../records/record-form.tsx";
import { seenQuery } from "../records/seen-queries.ts";
import { segmentsQuery } from "../records/segment-queries.ts";
import { request } from "../session/api.ts";
import { Combobox, MultiCombobox } from "../ui/combobox.tsx";
import { Field, Textarea } from "../ui/field.tsx";
import { keyOf, kpiOptions } from "./persona-kpis.tsx";
import { PersonaSize } from "./persona-size.tsx";
import { PortraitPicker } from "./portrait-picker.tsx";
import { QuotePicker } from "./quote-picker.tsx";

interface PersonaFormProps {
  /** Absent for a new one. */
  persona?: Persona | undefined;
  onSaved: (persona: Persona) => void;
  onCancel: () => void;
  /** Beside the buttons, for what else can be done. */
  aside?: ReactNode;
}

const lists = ["goals", "needs", "frustrations"] as const;
const mostLines = 12;
const longestLine = 240;

/** A list is typed a line each. */
function linesOf(text: string): string[] {
  return [...new Set(text.split("\n").map((line) => line.trim()))].filter(Boolean);
}

/** Describes a persona: the face, the people behind it, what they want and what they said. */
export function PersonaForm({ persona, onSaved, onCancel, aside }: PersonaFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const segments = useQuery(segmentsQuery).data?.items ?? [];
  const definitions = useMetricWords(useQuery(metricsQuery).data);
  const seen = useQuery(seenQuery).data?.channels ?? [];
  const [name, setName] = useState(persona?.name ?? "");
  const [description, setDescription] = useState(persona?.description ?? "");
  const [segment, setSegment] = useState(persona?.segment ?? null);
  const [portrait, setPortrait] = useState(persona?.portrait ?? { style: "figure" as const, seed: "1" });
  const [picture, setPicture] = useState(persona?.picture ?? null);
  const [texts, setTexts] = useState({
    goals: persona?.goals.join("\n") ?? "",
    needs: persona?.needs.join("\n") ?? "",
    frustrations: persona?.frustrations.join("\n") ?? "",
  });
  const [channels, setChannels] = useState(persona?.channels ?? []);
  const [kpis, setKpis] = useState(persona?.kpis ?? [{ metric: "nps" }, { metric: "csat" }]);
  const [quotes, setQuotes] = useState(persona?.quotes ?? []);
  const options = kpiOptions(definitions ?? []);

  function faultOf(list: (typeof lists)[number]): string | undefined {
    const lines = linesOf(texts[list]);
    if (lines.length > mostLines) return t("personas.tooMany", { count: mostLines });
    return lines.some((line) => line.length > longestLine) ? t("personas.tooLong", { count: longestLine }) : undefined;
  }

  async function save() {
    const body = {
      ...{ name: name.trim(), description: description.trim(), segment, portrait, picture, channels, kpis, quotes },
      ...{ goals: linesOf(texts.goals), needs: linesOf(texts.needs), frustrations: linesOf(texts.frustrations) },
    };
    const saved = persona
      ? await request("PUT /api/v1/personas/:id", { params: { id: persona.id }, body, ifMatch: persona.revision })
      : await request("POST /api/v1/personas", { body });
    await client.invalidateQueries({ queryKey: ["personas"] });
    onSaved(saved);
  }

  return (
    <RecordForm
      words="personas"
      isNew={!persona}
      isComplete={!lists.some((list) => faultOf(list))}
      save={save}
      written={{ name, description }}
      onCancel={onCancel}
      aside={aside}
    >
      {({ nameFault }) => (
        <>
          <div className="grid gap-6 lg:grid-cols-[3fr_2fr]">
            <div className="flex min-w-0 flex-col gap-4">
              <NameField
                label={t("personas.name")}
                help={t("personas.nameHelp")}
                error={nameFault}
                value={name}
                onChange={setName}
              />
              <DescriptionField
                rows={4}
                label={t("personas.who")}
                help={t("personas.whoHelp")}
                value={description}
                onChange={setDescription}
              />
            </div>
            <div className="flex min-w-0 flex-col gap-4">
              <Field label={t("personas.segment")} help={t("personas.segmentHelp")} optional>
                <Combobox
                  value={segment}
                  placeholder={t("personas.chooseSegment")}
                  options={segments.map(({ id, name: label, description: hint }) => ({ value: id, label, hint }))}
                  onChange={setSegment}
                />
              </Field>
              <PersonaSize segment={segment} />
              <PortraitPicker
                portrait={portrait}
                picture={picture}
                onChange={(next, ownPicture) => {
                  setPortrait(next);
                  setPicture(ownPicture);
                }}
              />
            </div>
          </div>
          <div className="grid gap-4 border-line border-t pt-5 md:grid-cols-3">
            {lists.map((list) => (
              <Field
                key={list}
                label={t(`personas.${list}`)}
                help={t("personas.lineEach")}
                error={faultOf(list)}
                optional
              >
                <Textarea
                  rows={5}
                  value={texts[list]}
                  onChange={(event) => setTexts({ ...texts, [list]: event.target.value })}
                />
              </Field>
            ))}
          </div>
          <section className="border-line border-t pt-5">
            <h2 className="font-semibold text-base">{t("personas.quotes")}</h2>
            <p className="mt-0.5 mb-3 text-muted text-sm">{t("personas.quotesHelp")}</p>
            <QuotePicker quotes={quotes} segment={segment} onChange={setQuotes} />
          </section>
          <div className="grid gap-4 border-line border-t pt-5 md:grid-cols-2">
            <Field label={t("personas.channels")} optional>
              <MultiCombobox
                value={channels}
                options={[...new Set([...seen, ...channels])].map((channel) => ({ value: channel, label: channel }))}
                onChange={(next) => setChannels(next.slice(0, 12))}
              />
            </Field>
            <Field label={t("personas.kpis")} help={t("personas.kpisHelp")} optional>
              <MultiCombobox
                value={kpis.map(keyOf)}
                options={options}
                onChange={(keys) => {
                  const chosen = keys.flatMap((key) => {
                    const kpi =
                      kpis.find((each) => keyOf(each) === key) ?? options.find(({ value }) => value === key)?.kpi;
                    return kpi ? [kpi] : [];
                  });
                  setKpis(chosen.slice(0, 6));
                }}
              />
            </Field>
          </div>
        </>
      )}
    </RecordForm>
  );
}
