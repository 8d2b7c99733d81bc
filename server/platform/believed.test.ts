import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { believed } from "./believed.ts";

let later = 0;
beforeEach(() => {
  later = 0;
  const now = performance.now.bind(performance);
  vi.spyOn(performance, "now").mockImplementation(() => now() + later);
});
afterEach(() => void vi.restoreAllMocks());

/** A store whose answers are given by the test. */
function store() {
  const asked: { answer(value: string): void; fail(): void }[] = [];
  const read = (name: string) =>
    new Promise<string>((resolve, reject) => {
      asked.push({
        answer: (value) => resolve(`${name} ${value}`),
        fail: () => reject(new Error("the store is away")),
      });
    });
  return { asked, names: believed({ milliseconds: 5_000, grace: 30_000, most: 2, read }) };
}

async function knowing() {
  const { asked, names } = store();
  const first = names.get("one");
  asked[0]?.answer("of then");
  expect(await first).toBe("one of then");
  return { asked, names };
}

describe("what is believed for a while", () => {
  it("is read once for all who ask, and again when it has grown old", async () => {
    const { asked, names } = store();
    const both = [names.get("one"), names.get("one")];
    asked[0]?.answer("of then");
    expect(await Promise.all(both)).toEqual(["one of then", "one of then"]);
    expect(await names.get("one")).toBe("one of then");
    expect(asked).toHaveLength(1);
    later += 5_000;
    const again = names.get("one");
    asked[1]?.answer("of today");
    expect(await again).toBe("one of today");
    expect(asked).toHaveLength(2);
  });

  it("is believed on while the store does not answer, for the time of grace and no longer", async () => {
    const { asked, names } = await knowing();
    later += 5_000;
    expect(await Promise.all([names.get("one"), names.get("one")])).toEqual(["one of then", "one of then"]);
    expect(asked).toHaveLength(2);
    later += 30_000;
    const waits = names.get("one");
    asked[1]?.answer("of today");
    expect(await waits).toBe("one of today");
    expect(asked).toHaveLength(2);
  });

  it("is not remembered when it was dropped while it was read", async () => {
    const { asked, names } = await knowing();
    later += 5_000;
    await names.get("one");
    names.forget("one");
    asked[1]?.answer("of then");
    const next = names.get("one");
    asked[2]?.answer("of today");
    expect(await next).toBe("one of today");
    expect(await names.get("one")).toBe("one of today");
  });

  it("is asked for again after the store failed, and makes room for what is asked for more", async () => {
    const { asked, names } = store();
    const failed = names.get("one");
    asked[0]?.fail();
    await expect(failed).rejects.toThrow("away");
    for (const [index, name] of ["one", "two", "three", "one"].entries()) {
      const got = names.get(name);
      asked[index + 1]?.answer("again");
      expect(await got).toBe(`${name} again`);
    }
    expect(asked).toHaveLength(5);
  });
});
