import { createHash, createVerify, generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MailServer, openMailServer } from "../../testing/mail-server.ts";
import { openPost, type Post } from "../../testing/post.ts";
import { ProblemError } from "../http/problem.ts";
import { parseAddress, parseMailbox } from "./mail-address.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

let server: MailServer;
let post: Post;

beforeAll(async () => {
  server = await openMailServer();
  post = await openPost(server.url, { dkim: { selector: "s1", privateKey } });
});
afterAll(async () => {
  await post.close();
  await server.close();
});
beforeEach(() => {
  server.delivered.length = 0;
});

describe("addresses of any script", () => {
  it("reach the server as it understands them", async () => {
    // The test's server shows domains as people read them, whatever came over the line.
    const addresses = ["jörg@example.org", "用户@例子.测试", "ann@münchen.example", "o'neil+news@example.org"];
    for (const to of addresses) await post.write(to);
    await post.drain();
    expect(server.delivered.map(({ to }) => to).toSorted()).toEqual(addresses.toSorted());
    expect(server.delivered.map(({ utf8 }) => utf8).filter(Boolean)).toHaveLength(2);
    expect(server.delivered.find(({ to }) => to.startsWith("ann"))?.raw).toContain("To: ann@xn--mnchen-3ya.example");
  });

  it("that a server without SMTPUTF8 cannot take are refused for good, with the reason", async () => {
    const old = await openMailServer({ hideSMTPUTF8: true });
    const there = await openPost(old.url);
    try {
      await there.write("jörg@example.org");
      await there.write("ann@münchen.example");
      await there.drain();
      const rows = await there.rows();
      expect(rows.get("jörg@example.org")).toMatchObject({
        status: "refused",
        reason: expect.stringMatching(/SMTPUTF8/),
      });
      expect(old.delivered.map(({ to }) => to)).toEqual(["ann@münchen.example"]);
    } finally {
      await there.close();
      await old.close();
    }
  });

  it("are one when they differ in case, composition or the spelling of the domain", () => {
    const key = (text: string) => parseAddress(text)?.key;
    expect(key("Ann@Example.ORG")).toBe("ann@example.org");
    expect(key(" ann@MÜNCHEN.example ")).toBe(key("ann@xn--mnchen-3ya.example"));
    expect(key("jo\u0308rg@example.org")).toBe(key("jörg@example.org"));
  });

  it.each([
    "",
    "ann",
    "ann@",
    "@example.org",
    "ann@@example.org",
    "ann@localhost",
    "ann@example..org",
    ".ann@example.org",
    "ann.@example.org",
    "an..n@example.org",
    "ann@-example.org",
    "ann@[127.0.0.1]",
    '"ann smith"@example.org',
    "ann@example.org, bob@example.org",
    "Ann <ann@example.org>",
    "ann@example.org\r\nBcc: bob@example.org",
    "ann@exam\0ple.org",
    "ann\u202eevil@example.org",
    `${"a".repeat(65)}@example.org`,
    `ann@${"a".repeat(250)}.org`,
  ])("%j is none", (text) => {
    expect(parseAddress(text)).toBeNull();
  });

  it("of senders are read with their names", () => {
    expect(parseMailbox("hello@example.com")).toEqual({ name: "", address: "hello@example.com" });
    expect(parseMailbox('"Shop, Inc." <hello@example.com>')).toEqual({
      name: "Shop, Inc.",
      address: "hello@example.com",
    });
    expect(parseMailbox("Shop <hello@example.com")).toBeNull();
    expect(parseMailbox("Shop\nBcc: a@b.example <hello@example.com>")).toBeNull();
  });
});

