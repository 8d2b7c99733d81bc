import {
  Check,
  CloudAlert,
  Download,
  Footprints,
  Link,
  LoaderCircle,
  MoreHorizontal,
  Pencil,
  Presentation,
  Redo2,
  Trash2,
  Undo2,
} from "lucide-react";
import type { ReactNode } from "react";
import type { Journey } from "../../../contracts/understand/journeys.ts";
import { useTranslation } from "../../i18n/words.ts";
import { request } from "../../session/api.ts";
import { useSession } from "../../session/session.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "../../ui/menu.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { reasonOf } from "../../ui/problem-words.ts";
import { saveFile } from "../../ui/save-file.ts";
import { toast } from "../../ui/toast.tsx";
import type { Draft, SaveState } from "../document/use-draft.ts";
import { PersonaMenu } from "./persona-menu.tsx";

interface MapHeaderProps {
  journey: Journey;
  draft: Draft;
  isEditing: boolean;
  isObserved: boolean;
  /** Absent where no step has data to observe. */
  onObserve?: (on: boolean) => void;
  onEdit: (on: boolean) => void;
  onDelete: () => void;
  onPresent: () => void;
}

const isMac = /Mac|iP(hone|ad)/.test(navigator.userAgent);

export function MapHeader(props: MapHeaderProps) {
  const { journey, draft, isEditing, isObserved, onObserve, onEdit, onDelete, onPresent } = props;
  const { t } = useTranslation();
  const { can } = useSession();
  const { name, description } = draft.document;

  async function exportJson() {
    try {
      await draft.flush();
      const file = await request("GET /api/v1/journeys/:id/export", { params: { id: journey.id } });
      saveFile(`${name}.journey.json`, new Blob([JSON.stringify(file, null, 2)], { type: "application/json" }));
    } catch (error) {
      toast.error(t("journey.exportFailed"), { description: reasonOf(error) });
    }
  }

  async function copyLink() {
    try {
      await navigator.clipboard.writeText(window.location.href);
      toast.success(t("journey.linkCopied"));
    } catch {
      toast.error(t("journey.linkFailed"));
    }
  }

  return (
    <PageHeader
      title={name}
      parent={{ label: t("nav.journeys"), to: "/journeys" }}
      answers={description || t("journeys.answers")}
      actions={
        isEditing ? (
          <>
            <SaveMark save={draft.save} onRetry={() => void draft.flush()} />
            <IconButton
              label={t("journey.undo")}
              shortcut={isMac ? "⌘ Z" : "Ctrl Z"}
              disabled={!draft.canUndo}
              icon={<Undo2 className="size-4" aria-hidden />}
              onClick={draft.undo}
            />
            <IconButton
              label={t("journey.redo")}
              shortcut={isMac ? "⇧ ⌘ Z" : "Ctrl Y"}
              disabled={!draft.canRedo}
              icon={<Redo2 className="size-4" aria-hidden />}
              onClick={draft.redo}
            />
            <Button variant="primary" onClick={() => onEdit(false)}>
              {t("journey.done")}
            </Button>
          </>
        ) : (
          <>
            <PersonaMenu document={journey.document} />
            {onObserve ? (
              <Button
                icon={<Footprints className="size-3.5" aria-hidden />}
                aria-pressed={isObserved}
                className="aria-pressed:border-accent aria-pressed:bg-selected aria-pressed:text-accent-text"
                onClick={() => onObserve(!isObserved)}
              >
                {t("journey.observed.switch")}
              </Button>
            ) : null}
            {can("journeys:edit") ? (
              <Button icon={<Pencil className="size-3.5" aria-hidden />} onClick={() => onEdit(true)}>
                {t("journey.edit")}
              </Button>
            ) : null}
            <Menu
              align="end"
              trigger={
                <IconButton
                  variant="secondary"
                  label={t("journey.actions")}
                  icon={<MoreHorizontal className="size-4" aria-hidden />}
                />
              }
            >
              <MenuItem icon={<Presentation className="size-4" />} onSelect={onPresent}>
                {t("journey.present")}
              </MenuItem>
              <MenuItem icon={<Link className="size-4" />} onSelect={() => void copyLink()}>
                {t("journey.copyLink")}
              </MenuItem>
              <MenuItem icon={<Download className="size-4" />} onSelect={() => void exportJson()}>
                {t("journey.exportJson")}
              </MenuItem>
              {can("journeys:edit") ? (
                <>
                  <MenuSeparator />
                  <MenuItem danger icon={<Trash2 className="size-4" />} onSelect={onDelete}>
                    {t("journey.delete")}
                  </MenuItem>
                </>
              ) : null}
            </Menu>
          </>
        )
      }
    />
  );
}

function SaveMark({ save, onRetry }: { save: SaveState; onRetry: () => void }) {
  const { t } = useTranslation();
  const looks: Record<SaveState["kind"], [icon: ReactNode, words: string]> = {
    saved: [<Check key="icon" className="size-3.5 text-positive" aria-hidden />, t("journey.saved")],
    waiting: [<LoaderCircle key="icon" className="size-3.5" aria-hidden />, t("journey.unsaved")],
    saving: [<LoaderCircle key="icon" className="size-3.5 animate-spin" aria-hidden />, t("journey.saving")],
    failed: [<CloudAlert key="icon" className="size-3.5 text-negative" aria-hidden />, t("journey.saveFailed")],
    conflict: [<CloudAlert key="icon" className="size-3.5 text-warning" aria-hidden />, t("journey.notSaved")],
  };
  const [icon, words] = looks[save.kind];
  return (
    <span role="status" className="flex items-center gap-1.5 text-muted text-xs">
      {icon}
      {words}
      {save.kind === "failed" ? (
        <Button size="sm" onClick={onRetry}>
          {t("error.retry")}
        </Button>
      ) : null}
    </span>
  );
}
