import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkDomain } from "./check-domain.ts";
import { readMailServer } from "./mail-settings.ts";

const pair = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 1024,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "der" },
  });
const { privateKey, publicKey } = pair();
const ours = publicKey.toString("base64");
const settings = {
  server: readMailServer("smtp://mail.shop.example", undefined),
  dkim: { selector: "s1", privateKey },
};

async function check(records: Record<string, string[]>, domain = "shop.example", using = settings) {
  const found = await checkDomain(domain, using, async (name) => records[name] ?? []);
  return Object.fromEntries(found.map(({ kind, ...rest }) => [kind, rest]));
}

describe("the records of a sender's domain", () => {
  it("that are missing are spelled out", async () => {
    expect(await check({ "shop.example": ["google-site-verification=abc"] })).toEqual({
      spf: { name: "shop.example", state: "missing", found: [], add: "v=spf1 a:mail.shop.example ~all" },
      dkim: { name: "s1._domainkey.shop.example", state: "missing", found: [], add: `v=DKIM1; k=rsa; p=${ours}` },
      dmarc: {
        name: "_dmarc.shop.example",
        state: "missing",
        found: [],
        add: "v=DMARC1; p=none; rua=mailto:postmaster@shop.example",
      },
    });
  });

  it("that are right need nothing", async () => {
    const right = {
      "shop.example": ["v=spf1 include:_spf.relay.example -all", "something=else"],
      // As DNS gives it: in pieces, with blanks, without the version.
      "s1._domainkey.shop.example": [`k=rsa; t=s; p=${ours.slice(0, 40)} ${ours.slice(40)}`],
      "_dmarc.shop.example": ["v=DMARC1; p=quarantine; rua=mailto:a@shop.example"],
    };
    for (const found of Object.values(await check(right))) expect(found).toMatchObject({ state: "ok", add: null });
  });

  it.each<[string, "spf" | "dkim" | "dmarc", string[], string]>([
    ["lets everybody send", "spf", ["v=spf1 +all"], "invalid"],
    ["lets everybody send, said shorter", "spf", ["v=spf1 mx all"], "invalid"],
    ["stands there twice", "spf", ["v=spf1 mx -all", "v=spf1 a -all"], "several"],
    ["is of another version", "spf", ["v=spf10 mx -all"], "missing"],
    ["has another key", "dkim", [`v=DKIM1; p=${pair().publicKey.toString("base64")}`], "differs"],
    ["was revoked", "dkim", ["v=DKIM1; p="], "revoked"],
    ["has no key", "dkim", ["v=DKIM1; k=rsa"], "invalid"],
    ["stands there twice", "dkim", [`p=${ours}`, `p=${ours}`], "several"],
    ["says no policy", "dmarc", ["v=DMARC1; rua=mailto:a@shop.example"], "invalid"],
    ["says a policy that is none", "dmarc", ["v=DMARC1; p=maybe"], "invalid"],
    ["stands there twice", "dmarc", ["v=DMARC1; p=none", "v=DMARC1; p=reject"], "several"],
  ])("whose record %s (%s)", async (_what, kind, texts, state) => {
    const name = { spf: "shop.example", dkim: "s1._domainkey.shop.example", dmarc: "_dmarc.shop.example" }[kind];
    const found = (await check({ [name]: texts }))[kind];
    expect(found).toMatchObject({ state, found: state === "missing" ? [] : texts });
  });

  it("take the policy of the domain above where they have none", async () => {
    const { dmarc } = await check({ "_dmarc.shop.example": ["v=DMARC1; p=reject"] }, "news.eu.shop.example");
    expect(dmarc).toMatchObject({ name: "_dmarc.shop.example", state: "ok" });
    const none = await check({}, "news.shop.example");
    expect(none.dmarc).toMatchObject({ name: "_dmarc.news.shop.example", state: "missing" });
  });

  it("are said to be unreachable where DNS is, and what to add is known all the same", async () => {
    const found = await checkDomain("shop.example", settings, async () => {
      throw Object.assign(new Error("queryTxt ECONNREFUSED"), { code: "ECONNREFUSED" });
    });
    expect(found.map(({ state }) => state)).toEqual(["unreachable", "unreachable", "unreachable"]);
    expect(found[1]?.add).toBe(`v=DKIM1; k=rsa; p=${ours}`);
  });

  it("say that nothing is signed where no key is set up", async () => {
    const found = await checkDomain("shop.example", { server: undefined, dkim: undefined }, async () => []);
    expect(found.map(({ state, name }) => [state, name])).toEqual([
      ["missing", "shop.example"],
      ["unsigned", null],
      ["missing", "_dmarc.shop.example"],
    ]);
    expect(found[0]?.add).toBe("v=spf1 mx ~all");
  });
});
