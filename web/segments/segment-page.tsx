import { useTranslation } from "../i18n/words.ts";
import { RecordPage } from "../records/record-page.tsx";
import { useSession } from "../session/session.ts";
import { AgainstOthers } from "./against-others.tsx";
import { SegmentCourse } from "./segment-course.tsx";
import { SegmentForm } from "./segment-form.tsx";
import { segments } from "./segment-kind.ts";
import { Members } from "./segment-members.tsx";
import { SegmentPreview } from "./segment-preview.tsx";

/** One segment: who is in it, how it grew and shrank, what sets its people apart, and who they are. */
export function SegmentPage() {
  const { t } = useTranslation();
  const { can, units } = useSession();
  return (
    <RecordPage of={segments} form={(form) => <SegmentForm {...form} />}>
      {(segment) => (
        <div className="flex flex-col gap-6">
          <div className="rounded-lg border border-line bg-surface p-4">
            <SegmentPreview condition={segment.condition} hasPeople={false} />
          </div>
          {units === null ? <SegmentCourse key={segment.id} segment={segment} /> : null}
          <AgainstOthers segment={segment} />
          {can("contacts:read") ? (
            <section>
              <h2 className="mb-3 font-semibold text-base">{t("segments.members")}</h2>
              <Members segment={segment} />
            </section>
          ) : null}
        </div>
      )}
    </RecordPage>
  );
}
