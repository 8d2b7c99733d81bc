import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import type { ImportItem } from "../../contracts/collect/imports.ts";
import type { TakeBackPreview, TakenBack } from "../../contracts/collect/take-back.ts";
import { useTranslation } from "../i18n/words.ts";
import { RecordLink } from "../records/record-link.tsx";
import { request } from "../session/api.ts";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { useFormat } from "../ui/format.ts";
import { Progress } from "../ui/progress.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { imports } from "./import-kind.ts";

/** Takes an import back, once it is seen what that would change. */
export function TakeBackButton({ item }: { item: ImportItem }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Undo2 className="size-3.5" aria-hidden />} onClick={() => setOpen(true)}>
        {t("data.imports.takeBack.act")}
      </Button>
      {isOpen ? <TakeBackDialog item={item} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function TakeBackDialog({ item, onClose }: { item: ImportItem; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const params = { id: item.id };
  const { queryKey } = imports.one(item.id);
  const preview = useQuery({
    queryKey: [...queryKey, "take-back"],
    queryFn: ({ signal }) => request("GET /api/v1/imports/:id/take-back", { params, signal }),
    staleTime: 0,
  });
  const take = useMutation({
    mutationFn: () => request("POST /api/v1/imports/:id/take-back", { params }),
    onSuccess: (begun) => {
      client.setQueryData(queryKey, begun);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("data.imports.takeBack.title", { name: item.name })}
      body={preview.data ? <Changes {...preview.data} /> : preview.error ? null : <SkeletonRows rows={4} />}
      confirmLabel={t("data.imports.takeBack.act")}
      name={item.name}
      busy={take.isPending || preview.data === undefined}
      problem={preview.error ?? take.error}
      onConfirm={() => take.mutate()}
    />
  );
}

/** What would go, and what stays. */
function Changes({ events, answers, profiles, alsoSaid, contacts }: TakeBackPreview) {
  const { t } = useTranslation();
  const line = (key: "events" | "answers" | "profiles" | "alsoSaid" | "gone" | "changed", count: number) =>
    count > 0 ? <li key={key}>{t(`data.imports.takeBack.${key}`, { count })}</li> : null;
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex list-disc flex-col gap-1 ps-5">
        {line("events", events)}
        {line("answers", answers)}
        {line("profiles", profiles)}
        {line("gone", contacts.gone)}
        {line("changed", contacts.changed)}
        {line("alsoSaid", alsoSaid)}
      </ul>
      {contacts.touched > 0 ? (
        <div>
          <p>{t("data.imports.takeBack.touched", { count: contacts.touched })}</p>
          <ul className="mt-1 max-h-40 overflow-y-auto">
            {contacts.named.map(({ id, name, how }) => (
              <li key={id}>
                <RecordLink kind="contact" id={id} name={name} />
                {" · "}
                <span>{how.map((each) => t(`data.imports.takeBack.how.${each}`)).join(", ")}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <p>{t("data.imports.takeBack.meanwhile")}</p>
    </div>
  );
}

/** How far it is, or by whom and when it was taken back. */
export function TakenBackCard({ takenBack }: { takenBack: TakenBack }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { by, startedAt, finishedAt, stage, progress, events, answers } = takenBack;
  return (
    <Card>
      {finishedAt === null ? (
        <Progress
          label={t("data.imports.takeBack.going")}
          value={progress}
          detail={t(`data.imports.takeBack.stages.${stage}`)}
        />
      ) : (
        <p className="text-sm">
          {t("data.imports.takeBack.done", {
            by,
            at: format.moment(startedAt),
            events: format.count(events),
            answers: format.count(answers),
          })}
        </p>
      )}
    </Card>
  );
}
