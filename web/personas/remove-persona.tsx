import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../contracts/client.ts";
import type { Persona } from "../../contracts/personas.ts";
import { request } from "../api.ts";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.tsx";

/** Deletes a persona by name; the maps that use it are named instead when there are any. */
export function PersonaRemoval({ persona, onGone }: { persona: Persona; onGone: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);

  async function remove() {
    setBusy(true);
    try {
      await request("DELETE /api/v1/personas/:id", { params: { id: persona.id } });
      await client.invalidateQueries({ queryKey: ["personas"], exact: true });
      toast.success(t("personas.deleted", { name: persona.name }));
      onGone();
    } catch (error) {
      const inUse = error instanceof ApiError && error.problem.code === "persona_in_use";
      toast.error(inUse ? error.problem.detail : t("personas.deleteFailed"));
      setOpen(false);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button variant="ghost" icon={<Trash2 className="size-3.5" aria-hidden />} onClick={() => setOpen(true)}>
        {t("personas.delete")}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setOpen}
        title={t("personas.deleteTitle", { name: persona.name })}
        body={t("personas.deleteBody")}
        confirmLabel={t("personas.delete")}
        name={persona.name}
        busy={isBusy}
        onConfirm={() => void remove()}
      />
    </>
  );
}
