import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Erasure } from "../../contracts/know/personal-data.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { periodsQuery } from "./queries.ts";

interface EraseFormProps {
  contacts: string[];
  name: string;
  onCancel: () => void;
  onAsked: (asked: Erasure) => void;
}

/** Asks for a customer to be erased or made anonymous, confirmed by name. */
export function EraseForm({ contacts, name, onCancel, onAsked }: EraseFormProps) {
  const { t } = useTranslation();
  const [mode, setMode] = useState<Erasure["mode"]>("erase");
  const [keepTexts, setKeepTexts] = useState(false);
  const [now, setNow] = useState(false);
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string>();
  const periods = useQuery(periodsQuery);
  const ask = useMutation({
    mutationFn: () =>
      request("POST /api/v1/erasures", { body: { contacts, mode, keepTexts: mode === "anonymise" && keepTexts, now } }),
    onSuccess: onAsked,
  });
  const days = periods.data?.items.find(({ kind }) => kind === "erasures")?.days ?? 0;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== name) setWrong(t("ui.nameDiffers", { name }));
        else if (!ask.isPending) ask.mutate();
      }}
    >
      <FormProblem error={ask.error} />
      <Segmented
        label={t("personal.mode")}
        value={mode}
        onChange={setMode}
        options={[
          { value: "erase", label: t("personal.mode.erase") },
          { value: "anonymise", label: t("personal.mode.anonymise") },
        ]}
      />
      <p className="text-muted text-sm">{t(`personal.modeBody.${mode}`)}</p>
      {mode === "anonymise" ? (
        <Checkbox
          label={t("personal.keepTexts")}
          help={t("personal.keepTextsHelp")}
          checked={keepTexts}
          onChange={setKeepTexts}
        />
      ) : null}
      <Checkbox
        label={t("personal.now")}
        help={t("personal.nowHelp", { count: days })}
        checked={now}
        onChange={setNow}
      />
      <Field label={t("ui.typeName", { name })} error={wrong}>
        <Input value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t("ui.cancel")}</Button>
        <Button type="submit" variant="danger" busy={ask.isPending}>
          {t(`personal.confirm.${mode}`)}
        </Button>
      </div>
    </form>
  );
}
