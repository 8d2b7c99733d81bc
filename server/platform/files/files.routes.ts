import { Readable } from "node:stream";
import { api } from "../../../contracts/api.ts";
import type { FilePurposeName } from "../../../contracts/files.ts";
import type { Routes } from "../http/routes.ts";
import type { FilePurpose } from "./file-purpose.ts";
import { announcedBytes } from "./receive/receive-body.ts";
import { receiveFile } from "./receive/receive-file.ts";
import { findFile, headersOf, readFile } from "./show-file.ts";

export function fileRoutes(routes: Routes, purposes: Record<FilePurposeName, FilePurpose>): void {
  const all = Object.values(purposes);

  routes.route(api.uploadFile, (ctx, { query, body, request }) =>
    receiveFile(ctx, purposes[query.purpose], {
      name: query.name,
      body: body instanceof Readable ? body : undefined,
      announced: announcedBytes(request.headers["content-length"]),
    }),
  );

  routes.route(api.getFile, async (ctx, { params, request, reply }) => {
    const file = await findFile(ctx, all, params.id);
    const headers = headersOf(file);
    if (request.headers["if-none-match"] === headers.etag)
      return reply.headers({ etag: headers.etag }).status(304).send();
    const bytes = await readFile(ctx, file);
    return reply.headers(headers).send(bytes);
  });
}
