import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type JourneyDocument, journeyDocument } from "../../../contracts/understand/journeys.ts";
import { laneKinds } from "../map/lane-kinds.ts";
import { addStep, renameStep, stepsOf } from "./document.ts";
import { type DropPlace, type Held, type MapDraft, nextDraft, startDraft } from "./map-draft.ts";

const step = (id: string) => ({ id, name: `Step ${id}`, touchpointId: null });

/** A map with phases A (1, 2), B (none), C (3). */
function small(): JourneyDocument {
  return {
    ...journeyDocument.parse({ name: "Small", lanes: laneKinds.map((kind) => ({ id: kind, kind })) }),
    phases: [
      { id: "A", name: "A", steps: [step("1"), step("2")] },
      { id: "B", name: "B", steps: [] },
      { id: "C", name: "C", steps: [step("3")] },
    ],
  };
}

/** A hand over a map: says what it does, and the map says what came of it. */
class Hand {
  private draft: MapDraft;
  constructor(document: JourneyDocument) {
    this.draft = startDraft(document);
  }
  private act(act: Parameters<typeof nextDraft>[1]): this {
    this.draft = nextDraft(this.draft, act);
    return this;
  }
  pickUp(kind: Held["kind"], id: string): this {
    return this.act({ kind: "pickUp", what: { kind, id, name: id } });
  }
  moveOver(kind: DropPlace["kind"], id: string, side: DropPlace["side"] = "before"): this {
    return this.act({ kind: "hover", place: { kind, id, side } });
  }
  moveOff(): this {
    return this.act({ kind: "hover", place: null });
  }
  drop = () => this.act({ kind: "drop" });
  letGo = () => this.act({ kind: "letGo" });
  undo = () => this.act({ kind: "undo" });
  redo = () => this.act({ kind: "redo" });
  type = (id: string, name: string) => this.act({ kind: "edit", change: (document) => renameStep(document, id, name) });
  add = (phase: string, name: string) =>
    this.act({ kind: "edit", change: (document) => addStep(document, phase, 0, name) });
  get document(): JourneyDocument {
    return this.draft.history.present;
  }
  get state(): MapDraft {
    return this.draft;
  }
  /** `A12 B C3`: every phase with its steps. */
  get map(): string {
    return this.document.phases.map((phase) => phase.id + phase.steps.map(({ id }) => id).join("")).join(" ");
  }
}

describe("a hand over a map", () => {
  it("takes a step along its phase, into another, and into one that has none", () => {
    const hand = new Hand(small());
    expect(hand.pickUp("step", "1").moveOver("step", "2", "after").drop().map).toBe("A21 B C3");
    expect(hand.pickUp("step", "1").moveOver("step", "3", "before").drop().map).toBe("A2 B C13");
    expect(hand.pickUp("step", "2").moveOver("empty", "B").drop().map).toBe("A B2 C13");
  });

  it("takes phases among phases and lanes among lanes, and lands nowhere else", () => {
    const hand = new Hand(small());
    expect(hand.pickUp("phase", "C").moveOver("phase", "A", "before").drop().map).toBe("C3 A12 B");
    const lanes = hand.document.lanes.map(({ id }) => id);
    const [first = "", second = ""] = lanes;
    hand.pickUp("lane", first).moveOver("lane", second, "after").drop();
    expect(hand.document.lanes.slice(0, 2).map(({ id }) => id)).toEqual([second, first]);
    const before = hand.document;
    expect(hand.pickUp("phase", "A").moveOver("step", "3").drop().document).toBe(before);
    expect(hand.pickUp("step", "1").moveOver("lane", first).drop().document).toBe(before);
  });

  it("changes nothing before it drops, nor when it lets go, or drops beside the map", () => {
    const hand = new Hand(small());
    const before = hand.document;
    hand.pickUp("step", "1").moveOver("step", "3", "after");
    expect(hand.document).toBe(before);
    expect(hand.letGo().state).toMatchObject({ held: null, over: null });
    expect(hand.pickUp("step", "1").moveOver("step", "3").moveOff().drop().document).toBe(before);
    expect(hand.drop().document).toBe(before);
  });

  it("draws nothing anew while it stays over one place", () => {
    const hand = new Hand(small()).pickUp("step", "1").moveOver("step", "3", "after");
    const { state } = hand;
    expect(hand.moveOver("step", "3", "after").state).toBe(state);
    expect(hand.moveOver("step", "3", "before").state).not.toBe(state);
  });

  it("undoes a drop as one act, between what was typed before and after", () => {
    const hand = new Hand(small()).type("1", "Look");
    hand.pickUp("step", "1").moveOver("empty", "B").drop().type("1", "Look around");
    expect(hand.map).toBe("A2 B1 C3");
    expect(hand.undo().undo().map).toBe("A12 B C3");
    expect(stepsOf(hand.document).find(({ id }) => id === "1")?.name).toBe("Look");
    expect(hand.redo().map).toBe("A2 B1 C3");
  });

  it("keeps what it holds when the map changes beneath it", () => {
    const hand = new Hand(small()).pickUp("step", "1").moveOver("step", "3", "after").add("C", "New");
    expect(hand.drop().document.phases[2]?.steps.map(({ name }) => name)).toEqual(["New", "Step 3", "Step 1"]);
  });

  it("loses no step whatever it does, and undoes it all", () => {
    const place = fc.record({
      kind: fc.constantFrom<DropPlace["kind"][]>("phase", "step", "lane", "empty"),
      id: fc.constantFrom("A", "B", "C", "1", "2", "3", "gone", ...laneKinds),
      side: fc.constantFrom<DropPlace["side"][]>("before", "after"),
    });
    const held = fc.record({
      kind: fc.constantFrom<Held["kind"][]>("phase", "step", "lane"),
      id: fc.constantFrom("A", "B", "C", "1", "2", "3", "gone", ...laneKinds),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(held, place), { maxLength: 12 }), (moves) => {
        const hand = new Hand(small());
        for (const [what, over] of moves)
          hand.pickUp(what.kind, what.id).moveOver(over.kind, over.id, over.side).drop();
        expect(
          stepsOf(hand.document)
            .map(({ id }) => id)
            .toSorted(),
        ).toEqual(["1", "2", "3"]);
        expect(hand.document.lanes.map(({ id }) => id).toSorted()).toEqual([...laneKinds].toSorted());
        for (const _ of moves) hand.undo();
        expect(hand.map).toBe("A12 B C3");
      }),
    );
  });
});
