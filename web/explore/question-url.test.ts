import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type QuestionKind, readDraft, writeDraft } from "./question-url.ts";

const kinds: QuestionKind[] = ["funnel", "retention", "paths", "process"];
const name = fc.string({ minLength: 1, maxLength: 20 });
const condition = name.map((value) => ({ field: "event", op: "eq" as const, value }));
const step = fc.oneof(
  name.map((touchpointId) => ({ touchpointId })),
  condition.map((each) => ({ condition: each })),
);
const throughAddress = (value: object | undefined) =>
  value && (JSON.parse(decodeURIComponent(encodeURIComponent(JSON.stringify(value)))) as object);

describe("a question in the address", () => {
  it("comes back as it was", () => {
    fc.assert(
      fc.property(
        fc.record({
          steps: fc.array(step, { maxLength: 6 }),
          order: fc.constantFrom("ordered", "strict", "unordered"),
          windowSeconds: fc.integer({ min: 1, max: 730 * 86_400 }),
          counting: fc.constantFrom("first", "every"),
          exclusions: fc.array(
            fc.record({ condition, after: fc.nat({ max: 5 }), before: fc.integer({ min: 1, max: 6 }) }),
            { maxLength: 3 },
          ),
          filter: fc.option(condition, { nil: undefined }),
          breakdown: fc.option(name, { nil: undefined }),
        }),
        (said) => {
          const { draft, dropped } = readDraft("funnel", said);
          expect(dropped).toEqual([]);
          expect(readDraft("funnel", throughAddress(writeDraft("funnel", draft))).draft).toEqual(draft);
          expect(draft).toMatchObject(JSON.parse(JSON.stringify(said)));
        },
      ),
    );
  });

  it("opens whatever it holds, leaving out what makes no sense", () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.dictionary(fc.string(), fc.jsonValue()), (kind, q) => {
        const { draft } = readDraft(kind, q);
        expect(readDraft(kind, throughAddress(writeDraft(kind, draft))).dropped).toEqual([]);
      }),
    );
    const { draft, dropped } = readDraft("retention", {
      interval: "fortnight",
      intervals: 6,
      start: { field: "event" },
    });
    expect(draft).toMatchObject({ interval: "week", intervals: 6, kind: "classic" });
    expect(draft.start).toBeUndefined();
    expect(dropped.sort()).toEqual(["interval", "start"]);
  });

  it("is no address at all while it is fresh", () => {
    for (const kind of kinds) expect(writeDraft(kind, readDraft(kind, undefined).draft)).toBeUndefined();
  });
});
