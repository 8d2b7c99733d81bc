import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionSchema } from "../../contracts/log/conditions.ts";
import { funnelQuery } from "../../contracts/understand/funnel.ts";
import { pathsQuery } from "../../contracts/understand/paths.ts";
import { processQuery } from "../../contracts/understand/process.ts";
import { retentionQuery } from "../../contracts/understand/retention.ts";
import { type QueryKind, readDraft, writeDraft } from "./query-url.ts";
import { condition as readCondition } from "./read-parts.ts";

const kinds: QueryKind[] = ["funnel", "retention", "paths", "process"];
const name = fc.string({ minLength: 1, maxLength: 20 });
const condition = name.map((value) => ({ field: "event", op: "eq" as const, value }));
const step = fc.oneof(
  name.map((touchpointId) => ({ touchpointId })),
  condition.map((each) => ({ condition: each })),
);
const throughAddress = (value: object | undefined) =>
  value && (JSON.parse(decodeURIComponent(encodeURIComponent(JSON.stringify(value)))) as object);

describe("a query in the address", () => {
  it("comes back as it was", () => {
    fc.assert(
      fc.property(
        fc.record({
          steps: fc.array(step, { maxLength: 6 }),
          order: fc.constantFrom("ordered", "strict", "unordered"),
          windowSeconds: fc.integer({ min: 1, max: 730 * 86_400 }),
          counting: fc.constantFrom("first", "every"),
          exclusions: fc.array(
            fc.record({ condition, after: fc.nat({ max: 2 }), before: fc.integer({ min: 3, max: 6 }) }),
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

  it("takes for granted what the contract takes for granted", () => {
    const anchor = { from: { touchpointId: "x" } };
    expect(retentionQuery.parse({})).toMatchObject(readDraft("retention", undefined).draft);
    expect(pathsQuery.parse({ anchor })).toMatchObject(readDraft("paths", undefined).draft);
    expect(processQuery.parse({})).toMatchObject(readDraft("process", undefined).draft);
    const steps = [{ touchpointId: "x" }, { touchpointId: "y" }];
    expect(funnelQuery.parse({ steps })).toMatchObject(readDraft("funnel", { steps }).draft);
  });

  it("takes every condition that the contract takes", () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());
    const comparison = fc.record(
      {
        field: fc.constantFrom("event", "properties.plan", "traits.", "nonsense", "feedback.score"),
        op: fc.constantFrom("eq", "in", "contains", "gt", "between", "exists", "like"),
        value: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
      },
      { requiredKeys: ["field", "op"] },
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        comparison,
        fc.record({ all: fc.array(tie("tree"), { maxLength: 3 }) }),
        fc.record({ not: tie("tree") }),
        fc.record({ group: fc.string() }),
        fc.record({ segment: fc.string({ maxLength: 70 }) }),
        fc.record({
          last: fc.record(
            { type: fc.constantFrom("nps", "nonsense"), query: fc.string(), withinDays: fc.integer() },
            { requiredKeys: [] },
          ),
        }),
        fc.record({
          last: fc.record(
            { type: fc.constant("nps"), op: fc.constantFrom("eq", "lte"), value: fc.integer() },
            { requiredKeys: ["op", "value"] },
          ),
        }),
        fc.record({ did: fc.record({ event: fc.string(), where: tie("tree") }, { requiredKeys: ["event"] }) }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const isTaken = conditionSchema.safeParse(value).success;
        // The server also knows which values a feedback type can have; that is not for a link to decide.
        if (isTaken) expect(readCondition(value)).toEqual(value);
      }),
    );
    for (const wrong of [null, {}, { field: "event" }, { all: {} }, { field: "x", op: "eq", value: 1 }, { not: [] }])
      expect(readCondition(wrong)).toBeUndefined();
  });

  it("is no address at all while it is fresh", () => {
    for (const kind of kinds) expect(writeDraft(kind, readDraft(kind, undefined).draft)).toBeUndefined();
  });
});
