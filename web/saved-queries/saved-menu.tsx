import { useQueryClient } from "@tanstack/react-query";
import { CopyPlus, Ellipsis, LayoutDashboard, Link2, Pencil, Save, Trash2 } from "lucide-react";
import { useState } from "react";
import { ApiError } from "../../contracts/client.ts";
import type { SavedQuery } from "../../contracts/understand/saved-queries.ts";
import { useTranslation } from "../i18n/words.ts";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";
import { IconButton } from "../ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu.tsx";
import { toast } from "../ui/toast.tsx";
import { useQueryLink } from "./open-query.ts";
import { SaveDialog } from "./save-dialog.tsx";
import { savedQueriesQuery } from "./saved-query-queries.ts";
import { usePutOnOverview } from "./use-put-on-overview.ts";

interface SavedMenuProps {
  saved: SavedQuery;
  /** Offered where only period, comparison or customers of the page are others than the saved ones. */
  onSaveFrame?: (() => void) | undefined;
  /** Offered where the query on the page may be another than the saved one. */
  onSaveAsNew?: () => void;
  onDeleted?: () => void;
}

/** What can be done with a saved query. */
export function SavedMenu({ saved, onSaveFrame, onSaveAsNew, onDeleted }: SavedMenuProps) {
  const { t } = useTranslation();
  const { can } = useSession();
  const client = useQueryClient();
  const linkOf = useQueryLink();
  const putOnOverview = usePutOnOverview();
  const [open, setOpen] = useState<"rename" | "delete" | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { id, name, description, query, revision } = saved;
  const renew = () => client.invalidateQueries({ queryKey: savedQueriesQuery.queryKey, exact: true });

  async function remove() {
    setBusy(true);
    try {
      await request("DELETE /api/v1/saved-queries/:id", { params: { id } });
      toast.success(t("saved.deleted", { name }));
      onDeleted?.();
      await renew();
    } catch (error) {
      const inUse = error instanceof ApiError && error.problem.code === "saved_query_in_use";
      toast.error(t(inUse ? "saved.inUse" : "saved.deleteFailed", { name }));
    } finally {
      setBusy(false);
      setOpen(null);
    }
  }

  const copy = () =>
    void navigator.clipboard.writeText(linkOf(saved)).then(
      () => toast(t("explore.linkCopied")),
      () => toast.error(t("explore.linkNotCopied")),
    );
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton
            size="sm"
            label={t("saved.actsOn", { name })}
            icon={<Ellipsis className="size-4" aria-hidden />}
          />
        }
      >
        {can("overview:edit") ? (
          <MenuItem
            icon={<LayoutDashboard className="size-4" aria-hidden />}
            onSelect={() => void putOnOverview(saved)}
          >
            {t("saved.toOverview")}
          </MenuItem>
        ) : null}
        {can("queries:edit") && onSaveFrame ? (
          <MenuItem icon={<Save className="size-4" aria-hidden />} onSelect={onSaveFrame}>
            {t("saved.saveFrame")}
          </MenuItem>
        ) : null}
        {can("queries:edit") && onSaveAsNew ? (
          <MenuItem icon={<CopyPlus className="size-4" aria-hidden />} onSelect={onSaveAsNew}>
            {t("saved.saveAsNew")}
          </MenuItem>
        ) : null}
        <MenuItem icon={<Link2 className="size-4" aria-hidden />} onSelect={copy}>
          {t("explore.copyLink")}
        </MenuItem>
        {can("queries:edit") ? (
          <>
            <MenuItem icon={<Pencil className="size-4" aria-hidden />} onSelect={() => setOpen("rename")}>
              {t("saved.rename")}
            </MenuItem>
            <MenuSeparator />
            <MenuItem danger icon={<Trash2 className="size-4" aria-hidden />} onSelect={() => setOpen("delete")}>
              {t("saved.delete")}
            </MenuItem>
          </>
        ) : null}
      </Menu>
      {open === "rename" ? (
        <SaveDialog
          title={t("saved.renameTitle", { name })}
          from={{ name, description }}
          onClose={() => setOpen(null)}
          onSave={async (given) => {
            try {
              await request("PUT /api/v1/saved-queries/:id", {
                params: { id },
                ifMatch: revision,
                body: { name: given.name, description: given.description, query },
              });
            } finally {
              // Also when somebody was faster: the next try is about what they saved.
              await renew();
            }
          }}
        />
      ) : null}
      <ConfirmDialog
        open={open === "delete"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "delete" : null)}
        title={t("saved.deleteTitle", { name })}
        body={t("saved.deleteBody")}
        confirmLabel={t("saved.delete")}
        busy={isBusy}
        onConfirm={() => void remove()}
      />
    </>
  );
}
