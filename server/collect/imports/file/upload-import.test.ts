import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../../testing/app.ts";

const MOST_BYTES = 4_000_000;

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ config: { uploadBytes: MOST_BYTES } });
});
afterAll(() => t.close());

describe("a file is refused", () => {
  const refused = async (bytes: Buffer | string, headers: Record<string, string> = {}) => {
    const answer = await t.owner.inject({
      method: "POST",
      url: "/api/v1/imports?name=x",
      headers: { "content-type": "application/octet-stream", ...headers },
      payload: bytes,
    });
    return [answer.statusCode, answer.json().code];
  };

  it.each([
    ["a broken Excel file", Buffer.from("504b030414000600", "hex"), "excel_broken"],
    ["a picture", Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(64)]), "file_is_binary"],
    ["an empty file", " \n", "file_without_text"],
    ["broken gzip", Buffer.from("1f8b08000000000000", "hex"), "gzip_broken"],
  ])("%s", async (_, bytes, code) => {
    expect(await refused(bytes)).toEqual([400, code]);
  });

  it("larger than allowed, whether it says so or not, and nothing of it is kept", async () => {
    const large = Buffer.alloc(MOST_BYTES + 1, "a,b\n");
    for (const headers of [undefined, { "content-length": "", "transfer-encoding": "chunked" }])
      expect(await refused(large, headers)).toEqual([413, "import_too_large"]);
  });

  it("as anything but a file", async () => {
    expect((await refused("{}", { "content-type": "application/json" }))[0]).toBe(415);
    const none = await t.owner.inject({ method: "POST", url: "/api/v1/imports?name=x" });
    expect([none.statusCode, none.json().code]).toEqual([400, "file_missing"]);
    const elsewhere = await t.owner.inject({
      method: "POST",
      url: "/api/v1/keys",
      headers: { "content-type": "application/octet-stream" },
      payload: "x",
    });
    expect(elsewhere.statusCode).toBe(415);
  });
});

it("says in the documentation that its body is a file", async () => {
  const document = (await t.anonymous.inject({ method: "GET", url: "/api/openapi.json" })).json();
  const { post } = document.paths["/api/v1/imports"];
  expect(post.requestBody.content).toEqual({
    "application/octet-stream": { schema: { type: "string", format: "binary" } },
  });
});
