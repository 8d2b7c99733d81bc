import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mark } from "./marks.ts";
import { groupMarks, placeMarks } from "./place-marks.ts";

const weeks = ["2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z", "2026-03-16T00:00:00Z"];
const mark = (id: string, happenedAt: string, endedAt: string | null = null): Mark => ({
  ...{ id, title: id, kind: "", happenedAt, endedAt, goesOn: false, place: null, isOfData: false },
});
const places = (marks: readonly Mark[]) =>
  placeMarks(marks, weeks).map(({ mark: { id }, index, until }) => [id, index, until]);

describe("marks on an axis of periods", () => {
  it("stand at the period they fall into", () => {
    expect(
      places([
        mark("first instant", "2026-03-02T00:00:00Z"),
        mark("last instant", "2026-03-08T23:59:59.999Z"),
        mark("in another zone", "2026-03-09T00:30:00+01:00"),
        mark("in the last", "2026-03-20T00:00:00Z"),
      ]),
    ).toEqual([
      ["first instant", 0, 0],
      ["last instant", 0, 0],
      ["in another zone", 0, 0],
      ["in the last", 2, 2],
    ]);
  });

  it("last as long as they did, cut at the edge", () => {
    expect(
      places([
        mark("within", "2026-03-03T00:00:00Z", "2026-03-16T00:00:00Z"),
        mark("into it", "2026-01-01T00:00:00Z", "2026-03-10T00:00:00Z"),
        mark("before it", "2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z"),
        mark("before it too", "2026-01-01T00:00:00Z"),
        { ...mark("still", "2026-01-01T00:00:00Z"), goesOn: true },
      ]),
    ).toEqual([
      ["within", 0, 2],
      ["into it", 0, 1],
      ["still", 0, 2],
    ]);
    expect(placeMarks([mark("nowhere", "2026-03-03T00:00:00Z")], [])).toEqual([]);
  });

  it("are drawn as one where they would touch, each once, and groups stand apart", () => {
    const place = fc.nat(59);
    fc.assert(
      fc.property(fc.array(place, { maxLength: 30 }), fc.integer({ min: 1, max: 60 }), (indexes, step) => {
        const xs = Array.from({ length: 60 }, (_, index) => 40 + index * step);
        const placed = indexes.map((index, id) => ({ mark: mark(String(id), weeks[0] ?? ""), index, until: index }));
        const groups = groupMarks(placed, xs);
        const ids = groups.flatMap(({ marks }) => marks.map(({ id }) => Number(id)));
        expect(ids.sort((a, b) => a - b)).toEqual(indexes.map((_, id) => id));
        for (const [index, { x, marks }] of groups.entries()) {
          expect(x - (groups[index - 1]?.x ?? -26)).toBeGreaterThanOrEqual(26);
          for (const { id } of marks) expect(Math.abs((xs[indexes[Number(id)] ?? 0] ?? 0) - x)).toBeLessThan(26);
        }
      }),
    );
  });
});
