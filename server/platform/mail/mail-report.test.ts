import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, startTestApp, type TestApp } from "../../testing/app.ts";
import { type MailServer, openMailServer } from "../../testing/mail-server.ts";
import { mailMessages } from "./mail.tables.ts";
import { readReport } from "./read-report.ts";

let server: MailServer;
let t: TestApp;
/** A program at the mailbox for bounces, of one workspace and of the whole system. */
let reporter: Caller;
let systemReporter: Caller;

beforeAll(async () => {
  server = await openMailServer();
  t = await startTestApp({ environment: { MAIL_URL: server.url, MAIL_FROM: "Shop <hello@shop.example>" } });
  reporter = await t.key("api", ["mail:report"]);
  systemReporter = await t.key("api", ["mail:report", "system:mail"]);
});
afterAll(async () => {
  await t.close();
  await server.close();
});

const crlf = (text: string) => text.replaceAll(/\r?\n/g, "\r\n");

interface Bounce {
  messageId?: string;
  envelopeId?: string;
  recipient?: string;
  action?: string;
  status?: string;
  diagnostic?: string;
  returned?: "message/rfc822" | "text/rfc822-headers" | "none";
}

/** A delivery report in the form that most servers send. */
function bounce({ messageId, envelopeId, recipient = "ann@example.org", ...more }: Bounce): string {
  const {
    action = "failed",
    status = "5.1.1",
    diagnostic = "smtp; 550 5.1.1 no such user",
    returned = "text/rfc822-headers",
  } = more;
  const back = `--=_b\nContent-Type: ${returned}\n\nReceived: from a by b\nMessage-ID: <${messageId}>\nFrom: Shop <hello@shop.example>\nTo: ${recipient}\nSubject: Hello\n\n`;
  return crlf(`Received: from mx.example.org by mx.shop.example
From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
To: hello@shop.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="=_b"

This is a MIME-encapsulated message.

--=_b
Content-Type: text/plain; charset=us-ascii

I could not deliver your message. Message-ID: <another@elsewhere.example>

--=_b
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
${envelopeId ? `Original-Envelope-Id: ${envelopeId}\n` : ""}Arrival-Date: Wed, 17 Jun 2026 12:00:00 +0000 (UTC)

Final-Recipient: rfc822; ${recipient}
Original-Recipient: rfc822;${recipient}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mx.example.org
Diagnostic-Code: ${diagnostic}

${returned === "none" ? "" : back}--=_b--
`);
}

function complaint(messageId: string, type = "abuse"): string {
  return crlf(`From: <abuse@relay.example>
To: hello@shop.example
Subject: FW: Hello
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="part1"

--part1
Content-Type: text/plain; charset="US-ASCII"

This is an email abuse report.

--part1
Content-Type: message/feedback-report

Feedback-Type: ${type}
User-Agent: SomeGenerator/1.0
Version: 1
Original-Rcpt-To: <ann@example.org>

--part1
Content-Type: message/rfc822

From: <hello@shop.example>
Message-ID: <${messageId}>
Subject: Hello

Hello.
--part1--
`);
}

const hand = async (raw: string | Buffer, as = reporter) => {
  const headers = { "content-type": "message/rfc822" };
  return as.inject({ method: "POST", url: "/api/v1/mail-reports", headers, payload: raw });
};

/** A message that has left, by its address. */
async function sent(to: string, workspace = t.workspace.id) {
  const { mail, db } = t.system;
  const id = await mail.enqueue(db, { workspace, kind: "note", to: { address: to }, subject: "Hello", text: "Hello." });
  await mail.drain(new AbortController().signal);
  const row = (await db.select().from(mailMessages)).find((each) => each.id === id);
  if (row?.status !== "sent") throw new Error(`${to} is ${row?.status}: ${row?.reason}`);
  return row;
}
const now = (id: string) => t.owner.request("GET /api/v1/mail/:id", { params: { id } });

