import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Segment } from "../../contracts/know/segments.ts";
import { RuleBuilder } from "../conditions/rule-builder.tsx";
import { conditionOf, draftOf, newDid, newGroup } from "../conditions/rule-draft.ts";
import { useTranslation } from "../i18n/words.ts";
import { DescriptionField, NameField, RecordForm } from "../records/record-form.tsx";
import { request } from "../session/api.ts";
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
  const condition = conditionOf(draft);

  async function save() {
    if (condition === null) return;
    const body = { name: name.trim(), description: description.trim(), condition };
    const saved = segment
      ? await request("PUT /api/v1/segments/:id", { params: { id: segment.id }, body, ifMatch: segment.revision })
      : await request("POST /api/v1/segments", { body });
    await client.invalidateQueries({ queryKey: ["segments"] });
    // Every number and every list on any page may be of other people now.
    void client.invalidateQueries();
    onSaved(saved);
  }

  return (
    <RecordForm
      words="segments"
      isNew={!segment}
      isComplete={condition !== null}
      save={save}
      written={{ name, description }}
      onCancel={onCancel}
      aside={aside}
    >
      {({ wasSent, nameFault }) => (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <NameField label={t("segments.name")} error={nameFault} value={name} onChange={setName} />
            <DescriptionField
              rows={1}
              label={t("segments.description")}
              value={description}
              onChange={setDescription}
            />
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
        </>
      )}
    </RecordForm>
  );
}
