import { expect, it } from "vitest";
import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { mergeApis } from "./merge-apis.ts";

const under = (path: `/api/v1/${string}`) =>
  endpoint({
    method: "GET",
    path,
    tag: "System",
    summary: "For a test",
    access: "public",
    status: 200,
    response: z.object({}),
  });

it("endpoints of several parts are one API", () => {
  const api = mergeApis([{ one: under("/api/v1/one") }, { two: under("/api/v1/two") }]);
  expect(Object.keys(api)).toEqual(["one", "two"]);
  expect(api.two.path).toBe("/api/v1/two");
});

it.each([
  ["name", { one: under("/api/v1/two") }, "one and one"],
  ["path", { two: under("/api/v1/one") }, "two and one"],
  ["path with parameters", { two: under("/api/v1/one/:other") }, "two and of"],
])("two of one %s are refused", (_what, second, said) => {
  const first = { one: under("/api/v1/one"), of: under("/api/v1/one/:id") };
  expect(() => mergeApis([first, second])).toThrow(said);
});
