/** What the address of a map says beside the period: the open cell, how it is broken down, and whether it is edited or observed. */
export interface MapSearch {
  /** `step.lane` of the cell whose detail is open. */
  cell?: string;
  /** Field that the detail is broken down by; the channel when absent. */
  by?: string;
  edit?: boolean;
  /** What people really did lies over the map. */
  observed?: boolean;
  /** The map alone, over the whole window. */
  present?: boolean;
  /** Id of the persona that was chosen: several may stand for the same segment. */
  persona?: string;
}

const cellPattern = /^[A-Za-z0-9_-]{1,40}\.[A-Za-z0-9_-]{1,40}$/;

export function readMapSearch(search: Record<string, unknown>): MapSearch {
  const read: MapSearch = {};
  if (typeof search.cell === "string" && cellPattern.test(search.cell)) read.cell = search.cell;
  if (typeof search.by === "string" && search.by.length <= 200) read.by = search.by;
  if (search.edit === true) read.edit = true;
  if (search.observed === true) read.observed = true;
  if (search.present === true) read.present = true;
  if (typeof search.persona === "string" && /^[\w-]{1,64}$/.test(search.persona)) read.persona = search.persona;
  return read;
}

export function cellKey(step: string, lane: string): string {
  return `${step}.${lane}`;
}

export function readCellKey(key: string | undefined): { step: string; lane: string } | null {
  const [step, lane] = (key ?? "").split(".");
  return step && lane ? { step, lane } : null;
}
