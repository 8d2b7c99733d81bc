import { CopyPlus, Ellipsis, LayoutDashboard, Link2, Pencil, Save, Trash2 } from "lucide-react";
import { useState } from "react";
import type { SavedQuery } from "../../contracts/understand/saved-queries.ts";
import { useTranslation } from "../i18n/words.ts";
import { NameDialog } from "../records/name-dialog.tsx";
import { RemovalDialog } from "../records/removal.tsx";
import { useSession } from "../session/session.ts";
import { IconButton } from "../ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu.tsx";
import { toast } from "../ui/toast.tsx";
import { useQueryLink } from "./open-query.ts";
import { savedQueries } from "./saved-query-kind.ts";
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
  const linkOf = useQueryLink();
  const putOnOverview = usePutOnOverview();
  const [open, setOpen] = useState<"rename" | "delete" | null>(null);
  const close = () => setOpen(null);
  const { id, name } = saved;
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
        <NameDialog
          of={savedQueries}
          title={t("saved.renameTitle", { name })}
          record={saved}
          body={{ query: saved.query }}
          onSaved={close}
          onClose={close}
        />
      ) : null}
      {open === "delete" ? (
        <RemovalDialog of={savedQueries} id={id} name={name} onGone={async () => onDeleted?.()} onClose={close} />
      ) : null}
    </>
  );
}
