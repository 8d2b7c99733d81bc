import { useQueryClient } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { Plus, Undo2 } from "lucide-react";
import { useEffect, useReducer, useState } from "react";
import { ApiError } from "../../contracts/client.ts";
import type { Definition } from "../../contracts/understand/metrics.ts";
import type { Overview, Tile } from "../../contracts/understand/overview.ts";
import { useTranslation } from "../i18n/words.ts";
import { mostTiles, overviewQuery } from "../saved-queries/saved-queries.ts";
import { request } from "../session/api.ts";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";
import { Button } from "../ui/button.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { toast } from "../ui/toast.tsx";
import { ArrangeGrid } from "./arrange-grid.tsx";
import { Clash } from "./clash.tsx";
import { begin, change } from "./draft.ts";
import { TileDialog } from "./tile-dialog.tsx";

interface ArrangeProps {
  from: Overview;
  definitions: readonly Definition[];
  onDone: () => void;
}

/** The overview while its tiles are being arranged. Nothing is kept until it is saved. */
export function Arrange({ from, definitions, onDone }: ArrangeProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, act] = useReducer(change, from, ({ tiles, revision }) => begin(tiles, revision));
  const [editing, setEditing] = useState<Tile | "new" | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [newer, setNewer] = useState<Overview | null>(null);
  const changed = draft.past.length > 0;
  const blocker = useBlocker({
    // The period may be changed while arranging; leaving the page may not happen by mistake.
    shouldBlockFn: ({ current, next }) => changed && current.pathname !== next.pathname,
    enableBeforeUnload: changed,
    withResolver: true,
  });
  useUndoKey(() => act({ act: "undo" }));

  async function save(revision: number) {
    setBusy(true);
    setProblem(null);
    try {
      const body = { tiles: [...draft.tiles] };
      const saved = await request("PUT /api/v1/overview", { body, ifMatch: revision });
      client.setQueryData(overviewQuery.queryKey, saved);
      toast.success(t("overview.saved"));
      onDone();
    } catch (error) {
      if (error instanceof ApiError && error.problem.status === 412) await meet();
      else setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  /** Somebody else saved first: what they made is shown beside what was made here, and nothing is lost. */
  async function meet() {
    try {
      setNewer(await client.fetchQuery({ ...overviewQuery, staleTime: 0 }));
    } catch (error) {
      setProblem(error);
    }
  }

  return (
    <>
      <PageHeader
        title={t("overview.arrange")}
        answers={t("overview.arrangeHelp")}
        actions={
          <>
            <Button
              icon={<Undo2 className="size-3.5" aria-hidden />}
              disabled={!changed}
              onClick={() => act({ act: "undo" })}
            >
              {t("overview.undo")}
            </Button>
            <Button
              icon={<Plus className="size-3.5" aria-hidden />}
              disabled={draft.tiles.length >= mostTiles}
              onClick={() => setEditing("new")}
            >
              {t("overview.add")}
            </Button>
            <Button onClick={onDone} variant="ghost">
              {changed ? t("overview.discard") : t("ui.cancel")}
            </Button>
            <Button variant="primary" busy={busy} onClick={() => (changed ? void save(draft.revision) : onDone())}>
              {t("overview.save")}
            </Button>
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <FormProblem error={problem} />
        {newer ? (
          <Clash
            definitions={definitions}
            mine={draft.tiles}
            theirs={newer.tiles}
            busy={busy}
            onTakeTheirs={() => {
              client.setQueryData(overviewQuery.queryKey, newer);
              onDone();
            }}
            onKeepMine={() => {
              act({ act: "rebase", revision: newer.revision });
              setNewer(null);
              void save(newer.revision);
            }}
          />
        ) : null}
        <ArrangeGrid
          tiles={draft.tiles}
          definitions={definitions}
          onMove={(id, to) => act({ act: "move", id, to })}
          onRemove={(id) => act({ act: "remove", id })}
          onEdit={setEditing}
          onAdd={() => setEditing("new")}
        />
      </div>
      {editing ? (
        <TileDialog
          tile={editing === "new" ? null : editing}
          definitions={definitions}
          onClose={() => setEditing(null)}
          onDone={(tile) => {
            act({ act: "put", tile });
            setEditing(null);
          }}
        />
      ) : null}
      <ConfirmDialog
        open={blocker.status === "blocked"}
        onOpenChange={(open) => !open && blocker.reset?.()}
        title={t("overview.leaveTitle")}
        body={t("overview.leaveBody")}
        confirmLabel={t("overview.discard")}
        onConfirm={() => blocker.proceed?.()}
      />
    </>
  );
}

function useUndoKey(undo: () => void) {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const typing = event.target instanceof Element && event.target.closest("input, textarea, [role=dialog]");
      if (typing || event.key.toLowerCase() !== "z" || !(event.metaKey || event.ctrlKey) || event.shiftKey) return;
      event.preventDefault();
      undo();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });
}
