import { expect, it } from "vitest";
import { firstRejected } from "./rejected-rows.ts";

it("reads line and reason, with separators, quotes and line ends within", () => {
  const file = 'line,reason\n2,No time\n7,"""12,5"" is no\nnumber; leave it out"\n9,\'=1+1 is no time\n';
  expect(firstRejected(file, 20)).toEqual([
    { line: "2", reason: "No time" },
    { line: "7", reason: '"12,5" is no\nnumber; leave it out' },
    { line: "9", reason: "'=1+1 is no time" },
  ]);
});

it("reads no more than was asked for, and nothing where nothing was rejected", () => {
  const many = `line,reason\n${Array.from({ length: 5000 }, (_, index) => `${index + 2},No time\n`).join("")}`;
  expect(firstRejected(many, 20).map(({ line }) => line)).toEqual(
    Array.from({ length: 20 }, (_, index) => String(index + 2)),
  );
  expect(firstRejected("line,reason\n", 20)).toEqual([]);
  expect(firstRejected("", 20)).toEqual([]);
});
