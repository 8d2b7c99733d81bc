import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SavedQuery } from "../../contracts/understand/saved-queries.ts";
import { useTranslation } from "../i18n/words.ts";
import { NameDialog } from "../records/name-dialog.tsx";
import { useSession } from "../session/session.ts";
import { Checkbox } from "../ui/checkbox.tsx";
import { toast } from "../ui/toast.tsx";
import { useOpenQuery } from "./open-query.ts";
import { savedQueries } from "./saved-query-kind.ts";
import { usePutOnOverview } from "./use-put-on-overview.ts";

interface SaveDialogProps {
  query: Parameters<typeof savedQueries.save>[0]["query"];
  onClose: () => void;
}

/** Keeps the query of the page under a name, and goes on with the page as that of the saved one. */
export function SaveDialog({ query, onClose }: SaveDialogProps) {
  const { t } = useTranslation();
  const { can } = useSession();
  const client = useQueryClient();
  const open = useOpenQuery();
  const putOnOverview = usePutOnOverview();
  const [onOverview, setOnOverview] = useState(false);

  async function show(saved: SavedQuery) {
    // Known before the page asks for it: this page may not have listed them yet.
    await client.prefetchQuery(savedQueries.list());
    onClose();
    toast.success(t("records.saved", { name: saved.name }));
    open(saved, { replace: true });
    if (onOverview) await putOnOverview(saved);
  }

  return (
    <NameDialog
      of={savedQueries}
      title={t("saved.saveTitle")}
      body={{ query }}
      onSaved={(saved) => void show(saved)}
      onClose={onClose}
    >
      {can("overview:edit") ? (
        <Checkbox label={t("saved.alsoOverview")} checked={onOverview} onChange={setOnOverview} />
      ) : null}
    </NameDialog>
  );
}
