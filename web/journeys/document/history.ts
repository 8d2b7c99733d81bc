import type { JourneyDocument } from "../../../contracts/understand/journeys.ts";

/** What was, what is, and what was taken back. */
export interface History {
  past: readonly JourneyDocument[];
  present: JourneyDocument;
  future: readonly JourneyDocument[];
}

export type HistoryAct =
  | { kind: "edit"; change: (document: JourneyDocument) => JourneyDocument }
  | { kind: "undo" }
  | { kind: "redo" }
  /** Begins anew with a document that came from elsewhere. */
  | { kind: "reset"; document: JourneyDocument };

const remembered = 200;

export function startHistory(document: JourneyDocument): History {
  return { past: [], present: document, future: [] };
}

export function nextHistory(history: History, act: HistoryAct): History {
  const { past, present, future } = history;
  switch (act.kind) {
    case "edit": {
      const next = act.change(present);
      // A change that changes nothing must not cost a step of undo, nor be saved.
      if (next === present || JSON.stringify(next) === JSON.stringify(present)) return history;
      return { past: [...past, present].slice(-remembered), present: next, future: [] };
    }
    case "undo": {
      const before = past.at(-1);
      return before ? { past: past.slice(0, -1), present: before, future: [present, ...future] } : history;
    }
    case "redo": {
      const [after, ...rest] = future;
      return after ? { past: [...past, present], present: after, future: rest } : history;
    }
    case "reset":
      return startHistory(act.document);
  }
}
