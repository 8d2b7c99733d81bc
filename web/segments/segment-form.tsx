import { useQueryClient } from "@tanstack/react-query";
import type { Segment } from "../../contracts/know/segments.ts";
import { RuleBuilder, useWords } from "../conditions/rule-builder.tsx";
import { conditionOf, draftOf, newDid, newGroup } from "../conditions/rule-draft.ts";
import { seenQuery } from "../conditions/seen.ts";
import { useTranslation } from "../i18n/words.ts";
import { DescriptionField, type FormProps, NameField, RecordForm } from "../records/form.tsx";
import { segments } from "./segment-kind.ts";
import { SegmentPreview, segmentPreviewQuery } from "./segment-preview.tsx";

/** Describes a segment: what it is called and who is in it, with who that is now. */
export function SegmentForm(props: FormProps<Segment>) {
  const { t } = useTranslation();
  const words = useWords();
  const client = useQueryClient();
  return (
    <RecordForm
      {...props}
      of={segments}
      start={(segment) => ({ draft: segment ? draftOf(segment.condition) : newGroup("all", [newDid()]) })}
      read={({ draft }) => {
        const condition = conditionOf(draft);
        return condition && { condition };
      }}
      doubtOf={async ({ condition }) => {
        const [{ size }, { events }] = await Promise.all([
          client.fetchQuery(segmentPreviewQuery(JSON.stringify(condition))),
          client.fetchQuery(seenQuery),
        ]);
        // Where nothing has arrived yet, everybody is still to come.
        if (size > 0 || events.length === 0) return undefined;
        return { title: t("segments.matchesNobody"), body: t("segments.matchesNobodyBody") };
      }}
      told={({ condition }) => [[t("segments.condition"), words(condition)]]}
    >
      {(form) => (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <NameField form={form} label={t("segments.name")} />
            <DescriptionField form={form} rows={1} label={t("segments.description")} />
          </div>
          <div className="grid gap-6 border-line border-t pt-5 lg:grid-cols-[3fr_2fr]">
            <section className="min-w-0">
              <h2 className="font-semibold text-base">{t("segments.condition")}</h2>
              <p className="mt-0.5 mb-3 text-muted text-sm">{t("segments.conditionHelp")}</p>
              <RuleBuilder rule={form.fields.draft} onChange={(draft) => form.onChange({ draft })} about="people" />
              {form.wasSent && form.body === null ? (
                <p role="alert" className="mt-2 text-negative text-sm">
                  {t("segments.unfinished")}
                </p>
              ) : null}
            </section>
            <div className="min-w-0 rounded-lg border border-line bg-surface p-4">
              <SegmentPreview condition={form.body?.condition ?? null} />
            </div>
          </div>
        </>
      )}
    </RecordForm>
  );
}
