import type { Mark, MarkSource } from "../charts/marks/marks.ts";

const mark = (title: string, kind: string, happenedAt: string, endedAt: string | null = null): Mark => ({
  ...{ id: title, title, kind, happenedAt, endedAt, goesOn: false, place: null, isOfData: false },
});

const marks = [
  mark("Prices raised by 4 %", "Price", "2026-09-02T08:00:00Z"),
  mark("Autumn sale", "Campaign", "2026-09-21T00:00:00Z", "2026-10-12T00:00:00Z"),
  mark("Release 4.2", "Release", "2026-09-23T10:00:00Z"),
  mark("Throughline was not running", "Incident", "2026-09-24T02:00:00Z", "2026-09-24T04:00:00Z"),
];

/** Made-up annotations for the charts of the gallery. */
export const galleryMarks: MarkSource = {
  useMarks: () => ({ marks, hasMore: false }),
  useZone: () => "UTC",
  pageOf: () => ({ to: "/gallery", params: {} }),
  useWriting: () => null,
};
