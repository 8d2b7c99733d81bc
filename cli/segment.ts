import type { SegmentMember } from "../contracts/know/segments.ts";
import { command, UsageError } from "./command.ts";
import { findNamed } from "./find-named.ts";
import { plainName } from "./plain-name.ts";
import { type Target, targetArgs, within } from "./target.ts";

const json = { type: "boolean", description: "Print JSON" } as const;
const segment = { type: "positional", required: true, description: "Name or id of the segment" } as const;
const PAGE = 200;

async function find({ request }: Target, wanted: string) {
  return findNamed("segment", (await request("GET /api/v1/segments", {})).items, wanted);
}

export const listSegments = command({
  description: "List the segments of a workspace.",
  args: { ...targetArgs, json },
  examples: ["segment list --data DIR", "segment list --url http://127.0.0.1:3400 --key KEY --json"],
  run: async ({ json, ...where }) =>
    within(where, async ({ request }) => {
      const { items } = await request("GET /api/v1/segments", {});
      if (json) return console.info(JSON.stringify(items));
      const { default: Table } = await import("cli-table3");
      const table = new Table({
        head: ["id", "name", "people", "who"],
        style: { head: [], border: [], compact: true },
      });
      for (const each of items)
        table.push([each.id, plainName(each.name), each.size ?? "", await wordsOf(each.condition)]);
      console.info(table.toString());
    }),
});

export const showSegment = command({
  description: "Show one segment: its condition, and in words who is in it.",
  args: { segment, ...targetArgs, json },
  examples: ['segment show "Loyal customers" --data DIR', "segment show ID --data DIR --json"],
  run: async ({ segment, json, ...where }) =>
    within(where, async (target) => {
      const found = await find(target, segment);
      if (json) return console.info(JSON.stringify(found));
      const { id, name, description, condition } = found;
      const lines = [plainName(name), plainName(description), await wordsOf(condition), spelled(condition), id];
      console.info(lines.filter(Boolean).join("\n"));
    }),
});

export const sizeOfSegment = command({
  description: "Count the people who are in a segment now.",
  args: { segment, ...targetArgs, json },
  examples: ['segment size "Loyal customers" --data DIR'],
  run: async ({ segment, json, ...where }) =>
    within(where, async (target) => {
      const { id } = await find(target, segment);
      const size = await target.request("GET /api/v1/segments/:id/size", { params: { id } });
      console.info(json ? JSON.stringify(size) : String(size.size));
    }),
});

export const membersOfSegment = command({
  description: "List the people who are in a segment now: one a line, contact id and name.",
  args: {
    segment,
    limit: { type: "string", valueHint: "N", description: "At most so many; all when absent" },
    ...targetArgs,
    json,
  },
  examples: [
    'segment members "Loyal customers" --data DIR > people.tsv',
    "segment members ID --limit 20 --data DIR --json",
  ],
  run: async ({ segment, limit, json, ...where }) => {
    const most = limit === undefined ? Number.POSITIVE_INFINITY : Number(limit);
    if (!(most >= 1) || (limit !== undefined && !/^\d{1,9}$/.test(limit)))
      throw new UsageError(`--limit takes a number from 1 on, not ${limit}.`);
    await within(where, async (target) => {
      const { id } = await find(target, segment);
      const members: SegmentMember[] = [];
      let cursor: string | undefined;
      do {
        const query = { limit: Math.min(PAGE, most - members.length), ...(cursor === undefined ? {} : { cursor }) };
        const page = await target.request("GET /api/v1/segments/:id/members", { params: { id }, query });
        members.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined && members.length < most);
      if (json) console.info(JSON.stringify(members));
      else for (const { contactId, name } of members) console.info(`${contactId}\t${plainName(name)}`);
    });
  },
});

async function wordsOf(condition: Parameters<typeof import("../rules/describe.ts").describe>[0]): Promise<string> {
  const [{ describe }, { english }] = await Promise.all([
    import("../rules/describe.ts"),
    import("../rules/english.ts"),
  ]);
  return plainName(describe(condition, english));
}

/** The condition as JSON, without the control characters that JSON lets stand. */
function spelled(condition: object): string {
  const escaped = (letter: string) => `\\u00${letter.charCodeAt(0).toString(16)}`;
  return JSON.stringify(condition).replaceAll(/\p{Cc}/gu, escaped);
}
