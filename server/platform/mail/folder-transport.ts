import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import MailComposer from "nodemailer/lib/mail-composer";
import PostalMime from "postal-mime";
import { isId } from "../db/record-id.ts";
import type { Transport } from "./transport.ts";

/** A message as it lies in the folder. */
export interface KeptMail {
  from: string | null;
  to: readonly { name: string; address: string }[];
  subject: string | null;
  text: string | null;
  html: string | null;
}

/** The folder of messages that no server takes, one file each, in the form in which they would have been sent. */
export interface MailFolder extends Transport {
  /** Null when its file is not here (any more). */
  read(id: string): Promise<KeptMail | null>;
  remove(ids: readonly string[]): Promise<void>;
  /** Removes what was written before. */
  removeOlder(before: Date): Promise<void>;
}

export function createMailFolder(folder: string): MailFolder {
  // Ids come from the records, where nobody writes them; a path is made of nothing else all the same.
  const file = (id: string) => join(folder, `${isId(id) ? id : "none"}.eml`);
  return {
    kind: "folder",
    server: null,
    connections: 2,
    async send(id, { dkim: _, ...mail }) {
      const bytes = await new MailComposer(mail).compile().build();
      await mkdir(folder, { recursive: true });
      await writeFile(`${file(id)}.part`, bytes, { mode: 0o600 });
      await rename(`${file(id)}.part`, file(id));
      return { kind: "accepted", serverMessageId: null };
    },
    close: () => undefined,

    async read(id) {
      if (!existsSync(file(id))) return null;
      const { from, to, subject, text, html } = await PostalMime.parse(await readFile(file(id)));
      const sender = from?.name ? `${from.name} <${from.address}>` : (from?.address ?? null);
      const recipients = (to ?? []).map(({ name, address = "" }) => ({ name, address }));
      return { from: sender, to: recipients, subject: subject ?? null, text: text ?? null, html: html ?? null };
    },

    async remove(ids) {
      for (const id of ids) await rm(file(id), { force: true });
    },

    async removeOlder(before) {
      if (!existsSync(folder)) return;
      for (const name of await readdir(folder)) {
        const path = join(folder, name);
        if ((await stat(path)).mtime < before) await rm(path, { force: true });
      }
    },
  };
}
