import type { Annotation } from "../contracts/understand/annotations.ts";
import { type AnnotationKind, annotationKinds } from "../contracts/words/annotations.ts";
import { command, UsageError } from "./command.ts";
import { findNamed } from "./find-named.ts";
import { plainName } from "./plain-name.ts";
import { targetArgs, within } from "./target.ts";

const json = { type: "boolean", description: "Print JSON" } as const;
const kindArg = { type: "string", valueHint: "KIND", description: annotationKinds.join(", ") } as const;

export const addAnnotation = command({
  description: "Annotate what happened: charts show it at its day.",
  args: {
    title: { type: "positional", required: true, description: 'A few words, such as "Release 4.2"' },
    kind: { ...kindArg, description: `${kindArg.description}; change when absent` },
    at: { type: "string", valueHint: "INSTANT", description: "When it happened, ISO 8601 with zone; now when absent" },
    until: { type: "string", valueHint: "INSTANT", description: "When it was over, for what lasted" },
    touchpoint: { type: "string", valueHint: "NAME", description: "Name or id of the touchpoint it concerns" },
    link: { type: "string", valueHint: "URL", description: "Where to read more" },
    note: { type: "string", valueHint: "TEXT", description: "What else is to be said" },
    ...targetArgs,
    json,
  },
  examples: [
    'annotation add "Release 4.2" --kind release --url http://127.0.0.1:3400 --key KEY',
    'annotation add "Prices raised by 4 %" --kind price --at 2026-06-01T08:00:00Z --touchpoint Checkout --data DIR',
  ],
  run: async ({ title, kind, at: instant, until, touchpoint, link, note, json, ...where }) => {
    const body = {
      name: title,
      kind: kindOf(kind),
      happenedAt: instant ?? new Date().toISOString(),
      endedAt: until ?? null,
      link: link ?? null,
      description: note ?? "",
    };
    await within(where, async ({ request }) => {
      const touchpointId =
        touchpoint === undefined
          ? null
          : findNamed("touchpoint", (await request("GET /api/v1/touchpoints", {})).items, touchpoint).id;
      const added = await request("POST /api/v1/annotations", { body: { ...body, touchpointId } });
      console.info(json ? JSON.stringify(added) : added.id);
    });
  },
});

export const listAnnotations = command({
  description: "List the annotations of a workspace, newest first.",
  args: {
    from: { type: "string", valueHint: "INSTANT", description: "Those that had not ended before" },
    to: { type: "string", valueHint: "INSTANT", description: "Those that happened before" },
    kind: kindArg,
    search: { type: "string", valueHint: "TEXT", description: "Text in title or note" },
    ...targetArgs,
    json,
  },
  examples: [
    "annotation list --data DIR",
    "annotation list --from 2026-06-01T00:00:00Z --kind release --url http://127.0.0.1:3400 --key KEY --json",
  ],
  run: async ({ from, to, kind, search, json, ...where }) => {
    const query = { from, to, search, kind: kind === undefined ? undefined : kindOf(kind), limit: 200 };
    await within(where, async ({ request }) => {
      const items: Annotation[] = [];
      let cursor: string | undefined;
      do {
        const page = await request("GET /api/v1/annotations", { query: { ...query, cursor } });
        items.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      if (json) return console.info(JSON.stringify(items));
      const { default: Table } = await import("cli-table3");
      const table = new Table({
        head: ["id", "happened", "ended", "kind", "title"],
        style: { head: [], border: [], compact: true },
      });
      for (const { id, happenedAt, endedAt, kind, name } of items)
        table.push([id, happenedAt, endedAt ?? "", kind, plainName(name)]);
      console.info(table.toString());
    });
  },
});

export const removeAnnotation = command({
  description: "Delete an annotation.",
  args: {
    id: { type: "positional", required: true, description: "Id of the annotation" },
    ...targetArgs,
  },
  examples: ["annotation remove ID --data DIR"],
  run: async ({ id, ...where }) =>
    within(where, async ({ request }) => {
      await request("DELETE /api/v1/annotations/:id", { params: { id } });
      console.info(`${plainName(id)} is deleted.`);
    }),
});

function kindOf(text: string | undefined): AnnotationKind | undefined {
  if (text === undefined) return undefined;
  const kind = annotationKinds.find((each) => each === text);
  if (!kind) throw new UsageError(`--kind takes ${annotationKinds.join(", ")}, not ${text}.`);
  return kind;
}
