import { describe, expect, it } from "vitest";
import { offered, readColumns, shownOf, writeColumns } from "./chosen-columns.ts";

interface Row {
  traits: Record<string, string>;
}

const columns = [
  { key: "email", header: "E-mail" },
  { key: "phone", header: "Phone", isExtra: true as const },
];
const ofRows = {
  prefix: "trait.",
  namesIn: ({ traits }: Row) => Object.keys(traits),
  column: (name: string) => ({ header: name, value: ({ traits }: Row) => traits[name] ?? null }),
};
const keys = (all: readonly { key: string }[]) => all.map(({ key }) => key);

describe("the columns of a list", () => {
  it("are the usual ones until others are chosen, in the order of the list", () => {
    expect(keys(shownOf(columns, undefined))).toEqual(["email"]);
    expect(keys(shownOf(columns, ["phone", "email"]))).toEqual(["email", "phone"]);
    expect(keys(shownOf(columns, []))).toEqual([]);
  });

  it("are what the rows have, and stay where a page of rows has nothing of them", () => {
    const all = offered(
      columns,
      [{ traits: { plan: "pro", "a,b": "" } }, { traits: { city: "Ulm" } }],
      undefined,
      ofRows,
    );
    expect(keys(all)).toEqual(["email", "phone", "trait.city", "trait.plan"]);
    expect(keys(shownOf(all, undefined))).toEqual(["email"]);
    const later = offered(columns, [{ traits: {} }], ["trait.plan"], ofRows);
    expect(keys(shownOf(later, ["trait.plan"]))).toEqual(["trait.plan"]);
  });

  it("stand in the address", () => {
    expect(readColumns(undefined)).toBeUndefined();
    expect(readColumns("")).toEqual([]);
    expect(readColumns(writeColumns(["email", "trait.plan"]))).toEqual(["email", "trait.plan"]);
  });
});
