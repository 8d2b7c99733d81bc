import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asc } from "drizzle-orm";
import type { InjectOptions } from "fastify";
import { accessApi } from "../../contracts/access/access.ts";
import { linksApi } from "../../contracts/access/links.ts";
import { secondFactorApi } from "../../contracts/access/second-factor.ts";
import { sessionsApi } from "../../contracts/access/sessions.ts";
import { signInsApi } from "../../contracts/access/sign-ins.ts";
import { systemApi } from "../../contracts/operate/system.ts";
import type { Role } from "../../contracts/words/permissions.ts";
import { readConfig } from "../config.ts";
import type { System } from "../platform/context.ts";
import { createRoutes } from "../platform/http/routes.ts";
import { createHttpServer } from "../platform/http/server.ts";
import { createLog } from "../platform/log.ts";
import { mailMessages } from "../platform/mail/mail.tables.ts";
import { createMail } from "../platform/mail/mail.ts";
import { openTestAnalytics, openTestFiles, openTestRecords } from "../testing/stores.ts";
import { accessRoutes, createAccess } from "./access.ts";

export const ORIGIN = "http://throughline.test";
export const PASSWORD = "correct horse battery";
export const OWNER = {
  name: "Olive",
  email: "owner@example.com",
  password: PASSWORD,
  workspace: "First",
  timezone: "Europe/Berlin",
};

export type Door = Awaited<ReturnType<typeof openDoor>>;

/** Only the door: the real server, gate and record store, nobody inside yet and no other noun's routes. */
export async function openDoor({ publicUrl = ORIGIN, trustProxy = 0 } = {}) {
  const records = await openTestRecords();
  const analytics = await openTestAnalytics({ tenantTables: {} });
  const files = await openTestFiles();
  let now = Date.parse("2026-06-17T12:00:00.000Z");
  const system: System = { db: records.db, analytics, files, log: createLog("silent"), now: () => new Date(now) };
  const data = mkdtempSync(join(tmpdir(), "throughline-door-"));
  const counted: string[] = [];
  const common = { system, secret: "s".repeat(32), publicUrl: () => publicUrl };
  const { mail: settings } = readConfig({ data }, {});
  const mail = createMail({ ...common, settings, folder: join(data, "mail"), send: async () => undefined });
  const access = createAccess({ ...common, mail, signInDays: 90, countSignIn: (outcome) => counted.push(outcome) });
  const app = await createHttpServer({ log: system.log, trustProxy });
  const routes = createRoutes(app, system, {
    contract: { ...accessApi, ...linksApi, ...sessionsApi, ...signInsApi, ...secondFactorApi },
    gate: access.gate,
    audit: access.audit,
  });
  accessRoutes(routes, access);
  routes.assertComplete();
  routes.route(systemApi.createBackup, () => "a backup");
  await app.ready();

  async function send(
    method: "GET" | "POST" | "PATCH" | "DELETE",
    url: string,
    payload?: object,
    headers: InjectOptions["headers"] = {},
  ) {
    const answer = await app.inject({
      method,
      url,
      headers: { origin: ORIGIN, ...headers },
      ...(payload ? { payload } : {}),
    });
    return Object.assign(answer, { cookie: cookieOf(answer.headers["set-cookie"]) });
  }

  const read = new Set<string>();
  const self = {
    app,
    system: { ...system, trail: access.audit.ofSystem("") },
    access,
    /** Outcomes of sign-ins, as they are counted. */
    counted,
    send,
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
    /** Sets up the owner and returns their cookie. */
    async setUp() {
      const answer = await send("POST", "/api/v1/setup", OWNER);
      if (answer.statusCode !== 201) throw new Error(answer.body);
      return { cookie: answer.cookie };
    },
    /** Invites an address and returns the token of the link. */
    async inviteAs(headers: Record<string, string>, email: string, role: Role): Promise<string> {
      const answer = await send("POST", "/api/v1/invitations", { email, role }, headers);
      if (answer.statusCode !== 201) throw new Error(answer.body);
      return answer.json<{ link: string }>().link.split("/").at(-1) ?? "";
    },
    /** A new person with a role: their cookie and id. */
    async join(owner: Record<string, string>, email: string, role: Role) {
      const token = await self.inviteAs(owner, email, role);
      const answer = await send("POST", `/api/v1/invitations/by-token/${token}/accept`, {
        name: email,
        password: PASSWORD,
      });
      if (answer.statusCode !== 200) throw new Error(answer.body);
      return { cookie: answer.cookie, id: answer.json<{ id: string }>().id };
    },
    /** What was written since it was last asked, as it lies in the folder. */
    async letters() {
      await mail.drain(new AbortController().signal);
      const rows = await system.db.select().from(mailMessages).orderBy(asc(mailMessages.id));
      const fresh = rows.filter(({ id }) => !read.has(id));
      return Promise.all(
        fresh.map(async ({ id, kind, recipient, subject, workspace }) => {
          read.add(id);
          const text = (await mail.folder.read(id))?.text ?? "";
          return { kind, to: recipient, subject, workspace, text, token: /\/([\w-]{43})\b/.exec(text)?.[1] ?? "" };
        }),
      );
    },
    async close() {
      rmSync(data, { recursive: true, force: true });
      await app.close();
      await records.close();
      await analytics.close();
      files.close();
    },
  };
  return self;
}

function cookieOf(header: string | string[] | undefined): string {
  return [header ?? []]
    .flat()
    .map((each) => each.split(";")[0])
    .join("; ");
}
