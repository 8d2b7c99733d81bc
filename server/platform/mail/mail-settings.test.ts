import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readConfig } from "../../config.ts";
import { openMailServer } from "../../testing/mail-server.ts";
import { openPost } from "../../testing/post.ts";
import { readMailServer } from "./mail-settings.ts";

const folder = mkdtempSync(join(tmpdir(), "throughline-mail-settings-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inPem = ({ privateKey }: { privateKey: KeyObject }) =>
  privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const rsa = inPem(generateKeyPairSync("rsa", { modulusLength: 1024 }));
const curve = inPem(generateKeyPairSync("ed25519"));

const mailOf = (environment: Record<string, string>) => readConfig({ data: folder }, environment).mail;
const FROM = { MAIL_FROM: "Shop <hello@shop.example>" };

describe("the settings of mail", () => {
  it("need none", () => {
    expect(mailOf({})).toMatchObject({ server: undefined, dkim: undefined, perHour: 5000, domainPerHour: 1000 });
  });

  it("name the server, who mail comes from and the key", () => {
    const file = join(folder, "dkim.pem");
    writeFileSync(file, rsa);
    const url = "smtp://us%40shop.example:p%3Ass%2F@smtp.example.com:2525";
    for (const key of [file, rsa, rsa.replaceAll("\n", "\\n")])
      expect(
        mailOf({
          ...FROM,
          MAIL_URL: url,
          MAIL_DKIM_SELECTOR: "s1",
          MAIL_DKIM_KEY: key,
          MAIL_RETURN_PATH: "b@shop.example",
        }),
      ).toMatchObject({
        server: {
          host: "smtp.example.com",
          port: 2525,
          secure: false,
          tlsRequired: true,
          user: "us@shop.example",
          password: "p:ss/",
        },
        from: { name: "Shop", address: "hello@shop.example" },
        returnPath: "b@shop.example",
        dkim: { selector: "s1", privateKey: rsa },
      });
  });

  it("want TLS but from a server on this machine, unless something else is said", () => {
    expect(readMailServer("smtps://smtp.example.com", undefined)).toMatchObject({
      port: 465,
      secure: true,
      tlsRequired: true,
    });
    expect(readMailServer("smtp://smtp.example.com", undefined)).toMatchObject({
      port: 587,
      secure: false,
      tlsRequired: true,
    });
    for (const host of ["localhost", "127.0.0.1", "[::1]"])
      expect(readMailServer(`smtp://${host}:25`, undefined)).toMatchObject({ port: 25, tlsRequired: false });
    expect(readMailServer("smtp://localhost:25", "required").tlsRequired).toBe(true);
    expect(readMailServer("smtp://smtp.example.com", "optional").tlsRequired).toBe(false);
    expect(readMailServer("smtp://[2001:db8::1]:25", undefined).host).toBe("2001:db8::1");
  });

  it.each<[Record<string, string>, RegExp]>([
    [{ MAIL_URL: "smtp://localhost" }, /MAIL_FROM: say whom mail comes from/],
    [{ MAIL_URL: "http://localhost", ...FROM }, /MAIL_URL: takes smtp:/],
    [{ MAIL_FROM: "nobody" }, /MAIL_FROM: takes an address/],
    [{ MAIL_DKIM_SELECTOR: "s1" }, /set both or neither/],
    [
      { MAIL_DKIM_SELECTOR: "s1", MAIL_DKIM_KEY: "/nowhere/dkim.pem" },
      /MAIL_DKIM_KEY: takes a private key in PEM or the path/,
    ],
    [
      { MAIL_DKIM_SELECTOR: "s1", MAIL_DKIM_KEY: "-----BEGIN PRIVATE KEY-----\nabc" },
      /MAIL_DKIM_KEY: is no private key/,
    ],
    [{ MAIL_DKIM_SELECTOR: "s1", MAIL_DKIM_KEY: curve }, /takes an RSA key/],
    [{ MAIL_PER_HOUR: "0" }, /MAIL_PER_HOUR/],
  ])("that cannot be used stop the start: %j", (environment, said) => {
    expect(() => mailOf(environment)).toThrow(said);
  });
});

describe("the line to the server", () => {
  const through = async (options: Parameters<typeof openMailServer>[0], tls: "required" | "optional") => {
    const server = await openMailServer(options);
    const post = await openPost(server.url, { server: readMailServer(server.url, tls) });
    try {
      await post.write("ann@example.org");
      await post.drain();
      return {
        row: (await post.rows()).get("ann@example.org"),
        encrypted: server.delivered.map((each) => each.encrypted),
      };
    } finally {
      await post.close();
      await server.close();
    }
  };

  it("is encrypted where the server can, whoever it is, when that is said", async () => {
    expect((await through({}, "optional")).encrypted).toEqual([true]);
    expect((await through({ disabledCommands: ["STARTTLS"] }, "optional")).encrypted).toEqual([false]);
  });

  it("is not used when it cannot be trusted: nothing is sent, nothing is refused", async () => {
    const untrusted = await through({}, "required");
    expect(untrusted).toMatchObject({
      encrypted: [],
      row: { status: "waiting", reason: expect.stringMatching(/certificate/i) },
    });
    const plain = await through({ disabledCommands: ["STARTTLS"] }, "required");
    expect(plain).toMatchObject({
      encrypted: [],
      row: { status: "waiting", reason: expect.stringMatching(/STARTTLS/) },
    });
  });
});
