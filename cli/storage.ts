import type { StoragePeriod } from "../contracts/know/storage-periods.ts";
import { expiringKinds, storedKinds } from "../contracts/words/storage-periods.ts";
import { command, UsageError } from "./command.ts";
import { targetArgs, within } from "./target.ts";

const json = { type: "boolean", description: "Print JSON" } as const;
const USUAL = "usual";
const kind = { type: "positional", required: true, description: `What: ${storedKinds.join(", ")}` } as const;

export const listPeriods = command({
  description: "Say how long each kind of data is kept, and what was deleted last.",
  args: { ...targetArgs, json },
  examples: ["storage list --data DIR"],
  run: async ({ json, ...where }) =>
    within(where, async ({ request }) => {
      const { items } = await request("GET /api/v1/storage-periods", {});
      if (json) return console.info(JSON.stringify(items));
      for (const item of items) console.info(lineOf(item));
    }),
});

export const setPeriod = command({
  description:
    "Keep a kind of data for so many days. Without --yes it only says what would be deleted; it begins a day after it is set.",
  args: {
    kind,
    days: {
      type: "positional",
      required: true,
      description: `Days, or ${USUAL}: for ever, where nothing else is usual`,
    },
    yes: { type: "boolean", description: "Set it" },
    ...targetArgs,
    json,
  },
  examples: ["storage set events 730 --data DIR", "storage set events 730 --yes --url URL --key KEY"],
  run: async ({ kind: named, days: typed, yes, json, ...where }) => {
    const kind = storedKinds.find((each) => each === named);
    if (!kind) throw new UsageError(`What is kept is one of ${storedKinds.join(", ")}.`);
    const days = typed === USUAL ? null : Number(typed);
    if (days !== null && !Number.isInteger(days)) throw new UsageError(`Name a number of days, or ${USUAL}.`);
    await within(where, async ({ request }) => {
      if (yes) {
        const saved = await request("PUT /api/v1/storage-periods/:kind", { params: { kind }, body: { days } });
        return console.info(json ? JSON.stringify(saved) : lineOf(saved));
      }
      const expiring = expiringKinds.find((each) => each === kind);
      if (!expiring || days === null) return console.info("Nothing would be deleted. Set it with --yes.");
      const would = await request("GET /api/v1/storage-periods/:kind/preview", {
        ...{ params: { kind: expiring }, query: { days } },
      });
      if (json) return console.info(JSON.stringify(would));
      const people = would.people === null ? "" : ` of ${would.people} people`;
      console.info(`${would.count} ${kind}${people} from before ${would.before} would be deleted. Set it with --yes.`);
    });
  },
});

function lineOf({ kind, days, nextAt, last }: StoragePeriod): string {
  const kept = days === null ? "for ever" : `${days} days`;
  const next = nextAt === null ? "" : `next ${nextAt}`;
  return [kind, kept, next, last ? `${last.count} deleted ${last.finishedAt}` : ""].join("\t");
}