describe("a bounce", () => {
  it("marks its message, and an address that does not exist gets no more mail", async () => {
    const { id, messageId } = await sent("gone@example.org");
    const answer = await hand(bounce({ messageId, recipient: "gone@example.org" }));
    expect(answer.json()).toEqual({ kind: "bounce", matched: true, closed: true });
    expect(await now(id)).toMatchObject({ status: "bounced", reason: "550 5.1.1 no such user" });
    const { items } = await t.owner.request("GET /api/v1/closed-addresses", {});
    expect(items).toMatchObject([{ address: "gone@example.org", cause: "bounce", reason: "550 5.1.1 no such user" }]);

    await expect(sent("Gone@example.org")).rejects.toThrow(/refused: Nothing more is sent to this address: 550 5.1.1/);
    await t.owner.request("DELETE /api/v1/closed-addresses/:id", { params: { id: items[0]?.id ?? "" } });
    await sent("gone@example.org");
  });

  it("is known by its envelope id alone, and by the headers that came back", async () => {
    const one = await sent("one@example.org");
    const two = await sent("two@example.org");
    expect((await hand(bounce({ envelopeId: one.messageId, returned: "none" }))).json()).toMatchObject({
      matched: true,
    });
    expect((await hand(bounce({ messageId: two.messageId, returned: "message/rfc822" }))).json()).toMatchObject({
      matched: true,
    });
    expect((await now(one.id)).status).toBe("bounced");
    expect((await now(two.id)).status).toBe("bounced");
  });

  it("about a full mailbox or a policy leaves the address open", async () => {
    for (const [status, diagnostic] of [
      ["5.2.2", "smtp; 552 5.2.2 mailbox full"],
      ["5.7.1", "smtp; 550 5.7.1 blocked by policy"],
      ["5.3.4", "smtp; 552 5.3.4 too large"],
    ]) {
      const { id, messageId } = await sent(`open${status}@example.org`);
      const answer = await hand(bounce({ messageId, status, diagnostic }));
      expect(answer.json()).toEqual({ kind: "bounce", matched: true, closed: false });
      expect((await now(id)).status).toBe("bounced");
    }
  });

  it("that is only a delay leaves the message sent, and says what is the matter", async () => {
    const { id, messageId } = await sent("late@example.org");
    const delayed = bounce({ messageId, action: "delayed", status: "4.4.1", diagnostic: "smtp; connection timed out" });
    expect((await hand(delayed)).json()).toEqual({ kind: "delay", matched: true, closed: false });
    expect(await now(id)).toMatchObject({ status: "sent", reason: "connection timed out" });
  });

  it("handed in twice changes nothing", async () => {
    const { id, messageId } = await sent("twice@example.org");
    await hand(bounce({ messageId }));
    const before = await now(id);
    expect((await hand(bounce({ messageId }))).json()).toEqual({ kind: "bounce", matched: true, closed: true });
    expect(await now(id)).toEqual(before);
  });

  it("of another workspace's message is about none, but for who runs the system", async () => {
    const other = await t.freshWorkspace();
    const theirs = await sent("theirs@example.org", other.workspace.id);
    const ours = await sent("ours@example.org", "");
    for (const { messageId } of [theirs, ours]) {
      expect((await hand(bounce({ messageId }))).json()).toEqual({ kind: "bounce", matched: false, closed: false });
      expect((await hand(bounce({ messageId }), systemReporter)).json()).toMatchObject({ matched: true, closed: true });
    }
    const closed = (caller: Caller) => caller.request("GET /api/v1/closed-addresses", {});
    expect((await closed(other.owner)).items).toMatchObject([{ address: "theirs@example.org" }]);
    expect((await closed(t.owner)).items.map(({ address }) => address)).not.toContain("theirs@example.org");
  });

  it("does not bring back what was erased", async () => {
    const { id, messageId } = await sent("erased@example.org");
    await t.owner.request("POST /api/v1/mail-erasures", { body: { address: "Erased@example.org" } });
    expect((await hand(bounce({ messageId }))).json()).toMatchObject({ matched: false });
    expect(await now(id)).toMatchObject({ to: "", subject: "", reason: null });
  });
});

