import { existsSync } from "node:fs";
import { join } from "node:path";
import compress from "@fastify/compress";
import files from "@fastify/static";
import type { FastifyInstance } from "fastify";

/** Serves the built pages; every address that is not a file or the API is the application's own. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(compress, { encodings: ["br", "gzip"], threshold: 2048 });
  if (!existsSync(join(folder, "index.html"))) return;
  await app.register(files, {
    root: folder,
    wildcard: false,
    setHeaders: (reply, path) => {
      const immutable = path.includes("/assets/");
      void reply.header("cache-control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  app.get("/*", { schema: { hide: true } }, (request, reply) => {
    const path = request.url.split("?")[0] ?? "";
    if (/^\/(api|v1|health|beacon|metrics)(\/|$)/.test(path) || /\.\w{1,5}$/.test(path)) return reply.callNotFound();
    return reply.sendFile("index.html");
  });
}
