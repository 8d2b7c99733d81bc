import { readFile } from "node:fs/promises";
import { command } from "./command.ts";

export const restore = command({
  description:
    "Restore a backup into an empty system: a data folder, or with DATABASE_URL and CLICKHOUSE_URL the servers they name.",
  args: {
    file: { type: "positional", required: true, description: "The backup" },
    data: { type: "string", valueHint: "DIR", description: "Data folder; throughline-data when absent" },
    force: { type: "boolean", description: "Delete what is there, after asking for its name" },
    confirm: {
      type: "string",
      valueHint: "NAME",
      description: "With --force: the name of what is deleted, instead of being asked",
    },
    erased: {
      type: "string",
      valueHint: "FILE",
      description: "List of erased people that was kept beside the backup: they are erased from it again",
    },
    json: { type: "boolean", description: "Print what was restored as JSON" },
  },
  examples: [
    "restore throughline.tar --data DIR",
    "DATABASE_URL=postgres://… CLICKHOUSE_URL=http://… throughline restore throughline.tar    # move to servers",
    "restore throughline.tar --data DIR --force --confirm Brackenfold",
    "restore throughline.tar --data DIR --erased throughline-erased.jsonl",
  ],
  async run({ file, data, force, confirm, erased, json }) {
    const [{ restoreBackup }, { readConfig }, { showProgress }] = await Promise.all([
      import("../server/operate/backup/backup.ts"),
      import("../server/config.ts"),
      import("./progress.ts"),
    ]);
    const progress = await showProgress("rows");
    let stage = "";
    const { manifest, contents } = await restoreBackup({
      file,
      config: readConfig({ data, quiet: true }),
      ...(erased === undefined ? {} : { erased: await linesOf(erased) }),
      ...(force ? { mayReplace: (name: string) => isMeant(name, confirm) } : {}),
      onProgress(next, done, total) {
        if (stage !== next) progress.stage(STAGES[next]);
        stage = next;
        if (total > 0) progress.at(done, total);
      },
    }).finally(() => progress.stop());
    const { events, records, uploads } = contents;
    const { name, createdAt } = manifest;
    if (json) return console.info(JSON.stringify({ name, createdAt, events, records, uploads }));
    console.info(
      `Restored ${name} of ${createdAt}: ${events} events, ${records} records and ${uploads.copied} uploaded files.`,
    );
    if (uploads.elsewhere > 0)
      console.info(
        `${uploads.elsewhere} uploaded files are not in the backup: they lie in ${manifest.files.where}. Name that bucket in FILES_URL;\n` +
          "for a trial beside the first system name a copy of it, as each deletes what it no longer needs.",
      );
  },
});

const STAGES = {
  check: "Reading the backup to its end",
  events: "Events",
  files: "Uploaded files",
  records: "Records",
  contacts: "Contacts",
} as const;

/** @throws Error for a file of anything else than lines of JSON */
async function linesOf(path: string): Promise<unknown[]> {
  const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line !== "");
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as unknown;
    } catch {
      throw new Error(`Line ${index + 1} of ${path} cannot be read; it is no list of erased people.`);
    }
  });
}

async function isMeant(name: string, confirm: string | undefined): Promise<boolean> {
  const typed = confirm ?? (process.stdin.isTTY ? await askFor(name) : "");
  if (typed === name) return true;
  throw new Error(
    `Nothing was changed. To delete what is there, confirm it by its name: --force --confirm ${JSON.stringify(name)}`,
  );
}

async function askFor(name: string): Promise<string> {
  const { createInterface } = await import("node:readline/promises");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(`This deletes everything of ${name}. Type its name to go on: `);
  } finally {
    terminal.close();
  }
}
