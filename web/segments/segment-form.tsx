import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../contracts/client.ts";
import type { Segment } from "../../contracts/segments.ts";
import { request } from "../api.ts";
import { RuleBuilder } from "../touchpoints/rule-builder.tsx";
import { conditionOf, draftOf, newDid, newGroup } from "../touchpoints/rule-draft.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Field, Input, Textarea } from "../ui/field.tsx";
import { SegmentPreview } from "./segment-preview.tsx";

interface SegmentFormProps {
  /** Absent for a new one. */
  segment?: Segment | undefined;
  onSaved: (segment: Segment) => void;
  onCancel: () => void;
  /** Beside the buttons, for what else can be done. */
  aside?: ReactNode;
}

/** Describes a segment: what it is called and who is in it, with who that is now. */
export function SegmentForm({ segment, onSaved, onCancel, aside }: SegmentFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState(segment?.name ?? "");
  const [description, setDescription] = useState(segment?.description ?? "");
  const [draft, setDraft] = useState(() => (segment ? draftOf(segment.condition) : newGroup("all", [newDid()])));
  const [wasSent, setSent] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const condition = conditionOf(draft);
  const taken = problem instanceof ApiError && problem.problem.code === "name_taken" ? t("people.nameTaken") : null;
  const isStale = problem instanceof ApiError && problem.problem.status === 412;

  async function save() {
    setSent(true);
    setProblem(null);
    if (name.trim() === "" || condition === null) return;
    setBusy(true);
    const body = { name: name.trim(), description: description.trim(), condition };
    try {
      const saved = segment
        ? await request("PUT /api/v1/segments/:id", { params: { id: segment.id }, body, ifMatch: segment.revision })
        : await request("POST /api/v1/segments", { body });
      await client.invalidateQueries({ queryKey: ["segments"] });
      // Every number and every list on any page may be of other people now.
      void client.invalidateQueries();
      onSaved(saved);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void save();
      }}
    >
      {problem && taken === null ? (
        <ErrorState
          error={problem}
          title={t(isStale ? "segments.staleTitle" : "segments.saveFailed")}
          kept={t(isStale ? "segments.staleBody" : "journey.changesKept")}
        />
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t("segments.name")}
          error={wasSent && name.trim() === "" ? t("segments.nameMissing") : (taken ?? undefined)}
        >
          <Input value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t("segments.description")} optional>
          <Textarea
            value={description}
            rows={1}
            maxLength={2000}
            onChange={(event) => setDescription(event.target.value)}
          />
        </Field>
      </div>
      <div className="grid gap-6 border-line border-t pt-5 lg:grid-cols-[3fr_2fr]">
        <section className="min-w-0">
          <h2 className="font-semibold text-base">{t("segments.condition")}</h2>
          <p className="mt-0.5 mb-3 text-muted text-sm">{t("segments.conditionHelp")}</p>
          <RuleBuilder rule={draft} onChange={setDraft} about="people" />
          {wasSent && condition === null ? (
            <p role="alert" className="mt-2 text-negative text-sm">
              {t("segments.unfinished")}
            </p>
          ) : null}
        </section>
        <div className="min-w-0 rounded-lg border border-line bg-surface p-4">
          <SegmentPreview condition={condition} />
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-end gap-2 border-line border-t pt-4">
        {aside ? <span className="me-auto">{aside}</span> : null}
        <Button onClick={onCancel}>{t("ui.cancel")}</Button>
        <Button type="submit" variant="primary" busy={isBusy}>
          {t(segment ? "segments.save" : "segments.create")}
        </Button>
      </div>
    </form>
  );
}
