import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { request } from "../session/api.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field, Input } from "../ui/field.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { journeys } from "./journey-kind.ts";
import { Starts } from "./starts.tsx";

/** Creates a journey and goes there. */
export function NewJourney({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isNaming, setNaming] = useState(false);

  function close() {
    setNaming(false);
    onClose();
  }

  async function go(id: string, edit: boolean) {
    void journeys.changed();
    void recordQueries("touchpoints").changed();
    setNaming(false);
    await navigate({ to: "/journeys/$id", params: { id }, search: edit ? { edit } : {} });
  }

  return (
    <Dialog
      open={open}
      size={isNaming ? "md" : "lg"}
      onOpenChange={(next) => !next && close()}
      title={t("journeys.new")}
      description={t(isNaming ? "journeys.fromNothingBody" : "journeys.newBody")}
    >
      {isNaming ? (
        <FromNothing onMade={(id) => go(id, true)} onBack={() => setNaming(false)} />
      ) : (
        <Starts
          onFile={async (file) => go((await request("POST /api/v1/journeys/import", { body: file })).id, false)}
          onDiscover={() => void navigate({ to: "/journeys/discover" })}
          onBlank={async () => setNaming(true)}
        />
      )}
    </Dialog>
  );
}

/** Asks for the name, and draws the first phase and step: what is there begins to be drawn on at once. */
function FromNothing({ onMade, onBack }: { onMade: (id: string) => Promise<void>; onBack: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [isMissing, setMissing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  async function make() {
    setMissing(name.trim() === "");
    if (name.trim() === "" || isBusy) return;
    setBusy(true);
    setProblem(null);
    const step = { id: "step-1", name: t("journey.newStep"), touchpointId: null };
    const phases = [{ id: "phase-1", name: t("journey.newPhase"), steps: [step] }];
    try {
      await onMade((await request("POST /api/v1/journeys", { body: { name: name.trim(), phases } })).id);
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }

  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <FormProblem error={problem} />
      <Field label={t("journeys.name")} error={isMissing ? t("journeys.nameMissing") : undefined}>
        <Input autoFocus maxLength={120} value={name} onChange={({ target }) => setName(target.value)} />
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onBack}>{t("journeys.otherStart")}</Button>
        <Button type="submit" variant="primary" busy={isBusy}>
          {t("journeys.begin")}
        </Button>
      </div>
    </form>
  );
}
