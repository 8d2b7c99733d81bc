import { describe, expect, it } from "vitest";
import { addressIn, createWorkspaceChoice, pathIn } from "./workspace-choice.ts";

/** A page that is loaded at an address, in a browser that remembers a workspace. */
function load(pathname: string, last: string | null) {
  let stored = last;
  const storage = {
    getItem: () => stored,
    setItem: (_: string, value: string) => {
      stored = value;
    },
  };
  return { ...createWorkspaceChoice(pathname, () => storage), stored: () => stored };
}

describe("the workspace of a page", () => {
  it("is the one in the address, whatever was shown last", () => {
    const { current, settle, stored } = load("/w/two/journeys", "one");
    settle(["one", "two"]);
    expect(current()).toBe("two");
    expect(stored()).toBe("two");
  });

  it("is never another than the address says, even where the reader is no member of it", () => {
    const { current, settle, stored } = load("/w/theirs", "one");
    settle(["one", "two"]);
    expect(current()).toBe("theirs");
    expect(stored()).toBe("one");
  });

  it("is the last one, or else the first, where the address says none", () => {
    const remembered = load("/journeys", "two");
    remembered.settle(["one", "two"]);
    expect(remembered.current()).toBe("two");

    const gone = load("/journeys", "theirs");
    gone.settle(["one", "two"]);
    expect(gone.current()).toBe("one");
    expect(gone.stored()).toBe("one");
  });

  it("is put before every path and taken off again", () => {
    for (const path of ["/", "/journeys", "/explore/funnel"]) {
      expect(addressIn(null, path)).toBe(path);
      expect(pathIn("one", addressIn("one", path))).toBe(path);
    }
    expect(addressIn("one", "/")).toBe("/w/one");
    expect(pathIn("one", "/w/one/")).toBe("/");
    expect(pathIn("one", "/w/two/journeys")).toBe("/w/two/journeys");
    expect(pathIn("one", "/w/onerous/journeys")).toBe("/w/onerous/journeys");
  });
});
