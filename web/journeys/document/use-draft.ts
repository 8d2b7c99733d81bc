import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { ApiError } from "../../../contracts/client.ts";
import type { Journey, JourneyDocument } from "../../../contracts/understand/journeys.ts";
import { request } from "../../session/api.ts";
import { journeys } from "../journey-kind.ts";
import { type DropPlace, type HandAct, type Held, nextDraft, startDraft } from "./map-draft.ts";

export type SaveState =
  | { kind: "saved" }
  | { kind: "waiting" }
  | { kind: "saving" }
  | { kind: "failed"; error: unknown }
  /** Somebody else changed the journey: nothing is sent until a person decides. */
  | { kind: "conflict"; theirs: Journey };

export type Edit = (change: (document: JourneyDocument) => JourneyDocument) => void;

/** What is being dragged, over which place, and what the hand does next. */
export interface Hand {
  held: Held | null;
  over: DropPlace | null;
  act: (act: HandAct) => void;
}

export interface Draft {
  document: JourneyDocument;
  edit: Edit;
  hand: Hand;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
  save: SaveState;
  /** Sends what is not saved yet, now. */
  flush: () => Promise<void>;
  /** Gives up what was not saved and shows the journey as it is stored. */
  takeTheirs: () => void;
}

/** Long enough that a burst of changes is one, short enough that nobody waits for it. */
const pauseMilliseconds = 700;

/**
 * The document while it is edited: undo and redo, and saving by itself. Every save names the revision it was made from;
 * when that is not the newest one any more, saving stops and the changes stay here.
 */
export function useDraft(journey: Journey): Draft {
  const client = useQueryClient();
  const [draft, dispatch] = useReducer(nextDraft, journey.document, startDraft);
  const { history, held, over } = draft;
  const [save, setSave] = useState<SaveState>({ kind: "saved" });
  const stored = useRef(journey);
  const present = useRef(history.present);
  const running = useRef<Promise<void> | null>(null);
  const stopped = useRef(false);
  present.current = history.present;

  const send = useCallback(async (): Promise<void> => {
    if (running.current) await running.current;
    const document = present.current;
    if (stopped.current || document === stored.current.document) return;
    const run = (async () => {
      setSave({ kind: "saving" });
      const { id, revision } = stored.current;
      const options = { params: { id }, body: document, ifMatch: revision };
      try {
        const updated = await request("PUT /api/v1/journeys/:id", options);
        // Kept as it was sent, so that "unchanged since" stays a comparison of the same value.
        stored.current = { ...updated, document };
        client.setQueryData(journeys.one(id).queryKey, stored.current);
        void client.invalidateQueries({ queryKey: journeys.list().queryKey });
        setSave(present.current === document ? { kind: "saved" } : { kind: "waiting" });
      } catch (error) {
        if (!(error instanceof ApiError && error.problem.status === 412)) return setSave({ kind: "failed", error });
        stopped.current = true;
        const theirs = await request("GET /api/v1/journeys/:id", { params: { id } }).catch(() => stored.current);
        setSave({ kind: "conflict", theirs });
      }
    })();
    running.current = run;
    await run;
    running.current = null;
  }, [client]);

  useEffect(() => {
    if (stopped.current || history.present === stored.current.document) return;
    setSave((before) => (before.kind === "saving" ? before : { kind: "waiting" }));
    const timer = setTimeout(() => void send(), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [history.present, send]);

  // A newer version arrived: shown at once when nothing of this person's would be lost.
  useEffect(() => {
    if (journey.revision <= stored.current.revision || present.current !== stored.current.document) return;
    stored.current = journey;
    dispatch({ kind: "reset", document: journey.document });
  }, [journey]);

  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (present.current !== stored.current.document) event.preventDefault();
    };
    window.addEventListener("beforeunload", onLeave);
    return () => {
      window.removeEventListener("beforeunload", onLeave);
      void send();
    };
  }, [send]);

  const takeTheirs = useCallback(() => {
    if (save.kind !== "conflict") return;
    stopped.current = false;
    stored.current = save.theirs;
    client.setQueryData(journeys.one(save.theirs.id).queryKey, save.theirs);
    dispatch({ kind: "reset", document: save.theirs.document });
    setSave({ kind: "saved" });
  }, [save, client]);

  // The same all along, so that a drag draws anew only what shows where it would land.
  const edit = useCallback<Edit>((change) => dispatch({ kind: "edit", change }), []);

  return useMemo(
    () => ({
      document: history.present,
      edit,
      hand: { held, over, act: dispatch },
      undo: () => dispatch({ kind: "undo" }),
      redo: () => dispatch({ kind: "redo" }),
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
      save,
      flush: send,
      takeTheirs,
    }),
    [history, held, over, edit, save, send, takeTheirs],
  );
}
