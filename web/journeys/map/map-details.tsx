import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { personasQuery } from "../../records/persona-queries.ts";
import { MultiCombobox } from "../../ui/combobox.tsx";
import { Field, Input, Textarea } from "../../ui/field.tsx";
import { useMap } from "./map-model.ts";

/** Name, description, window and personas of the journey, while it is edited. */
export function MapDetails() {
  const { t } = useTranslation();
  const { document, edit } = useMap();
  const [days, setDays] = useState(String(document.windowDays));
  const [name, setName] = useState(document.name);
  const [description, setDescription] = useState(document.description);
  useEffect(() => setDays(String(document.windowDays)), [document.windowDays]);
  useEffect(() => setName(document.name), [document.name]);
  useEffect(() => setDescription(document.description), [document.description]);
  const personas = useQuery(personasQuery).data?.items ?? [];
  const number = Number(days);
  const isWrong = !Number.isInteger(number) || number < 1 || number > 730;
  return (
    <div className="mb-4 grid gap-4 rounded-lg border border-line bg-surface p-4 sm:grid-cols-[2fr_3fr_1fr]">
      <Field label={t("journey.name")} error={name.trim() === "" ? t("journey.nameMissing") : undefined}>
        <Input
          value={name}
          maxLength={120}
          onChange={(event) => setName(event.target.value)}
          onBlur={() => name.trim() && edit((before) => ({ ...before, name: name.trim() }))}
        />
      </Field>
      <Field label={t("journey.description")} optional>
        <Textarea
          value={description}
          rows={1}
          maxLength={4000}
          onChange={(event) => setDescription(event.target.value)}
          onBlur={() => edit((before) => ({ ...before, description }))}
        />
      </Field>
      <Field
        label={t("journey.window")}
        help={t("journey.windowHelp")}
        error={isWrong ? t("journey.windowWrong") : undefined}
      >
        <Input
          inputMode="numeric"
          value={days}
          onChange={(event) => setDays(event.target.value)}
          onBlur={() => !isWrong && edit((before) => ({ ...before, windowDays: number }))}
        />
      </Field>
      <Field label={t("journey.persona.many")} help={t("journey.persona.help")} optional className="sm:col-span-3">
        <MultiCombobox
          value={document.personas}
          options={personas.map(({ id, name: label }) => ({ value: id, label }))}
          placeholder={t(personas.length === 0 ? "journey.persona.none" : "journey.persona.pick")}
          onChange={(chosen) => edit((before) => ({ ...before, personas: chosen.slice(0, 10) }))}
        />
      </Field>
    </div>
  );
}
