import { createContext, useContext } from "react";
import type { ConformanceAnswer } from "../../../contracts/understand/conformance.ts";
import type { JourneyDocument } from "../../../contracts/understand/journeys.ts";
import type { Definition } from "../../../contracts/understand/metrics.ts";
import type { Touchpoint } from "../../../contracts/understand/touchpoints.ts";
import type { MapColumn } from "../document/document.ts";
import type { Edit } from "../document/use-draft.ts";
import type { NumbersByStep } from "../queries.ts";

/** Everything a part of the map needs to draw itself. */
export interface MapModel {
  document: JourneyDocument;
  columns: readonly MapColumn[];
  numbers: NumbersByStep;
  /** What is shown is of another period or of other people, until what was asked for is there. */
  isOld: boolean;
  /** Numbers are on their way; what stands in `numbers` may be of the period before. */
  isWaiting: boolean;
  /** What people did at each step, while it lies over the map. */
  observed: { steps: ReadonlyMap<string, ConformanceAnswer["steps"][number]>; isWaiting: boolean } | null;
  definitions: ReadonlyMap<string, Definition>;
  touchpoints: ReadonlyMap<string, Touchpoint>;
  isEditing: boolean;
  edit: Edit;
  /** Tells screen readers what just happened. */
  announce: (words: string) => void;
}

export const MapContext = createContext<MapModel | null>(null);

export function useMap(): MapModel {
  const map = useContext(MapContext);
  if (!map) throw new Error("useMap needs a map around it");
  return map;
}
