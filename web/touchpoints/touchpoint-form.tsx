import { useQueryClient } from "@tanstack/react-query";
import type { Touchpoint } from "../../contracts/understand/touchpoints.ts";
import { RuleBuilder, useWords } from "../conditions/rule-builder.tsx";
import { conditionOf, draftOf, newGroup } from "../conditions/rule-draft.ts";
import { RulePreview, rulePreviewQuery } from "../conditions/rule-preview.tsx";
import { seenQuery } from "../conditions/seen.ts";
import { useTranslation } from "../i18n/words.ts";
import { DescriptionField, type FormProps, NameField, RecordForm } from "../records/form.tsx";
import { MultiCombobox } from "../ui/combobox.tsx";
import { Field } from "../ui/field.tsx";
import { touchpoints } from "./touchpoint-kind.ts";

const asOption = (text: string) => ({ value: text, label: text });
const knownChannels = ["web", "app", "email", "phone", "chat", "store", "sms", "branch"];

/** Describes a touchpoint: what it is called, and which events and feedback happen there, with what that matches. */
export function TouchpointForm(props: FormProps<Touchpoint>) {
  const { t } = useTranslation();
  const words = useWords();
  const client = useQueryClient();
  return (
    <RecordForm
      {...props}
      of={touchpoints}
      start={(touchpoint) => ({
        channels: touchpoint?.channels ?? [],
        draft: touchpoint ? draftOf(touchpoint.rule) : newGroup("any"),
      })}
      read={({ channels, draft }) => {
        const rule = conditionOf(draft);
        return rule && { channels, rule };
      }}
      doubtOf={async ({ rule }) => {
        const [{ matches }, { events }] = await Promise.all([
          client.fetchQuery(rulePreviewQuery(JSON.stringify(rule))),
          client.fetchQuery(seenQuery),
        ]);
        // Where nothing has arrived yet, every rule matches nothing.
        if (matches > 0 || events.length === 0) return undefined;
        return { title: t("touchpoints.matchesNothing"), body: t("touchpoints.matchesNothingBody") };
      }}
      told={({ channels, rule }) => [
        [t("touchpoints.channels"), channels.join(", ")],
        [t("touchpoints.rule"), words(rule)],
      ]}
    >
      {(form) => (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <NameField form={form} label={t("touchpoints.name")} help={t("touchpoints.nameHelp")} />
            <Field label={t("touchpoints.channels")} error={form.faultOf("channels")} optional>
              <MultiCombobox
                value={form.fields.channels}
                placeholder={t("touchpoints.channelsPlaceholder")}
                options={[...new Set([...form.fields.channels, ...knownChannels])].map(asOption)}
                own={asOption}
                onChange={(channels) => form.onChange({ channels })}
              />
            </Field>
          </div>
          <DescriptionField form={form} rows={2} label={t("touchpoints.description")} />
          <div className="grid gap-6 border-line border-t pt-5 lg:grid-cols-[3fr_2fr]">
            <section className="min-w-0">
              <h2 className="font-semibold text-base">{t("touchpoints.rule")}</h2>
              <p className="mt-0.5 mb-3 text-muted text-sm">{t("touchpoints.ruleHelp")}</p>
              <RuleBuilder rule={form.fields.draft} onChange={(draft) => form.onChange({ draft })} />
              {form.wasSent && form.body === null ? (
                <p role="alert" className="mt-2 text-negative text-sm">
                  {t("rule.unfinished")}
                </p>
              ) : null}
            </section>
            <div className="min-w-0 rounded-lg border border-line bg-surface p-4">
              <RulePreview rule={form.body?.rule ?? null} />
            </div>
          </div>
        </>
      )}
    </RecordForm>
  );
}
