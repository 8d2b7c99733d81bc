import { Readable } from "node:stream";
import { importsApi } from "../../../contracts/collect/imports.ts";
import { announcedBytes } from "../../platform/files/receive/receive-body.ts";
import type { Routes } from "../../platform/http/routes.ts";
import type { Imports } from "./create-imports.ts";
import { uploadImport } from "./file/upload-import.ts";
import { previewImport } from "./mapping/preview-import.ts";
import { findImport, getImport, listImports } from "./run/read-imports.ts";
import { readRejects } from "./run/rejects.ts";
import { cancelImport, deleteImport, startImport } from "./run/start-import.ts";
import { previewTakeBack } from "./take-back/preview-take-back.ts";
import { takeBackImport } from "./take-back/take-back.ts";

export function importRoutes(routes: Routes, imports: Imports): void {
  const { uploads } = imports;

  routes.route(importsApi.createImport, (ctx, { query, body, request }) => {
    return uploadImport(ctx, uploads, {
      name: query.name,
      body: body instanceof Readable ? body : undefined,
      announced: announcedBytes(request.headers["content-length"]),
    });
  });
  routes.route(importsApi.listImports, (ctx, { query }) => listImports(ctx, query));
  routes.route(importsApi.getImport, (ctx, { params }) => getImport(ctx, params.id));
  routes.route(importsApi.previewImport, (ctx, { params, body }) => previewImport(ctx, uploads, params.id, body));
  routes.route(importsApi.startImport, (ctx, { params, body }) => startImport(ctx, imports, params.id, body));
  routes.route(importsApi.cancelImport, (ctx, { params }) => cancelImport(ctx, params.id));

  routes.route(importsApi.getImportRejects, async (ctx, { params, reply }) => {
    const { id, name, rejected, rejectsListed, rejectsBytes } = await findImport(ctx, params.id);
    const file = encodeURIComponent(`${name} rejects.csv`);
    reply.type("text/csv; charset=utf-8").header("content-disposition", `attachment; filename*=UTF-8''${file}`);
    return readRejects(uploads.rejects(id), { bytes: rejectsBytes, more: rejected - rejectsListed });
  });

  routes.route(importsApi.previewTakeBack, (ctx, { params }) => previewTakeBack(ctx, params.id));
  routes.route(importsApi.takeBackImport, (ctx, { params }) => takeBackImport(ctx, imports, params.id));
  routes.route(importsApi.deleteImport, (ctx, { params }) => deleteImport(ctx, uploads, params.id));
}
