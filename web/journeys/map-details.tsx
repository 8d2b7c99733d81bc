import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, Input, Textarea } from "../ui/field.tsx";
import { useMap } from "./map-model.ts";

/** Name, description and window of the journey, while it is edited. */
export function MapDetails() {
  const { t } = useTranslation();
  const { document, edit } = useMap();
  const [days, setDays] = useState(String(document.windowDays));
  const [name, setName] = useState(document.name);
  const [description, setDescription] = useState(document.description);
  useEffect(() => setDays(String(document.windowDays)), [document.windowDays]);
  useEffect(() => setName(document.name), [document.name]);
  useEffect(() => setDescription(document.description), [document.description]);
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
    </div>
  );
}
