import { createContext, type FunctionComponent, use } from "react";

/** Something dated that a reader of numbers has to know, drawn beside what it may explain. */
export interface Mark {
  id: string;
  title: string;
  /** What kind of thing it is, in words. */
  kind: string;
  happenedAt: string;
  endedAt: string | null;
  /** It has no end because it is not over. */
  goesOn: boolean;
  /** The touchpoint it concerns; null where it concerns all. */
  place: { id: string; name: string } | null;
  /** It speaks of the data rather than of what customers lived through. */
  isOfData: boolean;
}

export interface Marks {
  /** The oldest first. */
  marks: readonly Mark[];
  /** There are more than one answer holds: the oldest are missing. */
  hasMore: boolean;
}

/** Whoever knows what is to be marked; everything that shows marks asks the same, so it is fetched once. */
export interface MarkSource {
  /** Those of the period of the page or, where given, between two instants; null asks for none. */
  useMarks(between?: { from: string; to: string } | null): Marks;
  /** The time zone in which days are told. */
  useZone(): string;
  /** What a link to the page of one spreads. */
  pageOf(id: string): { to: string; params: object };
  /** The dialog that writes another; null for who may not. */
  useWriting(): (FunctionComponent<{ onClose: () => void }> & { preload: () => void }) | null;
}

const nobody: MarkSource = {
  useMarks: () => ({ marks: [], hasMore: false }),
  useZone: () => "UTC",
  pageOf: () => ({ to: "/", params: {} }),
  useWriting: () => null,
};

export const MarkContext = createContext<MarkSource>(nobody);

export function useMarkSource(): MarkSource {
  return use(MarkContext);
}
