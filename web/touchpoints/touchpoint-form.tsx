import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Touchpoint } from "../../contracts/understand/touchpoints.ts";
import { RuleBuilder } from "../conditions/rule-builder.tsx";
import { conditionOf, draftOf, newGroup } from "../conditions/rule-draft.ts";
import { RulePreview } from "../conditions/rule-preview.tsx";
import { useTranslation } from "../i18n/words.ts";
import { DescriptionField, NameField, RecordForm } from "../records/record-form.tsx";
import { request } from "../session/api.ts";
import { MultiCombobox } from "../ui/combobox.tsx";
import { Field } from "../ui/field.tsx";

interface TouchpointFormProps {
  /** Absent for a new one. */
  touchpoint?: Touchpoint | undefined;
  suggestedName?: string;
  onSaved: (touchpoint: Touchpoint) => void;
  onCancel: () => void;
  /** Beside the buttons, for what else can be done. */
  aside?: ReactNode;
}

const knownChannels = ["web", "app", "email", "phone", "chat", "store", "sms", "branch"];

/** Describes a touchpoint: what it is called, and which events and feedback happen there, with what that matches. */
export function TouchpointForm({ touchpoint, suggestedName = "", onSaved, onCancel, aside }: TouchpointFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState(touchpoint?.name ?? suggestedName);
  const [description, setDescription] = useState(touchpoint?.description ?? "");
  const [channels, setChannels] = useState<string[]>(touchpoint?.channels ?? []);
  const [typedChannel, setTypedChannel] = useState("");
  const [draft, setDraft] = useState(() => (touchpoint ? draftOf(touchpoint.rule) : newGroup("any")));
  const rule = conditionOf(draft);
  const own = typedChannel.trim();
  const offered = [...new Set([...(own ? [own] : []), ...channels, ...knownChannels])];

  async function save() {
    if (rule === null) return;
    const body = { name: name.trim(), description: description.trim(), channels, rule };
    const saved = touchpoint
      ? await request("PUT /api/v1/touchpoints/:id", {
          params: { id: touchpoint.id },
          body,
          ifMatch: touchpoint.revision,
        })
      : await request("POST /api/v1/touchpoints", { body });
    await client.invalidateQueries({ queryKey: ["touchpoints"] });
    // Rules apply to history: every number that rests on one may be another now.
    void client.invalidateQueries();
    onSaved(saved);
  }

  return (
    <RecordForm
      words="touchpoints"
      isNew={!touchpoint}
      isComplete={rule !== null}
      save={save}
      written={{ name, description }}
      onCancel={onCancel}
      aside={aside}
    >
      {({ wasSent, nameFault }) => (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <NameField
              label={t("touchpoints.name")}
              help={t("touchpoints.nameHelp")}
              error={nameFault}
              value={name}
              onChange={setName}
            />
            <Field label={t("touchpoints.channels")} optional>
              <MultiCombobox
                value={channels}
                onSearch={setTypedChannel}
                placeholder={t("touchpoints.channelsPlaceholder")}
                options={offered
                  .filter((channel) => channel.toLowerCase().includes(own.toLowerCase()))
                  .map((channel) => ({ value: channel, label: channel }))}
                onChange={(next) => {
                  setTypedChannel("");
                  setChannels(next);
                }}
              />
            </Field>
          </div>
          <DescriptionField
            rows={2}
            label={t("touchpoints.description")}
            value={description}
            onChange={setDescription}
          />
          <div className="grid gap-6 border-line border-t pt-5 lg:grid-cols-[3fr_2fr]">
            <section className="min-w-0">
              <h2 className="font-semibold text-base">{t("touchpoints.rule")}</h2>
              <p className="mt-0.5 mb-3 text-muted text-sm">{t("touchpoints.ruleHelp")}</p>
              <RuleBuilder rule={draft} onChange={setDraft} />
              {wasSent && rule === null ? (
                <p role="alert" className="mt-2 text-negative text-sm">
                  {t("rule.unfinished")}
                </p>
              ) : null}
            </section>
            <div className="min-w-0 rounded-lg border border-line bg-surface p-4">
              <RulePreview rule={rule} />
            </div>
          </div>
        </>
      )}
    </RecordForm>
  );
}
