import { count, eq } from "drizzle-orm";
import type { System } from "../context.ts";
import { rowsOfTable, writtenByStaff } from "../personal-data/erase-mentions.ts";
import type { People, PersonalData } from "../personal-data/personal-data.ts";
import { addressedTo, forgetAddressed } from "./erase-mail.ts";
import type { MailFolder } from "./folder-transport.ts";
import { mailClosedAddresses, mailMessages } from "./mail.tables.ts";
import { parseAddress } from "./mail-address.ts";

const keysOf = ({ addresses }: People) => addresses.flatMap((address) => parseAddress(address)?.key ?? []);

/** Messages to them, and that their address is closed; then what others were written about them. */
export function mailPersonal(system: Pick<System, "db">, folder: MailFolder): PersonalData[] {
  const addressed: PersonalData = {
    kind: "mail",
    tables: [mailMessages, mailClosedAddresses],
    async count({ db }, people) {
      const [row] = await db
        .select({ n: count() })
        .from(mailMessages)
        .where(addressedTo(people.workspace, keysOf(people)));
      return row?.n ?? 0;
    },
    export: ({ db }, people) =>
      db
        .select({
          ...{ recipient: mailMessages.recipient, name: mailMessages.recipientName, subject: mailMessages.subject },
          ...{ createdAt: mailMessages.createdAt, status: mailMessages.status },
        })
        .from(mailMessages)
        .where(addressedTo(people.workspace, keysOf(people)))
        .orderBy(mailMessages.createdAt),
    erase: async (db, people, now) => (await forgetAddressed(db, now, people.workspace, keysOf(people))).length,
    files: {
      async find(people, signal) {
        const rows = rowsOfTable(
          system.db,
          mailMessages,
          [mailMessages.id],
          eq(mailMessages.workspace, people.workspace),
        );
        const keys = new Set(keysOf(people));
        const found: string[] = [];
        // By then the rows of messages to them say no more whom they were to; the files do.
        for await (const { id } of rows) {
          signal.throwIfAborted();
          const kept = await folder.read(id);
          if (!kept) continue;
          const isTheirs = kept.to.some(({ address }) => keys.has(parseAddress(address)?.key ?? ""));
          const { to, subject, text, html } = kept;
          const written = [...to.map(({ name }) => name), subject, text, html];
          if (isTheirs || people.mentions.in(written.join("\n"))) found.push(id);
        }
        return found;
      },
      async remove(_workspace, found) {
        await folder.remove(found);
        return [];
      },
    },
  };
  return [
    addressed,
    writtenByStaff({
      kind: "mail",
      table: mailMessages,
      key: [mailMessages.id],
      written: { recipientName: "text", subject: "text", text: "text", html: "text", reason: "text" },
    }),
  ];
}
