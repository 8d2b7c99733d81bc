import type { JourneyDocument } from "../../../contracts/understand/journeys.ts";
import { moveLane, movePhase, moveStep, placeOf } from "./document.ts";
import { type History, type HistoryAct, nextHistory, startHistory } from "./history.ts";

/** What a hand can take up. */
export interface Held {
  kind: "phase" | "step" | "lane";
  id: string;
  name: string;
}

/** Where what is held would land: beside a phase, step or lane, or into a phase without steps. */
export interface DropPlace {
  kind: Held["kind"] | "empty";
  id: string;
  side: "before" | "after";
}

/** A map while somebody works on it: its document with every step back, and what the hand holds over which place. */
export interface MapDraft {
  history: History;
  held: Held | null;
  over: DropPlace | null;
}

export type HandAct =
  | { kind: "pickUp"; what: Held }
  | { kind: "hover"; place: DropPlace | null }
  | { kind: "drop" }
  | { kind: "letGo" };

export function startDraft(document: JourneyDocument): MapDraft {
  return { history: startHistory(document), held: null, over: null };
}

export function nextDraft(draft: MapDraft, act: HistoryAct | HandAct): MapDraft {
  switch (act.kind) {
    case "pickUp":
      return { ...draft, held: act.what, over: null };
    case "hover":
      // A pointer reports every pixel; the same place again must draw nothing anew.
      if (!draft.held || isSame(draft.over, act.place)) return draft;
      return { ...draft, over: act.place };
    case "letGo":
      return { ...draft, held: null, over: null };
    case "drop": {
      const { history, held, over } = draft;
      const moved = held && over ? nextHistory(history, { kind: "edit", change: dropped(held, over) }) : history;
      return { history: moved, held: null, over: null };
    }
    default: {
      const history = nextHistory(draft.history, act);
      return history === draft.history ? draft : { ...draft, history };
    }
  }
}

function isSame(one: DropPlace | null, other: DropPlace | null): boolean {
  return one?.kind === other?.kind && one?.id === other?.id && one?.side === other?.side;
}

/** What a drop makes of a document. A step lands among steps, a phase among phases, a lane among lanes. */
function dropped(held: Held, over: DropPlace): (document: JourneyDocument) => JourneyDocument {
  const offset = over.side === "after" ? 1 : 0;
  return (document) => {
    if (held.kind === "step") {
      if (over.kind === "empty") return moveStep(document, held.id, over.id, 0);
      const target = over.kind === "step" ? placeOf(document, over.id) : undefined;
      return target ? moveStep(document, held.id, target.phase.id, target.index + offset) : document;
    }
    if (over.kind !== held.kind || over.id === held.id) return document;
    const all = held.kind === "lane" ? document.lanes : document.phases;
    const index = all.filter(({ id }) => id !== held.id).findIndex(({ id }) => id === over.id);
    if (index < 0) return document;
    return held.kind === "lane"
      ? moveLane(document, held.id, index + offset)
      : movePhase(document, held.id, index + offset);
  };
}