describe("what becomes part of a header", () => {
  const line = fc.string({ unit: "binary", maxLength: 40 });

  it("is refused with a line break or another control character in it", async () => {
    await fc.assert(
      fc.asyncProperty(
        line,
        fc.constantFrom("\r", "\n", "\r\n", "\0", "\u0085", "\u2028", "\x1b"),
        line,
        async (a, evil, b) => {
          const text = `x${a}${evil}${b}x`;
          for (const mail of [{ subject: text }, { to: { address: "ann@example.org", name: text } }])
            await expect(post.write("ann@example.org", mail)).rejects.toThrow(ProblemError);
        },
      ),
      { numRuns: 50 },
    );
    expect((await post.rows()).get("ann@example.org")).toBeUndefined();
  });

  it("adds no header and no recipient, whatever it is", async () => {
    const words = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
      .filter((text) => text.trim() !== "" && !/[\p{Cc}\u2028\u2029]/u.test(text) && text.isWellFormed());
    const mails = fc.sample(fc.tuple(words, words), 40);
    mails.push(
      ["a@evil.example, b@evil.example", "=?utf-8?q?=0D=0ABcc:_evil@evil.example?="],
      ["<evil@evil.example>", "Bcc: evil@evil.example"],
    );
    for (const [n, [name, subject]] of mails.entries())
      await post.write(`n${n}@example.org`, { to: { address: `n${n}@example.org`, name }, subject });
    await post.drain();
    expect(server.delivered).toHaveLength(mails.length);
    for (const { to, mail } of server.delivered) {
      expect(mail.to?.map(({ address }) => address)).toEqual([to]);
      const keys = mail.headers.map(({ key }) => key).filter((key) => key !== "dkim-signature");
      expect(keys.toSorted()).toEqual([
        "auto-submitted",
        "content-transfer-encoding",
        "content-type",
        "date",
        "from",
        "message-id",
        "mime-version",
        "subject",
        "to",
      ]);
    }
  });

  it("names what is wrong with it", async () => {
    await expect(post.write("nobody", {})).rejects.toMatchObject({ status: 400, fields: [{ path: "to.address" }] });
    await expect(post.write("a@example.org", { subject: " " })).rejects.toMatchObject({
      fields: [{ path: "subject", reason: "empty" }],
    });
    await expect(post.write("a@example.org", { text: "\n" })).rejects.toMatchObject({
      fields: [{ path: "text", reason: "empty" }],
    });
    await expect(post.write("a@example.org", { text: "a\0b" })).rejects.toMatchObject({ fields: [{ path: "text" }] });
  });
});

describe("DKIM", () => {
  it("signs for the sender's domain, so that a receiver can check it", async () => {
    await post.write("ann@example.org", {
      subject: "Grüße  mit   Abständen",
      text: "One \n\n two\n\n\n",
      html: "<p>One</p>",
    });
    await post.drain();
    const raw = server.delivered[0]?.raw ?? "";
    const signature = signatureOf(raw);
    expect(signature.tags).toMatchObject({ d: "example.com", s: "s1", a: "rsa-sha256", c: "relaxed/relaxed" });
    expect(signature.tags.h?.split(":")).toEqual(
      expect.arrayContaining(["from", "to", "subject", "date", "message-id"]),
    );
    expect(signature.bodyHash).toBe(signature.tags.bh);
    expect(signature.valid(publicKey)).toBe(true);
    expect(signatureOf(raw.replace("Subject: ", "Subject: Not ")).valid(publicKey)).toBe(false);
  });
});

/** A receiver's side of RFC 6376, relaxed/relaxed. */
function signatureOf(raw: string) {
  const end = raw.indexOf("\r\n\r\n");
  const headers = raw.slice(0, end).split(/\r\n(?![ \t])/);
  const body = raw.slice(end + 4);
  const relaxed = (header: string) => {
    const colon = header.indexOf(":");
    const value = header
      .slice(colon + 1)
      .replaceAll(/\r\n/g, "")
      .replaceAll(/[ \t]+/g, " ")
      .trim();
    return `${header.slice(0, colon).trim().toLowerCase()}:${value}`;
  };
  const own = headers.find((header) => /^dkim-signature:/i.test(header)) ?? "";
  const tags = Object.fromEntries(
    own
      .slice(own.indexOf(":") + 1)
      .split(";")
      .map((part) => [
        part.slice(0, part.indexOf("=")).trim(),
        part.slice(part.indexOf("=") + 1).replaceAll(/\s/g, ""),
      ]),
  ) as Record<string, string>;
  const lines = body.split("\r\n").map((line) => line.replaceAll(/[ \t]+/g, " ").trimEnd());
  while (lines.at(-1) === "") lines.pop();
  const signed = (tags.h ?? "")
    .split(":")
    .map((name) => headers.find((header) => header.toLowerCase().startsWith(`${name.toLowerCase()}:`)))
    .filter((header) => header !== undefined)
    .map(relaxed);
  const bare = relaxed(own.replace(/([;:\s]b=)[^;]*/, "$1"));
  return {
    tags,
    bodyHash: createHash("sha256")
      .update(`${lines.join("\r\n")}\r\n`)
      .digest("base64"),
    valid: (key: string) =>
      createVerify("sha256")
        .update([...signed, bare].join("\r\n"))
        .verify(key, tags.b ?? "", "base64"),
  };
}
