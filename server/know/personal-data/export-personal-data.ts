import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { PersonalKind } from "../../../contracts/words/personal-kinds.ts";
import { personalKinds } from "../../../contracts/words/personal-kinds.ts";
import type { Context } from "../../platform/context.ts";
import type { People, PersonalData } from "../../platform/personal-data/personal-data.ts";
import { openEventsOf } from "./export-events.ts";
import { writePage } from "./export-page.ts";
import { findPerson } from "./show-personal-data.ts";

/** Everything of one kind. */
export interface ExportedKind {
  kind: PersonalKind;
  count: number;
  /** Read as it is written, once for each file of the export. */
  rows(): AsyncIterable<object>;
}

export interface Exported {
  exportedAt: string;
  workspace: string;
  contactId: string;
  /** How many of the oldest were too many to be in it. */
  eventsLeftOut: number;
  kinds: ExportedKind[];
}

/** Everything that is somebody's to have, as data and as a page; what they did is never in memory as a whole. @throws 404 */
export async function exportPersonalData(
  ctx: Context,
  id: string,
  declarations: readonly PersonalData[],
): Promise<{ name: string; stream: Readable }> {
  const { people, id: contactId } = await findPerson(ctx, id);
  const { events, feedback, leftOut } = await openEventsOf(ctx, people.keys);
  const recorded = await recordsOf(ctx, people, declarations);
  const kinds = personalKinds.flatMap((kind): ExportedKind[] => {
    if (kind === "events") return [{ kind, ...events }];
    if (kind === "feedback") return [{ kind, ...feedback }];
    const rows = recorded.get(kind);
    return rows ? [{ kind, count: rows.length, rows: () => Readable.from(rows) }] : [];
  });
  const exported: Exported = {
    ...{ exportedAt: ctx.now().toISOString(), workspace: ctx.workspace.name, contactId },
    ...{ eventsLeftOut: leftOut, kinds },
  };
  const files = { "data.json": writeData(exported), "data.html": writePage(exported) };
  return { name: `personal-data-${contactId}.zip`, stream: zip(files, ctx.now()) };
}

async function recordsOf(
  ctx: Context,
  people: People,
  declarations: readonly PersonalData[],
): Promise<Map<PersonalKind, object[]>> {
  const recorded = new Map<PersonalKind, object[]>();
  for (const { kind, export: give } of declarations) {
    const rows = (await give?.(ctx, people)) ?? [];
    if (rows.length > 0) recorded.set(kind, [...(recorded.get(kind) ?? []), ...rows]);
  }
  return recorded;
}

/** The files one after the other, each written while it is sent. */
function zip(files: Readonly<Record<string, AsyncIterable<string>>>, mtime: Date): Readable {
  const archive = new ZipFile();
  const entries: Readable[] = [];
  const stream = Readable.from(archive.outputStream, { objectMode: false });
  for (const [name, pieces] of Object.entries(files)) {
    const entry = Readable.from(pieces, { objectMode: false });
    // What has not been sent whole ends as broken off, not as an archive.
    entry.once("error", (error) => stream.destroy(error));
    entries.push(entry);
    archive.addReadStream(entry, name, { mtime });
  }
  archive.end();
  return stream.once("close", () => {
    for (const entry of entries) entry.destroy();
  });
}

async function* writeData({ kinds, ...about }: Exported): AsyncGenerator<string> {
  yield `${JSON.stringify(about, null, 2).slice(0, -2)},\n  "data": {`;
  for (const [index, { kind, rows }] of kinds.entries()) {
    yield `${index === 0 ? "" : ","}\n    ${JSON.stringify(kind)}: [`;
    let first = true;
    for await (const row of rows()) {
      yield `${first ? "" : ","}\n      ${JSON.stringify(row)}`;
      first = false;
    }
    yield first ? "]" : "\n    ]";
  }
  yield "\n  }\n}\n";
}
