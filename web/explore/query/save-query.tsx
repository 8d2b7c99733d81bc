import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Bookmark, Save } from "lucide-react";
import { useState } from "react";
import { ApiError } from "../../../contracts/client.ts";
import type { SavedQuery } from "../../../contracts/understand/saved-queries.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { QueryKind } from "../../saved-queries/saved-queries.ts";
import {
  SaveDialog,
  SavedMenu,
  savedQueries,
  savedQueriesQuery,
  useOpenQuery,
} from "../../saved-queries/saved-queries.ts";
import { useSession } from "../../session/session.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { toast } from "../../ui/toast.tsx";
import { useWrittenQuery } from "./written-query.ts";

/** The saved query that the page was opened from; undefined where it was not, or where that one is gone. */
function useOpened(kind: QueryKind): SavedQuery | undefined {
  const { saved } = useSearch({ strict: false });
  const all = useQuery({ ...savedQueriesQuery, enabled: saved !== undefined });
  return all.data?.find((each) => each.id === saved && each.kind === kind);
}

/** How the query of the page is called, where it is saved. */
export function SavedName({ kind }: { kind: QueryKind }) {
  const { t } = useTranslation();
  const opened = useOpened(kind);
  const { differs } = useWrittenQuery(kind, opened);
  if (!opened) return null;
  return (
    <div className="mb-1 flex flex-wrap items-center gap-2">
      <Bookmark className="size-4 shrink-0 text-faint" aria-hidden />
      <h2 className="min-w-0 break-words font-semibold text-base">{opened.name}</h2>
      {differs === "query" ? <Badge tone="warning">{t("saved.changed")}</Badge> : null}
    </div>
  );
}

/** Keeps the query of the page under a name, or its changes under the name that it has. */
export function SaveQuery({ kind }: { kind: QueryKind }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const navigate = useNavigate();
  const open = useOpenQuery();
  const opened = useOpened(kind);
  const { query, differs } = useWrittenQuery(kind, opened);
  const [isNaming, setNaming] = useState(false);
  const [isBusy, setBusy] = useState(false);

  function shown(saved: SavedQuery) {
    toast.success(t("records.saved", { name: saved.name }));
    open(saved, { replace: true });
  }

  async function change(saved: SavedQuery) {
    const { name, description } = saved;
    setBusy(true);
    try {
      shown(await savedQueries.save({ name, description, query }, saved));
    } catch (error) {
      const isMeanwhile = error instanceof ApiError && error.problem.status === 412;
      toast.error(t(isMeanwhile ? "saved.stale" : "saved.saveFailed", { name }));
      if (isMeanwhile) await savedQueries.changed();
    } finally {
      setBusy(false);
    }
  }

  const icon = <Save className="size-3.5" aria-hidden />;
  return (
    <>
      {!can("queries:edit") ? null : !opened ? (
        <Button size="sm" variant="ghost" icon={icon} onClick={() => setNaming(true)}>
          {t("saved.save")}
        </Button>
      ) : differs === "query" ? (
        <Button size="sm" icon={icon} busy={isBusy} onClick={() => void change(opened)}>
          {t("saved.saveChanges")}
        </Button>
      ) : null}
      {opened ? (
        <SavedMenu
          saved={opened}
          // Another period or other customers are looked at in passing, as from the Overview; they are kept on request.
          onSaveFrame={differs === "frame" ? () => void change(opened) : undefined}
          onSaveAsNew={() => setNaming(true)}
          onDeleted={() =>
            void navigate({ to: ".", search: (before: object) => ({ ...before, saved: undefined }), replace: true })
          }
        />
      ) : null}
      {isNaming ? <SaveDialog query={query} onClose={() => setNaming(false)} /> : null}
    </>
  );
}
