import type { Layout } from "../../../../contracts/collect/file-layout.ts";
import { type Mapping, PREVIEW_ROWS, type Recognised } from "../../../../contracts/collect/imports.ts";
import type { FieldProblem } from "../../../../contracts/problems.ts";
import type { Context } from "../../../platform/context.ts";
import { openFile } from "../file/open-file.ts";
import { type RowLayout, readRows } from "../file/read-rows.ts";
import { recognise } from "../file/recognise.ts";
import type { Uploads } from "../file/uploads.ts";
import { TEXT_LIMITS } from "../limits.ts";
import { findImport } from "../run/read-imports.ts";
import { fileHere } from "../run/start-import.ts";
import { bindQuestions, suggestQuestions } from "./bind-questions.ts";
import { impossibleTime } from "./check-messages.ts";
import { checkMapping, createRowMapper, type ImportedMessage } from "./map-row.ts";
import { completeMapping, sourceOf } from "./name-source.ts";

export interface Preview {
  recognised: Recognised;
  problems: FieldProblem[];
  rows: { line: number; messages: ImportedMessage[]; reason: string | null; cellsLost: number }[];
}

/** What a layout and a mapping make of the first rows. @throws 404, 409 without its file, 400 when it cannot be read so */
export async function previewImport(
  ctx: Context,
  uploads: Uploads,
  id: string,
  { layout, mapping }: { layout?: Layout | undefined; mapping?: Mapping | undefined },
): Promise<Preview> {
  const row = await findImport(ctx, id);
  await fileHere(uploads, row);
  const given = { ...mapping?.layout, ...layout };
  const file = await openFile(uploads.file(id), TEXT_LIMITS, given);
  try {
    const found = await recognise(file, given, ctx.workspace.timezone);
    const columns = found.recognised.columns.map(({ name }) => name);
    const bound = mapping && (await bindQuestions(ctx, mapping));
    const problems = bound ? [...checkMapping(bound.mapping, columns), ...bound.problems] : [];
    const mapped =
      bound && problems.length === 0 ? completeMapping(bound.mapping, row.name, ctx.workspace.timezone) : null;
    const rows = mapped ? await mapFirst(file.text, found.layout, mapped, ctx.now()) : [];
    found.recognised.suggestion = await suggestQuestions(ctx, found.recognised);
    found.recognised.suggestion.source = sourceOf(row.name);
    return { recognised: found.recognised, problems, rows };
  } finally {
    await file.close();
  }
}

async function mapFirst(text: AsyncIterable<string>, layout: RowLayout, mapping: Mapping, now: Date) {
  const map = createRowMapper(mapping);
  const rows: Preview["rows"] = [];
  for await (const row of readRows(text, layout)) {
    const mapped = map(row);
    const messages = mapped.ok ? mapped.messages : [];
    const reason = mapped.ok ? impossibleTime(messages, now) : mapped.reason;
    rows.push({ line: row.line, messages, reason, cellsLost: mapped.ok ? mapped.lost : 0 });
    if (rows.length >= PREVIEW_ROWS) break;
  }
  return rows;
}
