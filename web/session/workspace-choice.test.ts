import { beforeEach, describe, expect, it, vi } from "vitest";

/** The rooms of a page that is loaded at an address, in a browser that remembers a workspace. */
async function load(pathname: string, last: string | null) {
  let stored = last;
  vi.stubGlobal("location", { pathname });
  vi.stubGlobal("localStorage", {
    getItem: () => stored,
    setItem: (_: string, value: string) => {
      stored = value;
    },
  });
  const choice = await import("./workspace-choice.ts");
  return { ...choice, stored: () => stored };
}

describe("the workspace of a page", () => {
  beforeEach(() => {
    vi.resetModules();
    vi.unstubAllGlobals();
  });

  it("is the one in the address, whatever was shown last", async () => {
    const { currentWorkspaceId, settleWorkspace, stored } = await load("/w/two/journeys", "one");
    settleWorkspace(["one", "two"]);
    expect(currentWorkspaceId()).toBe("two");
    expect(stored()).toBe("two");
  });

  it("is never another than the address says, even where the reader is no member of it", async () => {
    const { currentWorkspaceId, settleWorkspace, stored } = await load("/w/theirs", "one");
    settleWorkspace(["one", "two"]);
    expect(currentWorkspaceId()).toBe("theirs");
    expect(stored()).toBe("one");
  });

  it("is the last one, or else the first, where the address says none", async () => {
    const remembered = await load("/journeys", "two");
    remembered.settleWorkspace(["one", "two"]);
    expect(remembered.currentWorkspaceId()).toBe("two");

    vi.resetModules();
    const gone = await load("/journeys", "theirs");
    gone.settleWorkspace(["one", "two"]);
    expect(gone.currentWorkspaceId()).toBe("one");
    expect(gone.stored()).toBe("one");
  });

  it("is put before every path and taken off again", async () => {
    const { addressIn, pathIn } = await load("/", null);
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
