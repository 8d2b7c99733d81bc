import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import type { Segment } from "../../contracts/know/segments.ts";
import { useTranslation } from "../i18n/words.ts";
import { MayNotEdit } from "../records/may-not-edit.tsx";
import { RecordFailed } from "../records/record-failed.tsx";
import { RecordRemoval } from "../records/record-removal.tsx";
import { segmentQuery } from "../records/segment-queries.ts";
import { HistoryLink, UsedIn } from "../records/used-in.tsx";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { toast } from "../ui/toast.tsx";
import { SegmentForm } from "./segment-form.tsx";
import { Members } from "./segment-members.tsx";
import { SegmentPreview } from "./segment-preview.tsx";

/** One segment: its form, or, for who may only read, what it is; then its people. `new` describes another. */
export function SegmentPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const navigate = useNavigate();
  const { id = "" } = useParams({ strict: false });
  const isNew = id === "new";
  const found = useQuery({ ...segmentQuery(id), enabled: !isNew });
  const back = () => void navigate({ to: "/customers/segments" });
  const segment = found.data;
  return (
    <>
      <PageHeader
        title={segment?.name ?? t(isNew ? "segments.new" : "segments.many")}
        answers={segment?.description}
        parent={{ label: t("segments.many"), to: "/customers/segments" }}
      />
      {isNew || segment ? (
        can("segments:edit") ? (
          <SegmentForm
            // A newer version is another form; what is typed belongs to the version it was typed into.
            key={segment?.revision ?? "new"}
            segment={segment}
            onCancel={back}
            onSaved={(saved) => {
              toast.success(t("segments.saved", { name: saved.name }));
              void navigate({ to: "/customers/segments/$id", params: { id: saved.id } });
            }}
            aside={segment ? <Removal segment={segment} onGone={back} /> : undefined}
          />
        ) : segment ? (
          <div className="rounded-lg border border-line bg-surface p-4">
            <SegmentPreview condition={segment.condition} />
          </div>
        ) : (
          <MayNotEdit title={t("segments.mayNotEditTitle")} />
        )
      ) : found.isError ? (
        <RecordFailed
          error={found.error}
          title={t("segments.loadFailed")}
          gone={{
            title: t("segments.goneTitle"),
            body: t("segments.goneBody"),
            toList: t("segments.toList"),
            list: "/customers/segments",
          }}
          onRetry={() => void found.refetch()}
        />
      ) : (
        <SkeletonRows rows={5} />
      )}
      {segment ? <UsedIn kind="segment" id={segment.id} /> : null}
      {segment ? <HistoryLink kind="segment" id={segment.id} /> : null}
      {segment && can("contacts:read") ? (
        <section className="mt-8">
          <h2 className="mb-3 font-semibold text-base">{t("segments.members")}</h2>
          <Members segment={segment} />
        </section>
      ) : null}
    </>
  );
}

function Removal({ segment, onGone }: { segment: Segment; onGone: () => void }) {
  const client = useQueryClient();
  return (
    <RecordRemoval
      words="segments"
      name={segment.name}
      remove={async () => {
        await request("DELETE /api/v1/segments/:id", { params: { id: segment.id } });
        await client.invalidateQueries({ queryKey: ["segments"], exact: true });
      }}
      onGone={onGone}
    />
  );
}