describe("a complaint", () => {
  it("marks its message and closes the address", async () => {
    const { id, messageId } = await sent("angry@example.org");
    expect((await hand(complaint(messageId))).json()).toEqual({ kind: "complaint", matched: true, closed: true });
    expect(await now(id)).toMatchObject({ status: "complained", reason: "Reported as abuse" });
    await expect(sent("angry@example.org")).rejects.toThrow(/Reported as abuse/);
  });

  it("that takes one back is none", async () => {
    const { id, messageId } = await sent("calm@example.org");
    expect((await hand(complaint(messageId, "not-spam"))).json()).toMatchObject({ kind: "other", matched: false });
    expect((await now(id)).status).toBe("sent");
  });
});

describe("what else comes to the mailbox", () => {
  it("is about no message: answers of people, nonsense, reports of others", async () => {
    const answer = "From: ann@example.org\nSubject: Re: Hello\nIn-Reply-To: <x@shop.example>\n\nThanks!\n";
    for (const raw of [
      answer,
      "\0\0\0",
      "no headers at all",
      bounce({ messageId: "unknown@elsewhere.example" }),
      bounce({ returned: "none" }),
    ])
      expect((await hand(raw)).json()).toMatchObject({ matched: false, closed: false });
  });

  it("is refused when it is empty, too large, of another kind, or brought by nobody who may", async () => {
    expect((await hand("")).json()).toMatchObject({ status: 400, code: "report_empty" });
    expect((await hand(Buffer.alloc(1024 * 1024 + 1, "a"))).json()).toMatchObject({ status: 413 });
    const json = await reporter.inject({ method: "POST", url: "/api/v1/mail-reports", payload: {} });
    expect(json.statusCode).toBe(415);
    expect((await hand("x", await t.key("api", ["mail:read"]))).statusCode).toBe(403);
    expect((await hand("x", t.anonymous)).statusCode).toBe(401);
    const second = await t.freshWorkspace();
    const elsewhere = await t.key("api", undefined, second.workspace.id);
    expect((await hand(bounce({ messageId: "x@y.example" }), elsewhere)).json()).toMatchObject({ matched: false });
  });
});

describe("reports as other programs write them", () => {
  const read = (raw: string) => readReport(Buffer.from(crlf(raw)));

  it("of several recipients: the one that failed counts", async () => {
    const raw = bounce({ messageId: "m@shop.example", action: "delivered", status: "2.0.0" }).replace(
      "\r\n\r\n--=_b\r\nContent-Type: text/rfc822-headers",
      "\r\n\r\nFinal-Recipient: rfc822; b@example.org\r\nAction: Failed\r\nStatus: 5.1.10 (bad)\r\nDiagnostic-Code: smtp;550 5.1.10\r\n  RESOLVER.ADR.RecipientNotFound\r\n\r\n--=_b\r\nContent-Type: text/rfc822-headers",
    );
    expect(await read(raw)).toMatchObject({
      kind: "bounce",
      status: "5.1.10",
      reason: "550 5.1.10 RESOLVER.ADR.RecipientNotFound",
      messageIds: ["m@shop.example"],
    });
  });

  it("in UTF-8, encoded in base64, with headers folded", async () => {
    const status = Buffer.from(
      crlf("Reporting-MTA: dns; mx\n\nFinal-Recipient: utf-8; 用户@例子.测试\nAction: failed\nStatus: 5.1.1\n"),
    ).toString("base64");
    const raw = `Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/global-delivery-status\nContent-Transfer-Encoding: base64\n\n${status}\n--b\nContent-Type: message/global-headers\n\nSubject: x\nMessage-ID:\n <folded@shop.example>\n\n--b--\n`;
    expect(await read(raw)).toEqual({
      kind: "bounce",
      messageIds: ["folded@shop.example"],
      status: "5.1.1",
      reason: "5.1.1",
    });
  });

  it("that answer our message without returning it", async () => {
    const raw = bounce({ returned: "none" }).replace(
      "MIME-Version",
      "In-Reply-To: <a@shop.example>\r\nReferences: <b@shop.example>\r\n <a@shop.example>\r\nMIME-Version",
    );
    expect((await read(raw)).messageIds).toEqual(["a@shop.example", "b@shop.example"]);
  });

  it("that only say that all went well", async () => {
    expect((await read(bounce({ action: "relayed", status: "2.0.0" }))).kind).toBe("other");
  });
});
