import { describe, expect, it } from "vitest";
import { explainFailure } from "./failure.ts";

const failed = (code: string, path?: string) => Object.assign(new Error(`${code}: raw text, open`), { code, path });

describe("what went wrong", () => {
  it.each([
    [failed("EROFS", "/data/secret"), /^The disk can only be read: \/data\/secret\. Make it writable/],
    [failed("EISDIR", "/data/secret"), /^There is a folder at \/data\/secret where a file is needed/],
    [failed("ENOTDIR", "/data/events"), /^There is a file in the place of a folder: \/data\/events/],
    [failed("EDQUOT"), /^The disk is full/],
    [failed("EIO"), /^The disk does not answer as it should/],
    [new Error("Aborted(). Build with -sASSERTIONS for more info."), /^The embedded records cannot be read or written/],
    [new Error("outer", { cause: new Error("Aborted()") }), /^The embedded records cannot be read or written/],
  ])("%s is said in words", (error, words) => {
    const { message } = explainFailure(error);
    expect(message).toMatch(words);
    expect(message).not.toMatch(/raw text|ASSERTIONS|^E[A-Z]+:/);
  });
});
