import { useMutation } from "@tanstack/react-query";
import type { Member } from "../../contracts/access/access.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";
import { toast } from "../ui/toast.tsx";

/** Asks before a member's sessions in this workspace are ended. */
export function EndSessionsDialog({ member: { id, name }, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation();
  const ending = useMutation({
    mutationFn: () => request("DELETE /api/v1/members/:id/sessions", { params: { id } }),
    onSuccess: () => {
      toast.success(t("settings.members.sessionsEnded", { name }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("settings.members.endSessionsTitle", { name })}
      body={t("settings.members.endSessionsBody")}
      confirmLabel={t("settings.members.endSessions")}
      busy={ending.isPending}
      problem={ending.error}
      onConfirm={() => ending.mutate()}
    />
  );
}
