import { describe, expect, it } from "vitest";
import { fitness, matching, named } from "./matching.ts";

const options = ["Order completed", "Café", "Checkout, web", "Webshop", "web", "Store"].map((label) => ({ label }));
const found = (typed: string) => matching(options, typed).map(({ label }) => label);

describe("what fits what is typed", () => {
  it("is everything in its order while nothing is typed", () => {
    expect(found(" ")).toEqual(options.map(({ label }) => label));
  });

  it("has the same first, then what begins so, then what begins a word so", () => {
    expect(found("WEB")).toEqual(["web", "Webshop", "Checkout, web"]);
  });

  it("looks through accents and finds words in any order", () => {
    expect(found("cafe")).toEqual(["Café"]);
    expect(found("completed ord")).toEqual(["Order completed"]);
    expect(found("nothing like it")).toEqual([]);
  });

  it("finds by the second line too, last", () => {
    const metrics = [
      { label: "Loyalty", hint: "promoters minus detractors" },
      { label: "Promoters", hint: "share" },
    ];
    expect(matching(metrics, "promoters").map(({ label }) => label)).toEqual(["Promoters", "Loyalty"]);
  });
});

it("an option has the name that is typed, its own spelling before another", () => {
  const spelled = [{ label: "WEB" }, { label: "web" }];
  expect(named(spelled, " web ")).toBe(spelled[1]);
  expect(named(spelled, "Web")).toBe(spelled[0]);
  expect(named(spelled, "we")).toBeUndefined();
});

it("a text fits better the earlier it says what is typed, and not by single letters", () => {
  const fits = ["First order", "My first order", "Order, then first", "First response", "Firm story order"].map(
    (text) => fitness(text, "first ord"),
  );
  expect(fits).toEqual([...fits].sort((a, b) => b - a));
  expect(fits[0]).toBeGreaterThan(fits[1] ?? 1);
  expect(fits.slice(3)).toEqual([0, 0]);
  expect(fitness("NPS", "nps")).toBe(1);
});
