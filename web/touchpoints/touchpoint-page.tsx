import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import type { Touchpoint } from "../../contracts/understand/touchpoints.ts";
import { useWords } from "../conditions/rule-builder.tsx";
import { RulePreview } from "../conditions/rule-preview.tsx";
import { useTranslation } from "../i18n/words.ts";
import { MayNotEdit } from "../records/may-not-edit.tsx";
import { RecordFailed } from "../records/record-failed.tsx";
import { RecordRemoval } from "../records/record-removal.tsx";
import { touchpointQuery } from "../records/touchpoint-queries.ts";
import { HistoryLink, UsedIn } from "../records/used-in.tsx";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { useFormat } from "../ui/format.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { toast } from "../ui/toast.tsx";
import { TouchpointForm } from "./touchpoint-form.tsx";

/** One touchpoint under Data: its form, or, for who may only read, what it is. `new` describes another. */
export function TouchpointTab() {
  const { t } = useTranslation();
  const { can } = useSession();
  const navigate = useNavigate();
  const { id = "" } = useParams({ strict: false });
  const isNew = id === "new";
  const found = useQuery({ ...touchpointQuery(id), enabled: !isNew });
  const back = () => void navigate({ to: "/data/touchpoints" });
  const touchpoint = found.data;
  return (
    <div>
      <Link
        to="/data/touchpoints"
        className="mb-4 inline-flex items-center gap-1.5 rounded-md text-muted text-sm hover:text-ink"
      >
        <ArrowLeft className="size-3.5 rtl:rotate-180" aria-hidden />
        {t("touchpoints.many")}
      </Link>
      {isNew || touchpoint ? (
        <>
          <h2 className="mb-4 font-semibold text-lg">{touchpoint ? touchpoint.name : t("touchpoints.new")}</h2>
          {can("touchpoints:edit") ? (
            <TouchpointForm
              // A newer version is another form; what is typed belongs to the version it was typed into.
              key={touchpoint?.revision ?? "new"}
              touchpoint={touchpoint}
              onCancel={back}
              onSaved={(saved) => {
                toast.success(t("touchpoints.saved", { name: saved.name }));
                back();
              }}
              aside={touchpoint ? <Removal touchpoint={touchpoint} onGone={back} /> : undefined}
            />
          ) : touchpoint ? (
            <Reading touchpoint={touchpoint} />
          ) : (
            <MayNotEdit title={t("touchpoints.mayNotEditTitle")} />
          )}
          {touchpoint ? <UsedIn kind="touchpoint" id={touchpoint.id} /> : null}
          {touchpoint ? <HistoryLink kind="touchpoint" id={touchpoint.id} /> : null}
        </>
      ) : found.isError ? (
        <RecordFailed
          error={found.error}
          title={t("touchpoints.loadFailed")}
          gone={{
            title: t("touchpoints.goneTitle"),
            body: t("touchpoints.goneBody"),
            toList: t("touchpoints.toList"),
            list: "/data/touchpoints",
          }}
          onRetry={() => void found.refetch()}
        />
      ) : (
        <SkeletonRows rows={5} />
      )}
    </div>
  );
}

function Reading({ touchpoint }: { touchpoint: Touchpoint }) {
  const words = useWords();
  return (
    <div className="flex flex-col gap-5">
      {touchpoint.description ? <p className="text-muted">{touchpoint.description}</p> : null}
      <p className="sr-only">{words(touchpoint.rule)}</p>
      <div className="rounded-lg border border-line bg-surface p-4">
        <RulePreview rule={touchpoint.rule} />
      </div>
    </div>
  );
}

function Removal({ touchpoint, onGone }: { touchpoint: Touchpoint; onGone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  if (touchpoint.journeys.length > 0) {
    const journeys = format.list(touchpoint.journeys.map(({ name }) => name));
    return <span className="text-faint text-xs">{t("touchpoints.usedBy", { journeys })}</span>;
  }
  return (
    <RecordRemoval
      words="touchpoints"
      name={touchpoint.name}
      remove={async () => {
        await request("DELETE /api/v1/touchpoints/:id", { params: { id: touchpoint.id } });
        await client.invalidateQueries({ queryKey: ["touchpoints"], exact: true });
      }}
      onGone={onGone}
    />
  );
}
