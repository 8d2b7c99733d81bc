import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { PersonalDataOf } from "../../contracts/know/personal-data.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { saveAnswer } from "../session/save-answer.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { useFormat } from "../ui/format.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { toast } from "../ui/toast.tsx";
import { CorrectForm } from "./correct-form.tsx";
import { CorrectionOf } from "./corrections.tsx";
import { Counts } from "./counts.tsx";
import { EraseForm } from "./erase-form.tsx";
import { PrivacyLinks } from "./privacy-links.tsx";
import { correctionsQuery, erasuresKey, personalDataQuery } from "./queries.ts";

/** What is kept of a customer, and what can be done about it. */
export function PersonalDataDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const { t } = useTranslation();
  const kept = useQuery(personalDataQuery(id));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("personal.keptOf", { name })}>
      {kept.isError ? (
        <ErrorState error={kept.error} onRetry={() => void kept.refetch()} />
      ) : kept.data ? (
        <Kept kept={kept.data} name={name} onClose={onClose} />
      ) : (
        <SkeletonRows />
      )}
    </Dialog>
  );
}

function Kept({ kept, name, onClose }: { kept: PersonalDataOf; name: string; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [task, setTask] = useState<"correct" | "erase" | null>(null);
  const { contactId: id, restriction, erasure } = kept;
  const params = { id };
  const asked = useQuery(correctionsQuery(id));
  const changed = async () => {
    // What a restriction or correction changes, it changes in every number.
    await client.invalidateQueries();
  };
  const restrict = useMutation({
    mutationFn: () => request("PUT /api/v1/contacts/:id/restriction", { params }),
    onSuccess: changed,
  });
  const lift = useMutation({
    mutationFn: () => request("DELETE /api/v1/contacts/:id/restriction", { params }),
    onSuccess: changed,
  });
  const cancel = useMutation({
    mutationFn: (erasureId: string) => request("DELETE /api/v1/erasures/:id", { params: { id: erasureId } }),
    onSuccess: changed,
  });
  const download = useMutation({
    mutationFn: () => saveAnswer(`/api/v1/contacts/${id}/personal-data/export`, "personal-data.zip"),
  });
  const problem = restrict.error ?? lift.error ?? cancel.error ?? download.error;

  if (task === "correct") return <CorrectForm id={id} onDone={() => setTask(null)} onSaved={changed} />;
  if (task === "erase")
    return (
      <EraseForm
        contacts={[id]}
        name={name}
        onCancel={() => setTask(null)}
        onAsked={(asked) => {
          void client.invalidateQueries({ queryKey: erasuresKey });
          toast.success(t("personal.asked", { date: format.day(asked.dueAt) }), {
            action: { label: t("personal.see"), onClick: () => void navigate({ to: "/settings/personal-data" }) },
          });
          onClose();
        }}
      />
    );
  return (
    <div className="flex flex-col gap-4">
      <FormProblem error={problem} />
      {restriction ? (
        <p className="rounded-md bg-sunken p-3 text-sm">
          {t("personal.restrictedSince", { date: format.day(restriction.since), by: restriction.by })}
        </p>
      ) : null}
      {erasure ? (
        <div className="flex flex-wrap items-center justify-between gap-2 rounded-md bg-sunken p-3 text-sm">
          <span>
            {erasure.status === "waiting"
              ? t(`personal.due.${erasure.mode}`, { date: format.moment(erasure.dueAt) })
              : t("personal.running")}
          </span>
          {erasure.status === "waiting" && can("privacy:edit") ? (
            <Button size="sm" busy={cancel.isPending} onClick={() => cancel.mutate(erasure.id)}>
              {t("personal.cancel")}
            </Button>
          ) : null}
        </div>
      ) : null}
      {asked.data?.items.map((correction) => (
        <div key={correction.id} className="rounded-md bg-sunken p-3">
          <CorrectionOf correction={correction} />
        </div>
      ))}
      <Counts counts={kept.counts} />
      <div className="flex flex-wrap gap-2 border-line border-t pt-4">
        {can("privacy:read") ? (
          <Button busy={download.isPending} onClick={() => download.mutate()}>
            {t("personal.export")}
          </Button>
        ) : null}
        {can("privacy:edit") ? <Button onClick={() => setTask("correct")}>{t("personal.correct")}</Button> : null}
        {can("privacy:edit") ? (
          <>
            {restriction ? (
              <Button busy={lift.isPending} onClick={() => lift.mutate()}>
                {t("personal.lift")}
              </Button>
            ) : (
              <Button busy={restrict.isPending} onClick={() => restrict.mutate()}>
                {t("personal.restrict")}
              </Button>
            )}
            {erasure ? null : (
              <Button variant="danger" onClick={() => setTask("erase")}>
                {t("personal.erase")}
              </Button>
            )}
          </>
        ) : null}
      </div>
      <p className="text-faint text-xs">{t("personal.restrictHelp")}</p>
      <PrivacyLinks id={id} />
    </div>
  );
}
