import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../contracts/client.ts";
import type { Touchpoint } from "../../contracts/touchpoints.ts";
import { request } from "../api.ts";
import { Button } from "../ui/button.tsx";
import { MultiCombobox } from "../ui/combobox.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Field, Input, Textarea } from "../ui/field.tsx";
import { RuleBuilder } from "./rule-builder.tsx";
import { conditionOf, draftOf, newGroup } from "./rule-draft.ts";
import { RulePreview } from "./rule-preview.tsx";

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
  const [wasSent, setSent] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const rule = conditionOf(draft);
  const nameTaken = problem instanceof ApiError && problem.problem.status === 409;
  const isStale = problem instanceof ApiError && problem.problem.status === 412;
  const own = typedChannel.trim();
  const offered = [...new Set([...(own ? [own] : []), ...channels, ...knownChannels])];

  async function save() {
    setSent(true);
    setProblem(null);
    if (name.trim() === "" || rule === null) return;
    setBusy(true);
    const body = { name: name.trim(), description: description.trim(), channels, rule };
    try {
      const saved = touchpoint
        ? await request("PUT /api/v1/touchpoints/:id", {
            params: { id: touchpoint.id },
            body,
            ifMatch: touchpoint.revision,
          })
        : await request("POST /api/v1/touchpoints", { body });
      // Rules apply to history: every number that rests on one may be another now.
      await client.invalidateQueries({ queryKey: ["touchpoints"] });
      void client.invalidateQueries({ queryKey: ["journey-numbers"] });
      void client.invalidateQueries({ queryKey: ["query"] });
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
        // A form in a dialog above a page with a form of its own must not send both.
        event.stopPropagation();
        if (!isBusy) void save();
      }}
    >
      {problem && !nameTaken ? (
        <div>
          <ErrorState
            error={problem}
            title={t(isStale ? "touchpoints.staleTitle" : "touchpoints.saveFailed")}
            kept={t(isStale ? "touchpoints.staleBody" : "journey.changesKept")}
          />
        </div>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t("touchpoints.name")}
          help={t("touchpoints.nameHelp")}
          error={
            wasSent && name.trim() === ""
              ? t("touchpoints.nameMissing")
              : nameTaken && problem instanceof ApiError
                ? problem.problem.detail
                : undefined
          }
        >
          <Input value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
        </Field>
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
      <Field label={t("touchpoints.description")} optional>
        <Textarea
          value={description}
          rows={2}
          maxLength={2000}
          onChange={(event) => setDescription(event.target.value)}
        />
      </Field>
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
      <div className="flex flex-wrap items-center justify-end gap-2 border-line border-t pt-4">
        {aside ? <span className="me-auto">{aside}</span> : null}
        <Button onClick={onCancel}>{t("ui.cancel")}</Button>
        <Button type="submit" variant="primary" busy={isBusy}>
          {t(touchpoint ? "touchpoints.save" : "touchpoints.create")}
        </Button>
      </div>
    </form>
  );
}
