import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wrapName } from "./wrap-name.ts";

describe("a name on two lines", () => {
  it("breaks between words, and between the parts of a name of a program", () => {
    expect(wrapName("Left", 15)).toEqual(["Left"]);
    expect(wrapName("Products Searched", 15)).toEqual(["Products", "Searched"]);
    expect(wrapName("checkout_step_completed", 15)).toEqual(["checkout_step_", "completed"]);
    expect(wrapName("checkoutStepCompleted", 15)).toEqual(["checkoutStep", "Completed"]);
  });

  it("breaks anywhere where a word is longer than a line, and ends in an ellipsis where two lines are too few", () => {
    expect(wrapName("Rechnungsadressänderung", 15)).toEqual(["Rechnungsadress", "änderung"]);
    expect(wrapName("A Rechnungsadressänderung", 15)).toEqual(["A Rechnungsadre", "ssänderung"]);
    expect(wrapName("Newsletter subscription confirmed by mail", 15)).toEqual(["Newsletter", "subscription c…"]);
  });

  it("never takes more than two lines nor a line more letters than it has", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 6, max: 30 }), (name, longest) => {
        const lines = wrapName(name, longest);
        expect(lines.length).toBeLessThanOrEqual(2);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.max(longest, 1));
      }),
    );
  });
});
