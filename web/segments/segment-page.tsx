import { useTranslation } from "../i18n/words.ts";
import { RecordPage } from "../records/record-page.tsx";
import { useSession } from "../session/session.ts";
import { SegmentForm } from "./segment-form.tsx";
import { segments } from "./segment-kind.ts";
import { Members } from "./segment-members.tsx";
import { SegmentPreview } from "./segment-preview.tsx";

/** One segment: who is in it, in words, in numbers and by name. */
export function SegmentPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  return (
    <RecordPage of={segments} form={(form) => <SegmentForm {...form} />}>
      {(segment) => (
        <>
          <div className="rounded-lg border border-line bg-surface p-4">
            <SegmentPreview condition={segment.condition} />
          </div>
          {can("contacts:read") ? (
            <section className="mt-8">
              <h2 className="mb-3 font-semibold text-base">{t("segments.members")}</h2>
              <Members segment={segment} />
            </section>
          ) : null}
        </>
      )}
    </RecordPage>
  );
}
