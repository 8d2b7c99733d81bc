import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { recordQueries } from "../../records/queries.ts";
import { MultiCombobox } from "../../ui/combobox.tsx";
import { Field, Input, Textarea } from "../../ui/field.tsx";
import { useMap } from "./map-model.ts";

/**
 * A text that is written where it stands and kept when it is left. What is being typed stays, whatever somebody else saves
 * meanwhile; what does not hold stays too, to be mended.
 */
function useTyped(stored: string, isWrong: (text: string) => boolean, keep: (text: string) => void) {
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed ?? stored;
  return {
    isWrong: isWrong(value),
    props: {
      value,
      onChange: ({ target }: { target: { value: string } }) => setTyped(target.value),
      onBlur() {
        if (isWrong(value)) return;
        setTyped(null);
        if (value !== stored) keep(value);
      },
    },
  };
}

/** Name, description, window and personas of the journey, while it is edited. */
export function MapDetails() {
  const { t } = useTranslation();
  const { document, edit } = useMap();
  const personas = useQuery(recordQueries("personas").list()).data?.items ?? [];
  const name = useTyped(
    document.name,
    (text) => text.trim() === "",
    (text) => edit((before) => ({ ...before, name: text.trim() })),
  );
  const description = useTyped(
    document.description,
    () => false,
    (text) => edit((before) => ({ ...before, description: text })),
  );
  const days = useTyped(
    String(document.windowDays),
    (text) => !/^\d+$/.test(text.trim()) || Number(text) < 1 || Number(text) > 730,
    (text) => edit((before) => ({ ...before, windowDays: Number(text) })),
  );
  return (
    <div className="mb-4 grid gap-4 rounded-lg border border-line bg-surface p-4 sm:grid-cols-[2fr_3fr_1fr]">
      <Field label={t("journey.name")} error={name.isWrong ? t("journey.nameMissing") : undefined}>
        <Input {...name.props} maxLength={120} />
      </Field>
      <Field label={t("journey.description")} optional>
        <Textarea {...description.props} rows={1} maxLength={4000} />
      </Field>
      <Field
        label={t("journey.window")}
        help={t("journey.windowHelp")}
        error={days.isWrong ? t("journey.windowWrong") : undefined}
      >
        <Input {...days.props} inputMode="numeric" />
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
