import { command } from "./command.ts";
import { openTarget, targetArgs } from "./target.ts";

export const backup = command({
  description:
    "Write a backup of the whole system, every workspace, while it keeps running. Keep the file safe: it holds everything.",
  args: {
    file: { type: "positional", required: true, description: "File to write" },
    data: targetArgs.data,
    url: targetArgs.url,
    key: { ...targetArgs.key, description: "API key of the first workspace with the right system:backup" },
    force: { type: "boolean", description: "Write over a file that is there" },
    json: { type: "boolean", description: "Print what is in it as JSON" },
  },
  examples: [
    "backup throughline.tar --url http://127.0.0.1:3400 --key KEY",
    "backup throughline.tar --data DIR        # while no server runs on it",
  ],
  async run({ file, force, json, ...where }) {
    const written = await takeBackup({ file, force: force ?? false, where });
    if (json) return console.info(JSON.stringify(written));
    const { bytes, events, records, uploads, bucket } = written;
    console.info(
      `Wrote ${file}: ${events} events, ${records} records and ${uploads.copied} uploaded files, ${Math.ceil(bytes / 1e6)} MB.`,
    );
    if (uploads.elsewhere > 0)
      console.info(
        `${uploads.elsewhere} uploaded files are not in it: they lie in ${bucket}, which needs its own backup.`,
      );
    if (uploads.missing > 0)
      console.info(
        `${uploads.missing} uploaded files are missing or damaged and not in it; the server's log names them.`,
      );
  },
});

export interface Written {
  file: string;
  bytes: number;
  events: number;
  records: number;
  uploads: { copied: number; elsewhere: number; missing: number };
  /** Where uploaded files lie that are not in the backup. */
  bucket: string | null;
  createdAt: string;
}

interface BackupOptions {
  file: string;
  force: boolean;
  where: Parameters<typeof openTarget>[0];
}

/** The file gets its name only when it is whole and has been read back. */
export async function takeBackup({ file, force, where }: BackupOptions): Promise<Written> {
  const [{ existsSync }, { open, rename, rm, stat }, { showProgress }, { checkBackup }] = await Promise.all([
    import("node:fs"),
    import("node:fs/promises"),
    import("./progress.ts"),
    import("../server/operate/backup/backup.ts"),
  ]);
  if (!force && existsSync(file))
    throw new Error(`${file} exists. Choose another name, or write over it with --force.`);
  const partial = `${file}.partial`;
  const target = await openTarget(where);
  const progress = await showProgress("MB");
  try {
    const response = await target.send("/api/v1/backup", { method: "POST" });
    if (!response.ok || !response.body) throw await refusal(response);
    progress.stage("Backup");
    const handle = await open(partial, "w", 0o600);
    try {
      let bytes = 0;
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        await handle.write(chunk);
        bytes += chunk.length;
        progress.at(Math.floor(bytes / 1e6), null);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    progress.stage("Reading it back");
    const { manifest, contents } = await checkBackup(partial);
    await rename(partial, file);
    const { size } = await stat(file);
    const { events, records, uploads } = contents;
    const bucket = manifest.files.kind === "s3" ? manifest.files.where : null;
    return { file, bytes: size, events, records, uploads, bucket, createdAt: manifest.createdAt };
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    progress.stop();
    await target.close();
  }
}

async function refusal(response: Response): Promise<Error> {
  const problem = (await response.json().catch(() => null)) as { detail?: string } | null;
  return new Error(problem?.detail ?? `The server answered ${response.status}.`);
}
