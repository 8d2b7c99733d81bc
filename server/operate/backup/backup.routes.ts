import { Readable } from "node:stream";
import { api } from "../../../contracts/api.ts";
import { problem } from "../../platform/http/problem.ts";
import type { Routes } from "../../platform/http/routes.ts";
import { type BackupSource, writeBackup } from "./write-backup.ts";

export function backupRoutes(routes: Routes, source: BackupSource): void {
  let running = false;
  routes.route(api.createBackup, (ctx, { reply, signal }) => {
    if (running) throw problem("backup_running");
    running = true;
    const stream = Readable.from(writeBackup(source), { objectMode: false });
    stream.once("close", () => {
      running = false;
    });
    // Whoever has left reads nothing: without this, a backup that nobody takes would keep out all others.
    signal.addEventListener("abort", () => stream.destroy(), { once: true });
    if (reply.raw.destroyed) stream.destroy();
    stream.once("error", (error) => ctx.log.error({ err: error }, "the backup broke off"));
    const day = ctx.now().toISOString().slice(0, 10);
    // Already compressed, and a proxy must not hold it back.
    void reply.headers({
      "content-type": "application/x-tar",
      "content-disposition": `attachment; filename="throughline-${day}.tar"`,
      "content-encoding": "identity",
      "x-accel-buffering": "no",
    });
    return stream;
  });
}
