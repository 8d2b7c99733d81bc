import type { AnyQuery } from "../../contracts/understand/any-query.ts";
import type { ExploreStep } from "../../contracts/understand/explore.ts";
import type { SavedTile } from "../../contracts/understand/overview.ts";
import type { Context } from "../../server/platform/context.ts";
import { createSavedQuery } from "../../server/understand/saved-queries/saved-queries.ts";
import type { DemoCompany } from "../generate/planted.ts";

interface DemoQuery {
  name: string;
  description: string;
  query: AnyQuery;
  /** Whether the Overview shows it. */
  isShown: boolean;
}

/** Saved queries of a company; answers the tiles of those that the Overview shows. */
export async function loadQueries(ctx: Context, company: DemoCompany): Promise<SavedTile[]> {
  const tiles: SavedTile[] = [];
  for (const [index, { isShown, ...fields }] of queries[company].entries()) {
    const id = await createSavedQuery(ctx, fields);
    if (isShown) tiles.push({ id: `query-${index + 1}`, title: "", width: 2, savedQuery: id });
  }
  return tiles;
}

const did = (value: string) => ({ field: "event", op: "eq" as const, value });
const step = (name: string): ExploreStep => ({ name, condition: did(name) });

const queries: Record<DemoCompany, readonly DemoQuery[]> = {
  retailer: [
    {
      name: "From a product to an order",
      description: "How many of those who look at a product order within a week, and where the others stop.",
      query: {
        funnel: {
          steps: [step("Product Viewed"), step("Product Added"), step("Checkout Started"), step("Order Completed")],
          period: { last: 90, unit: "day" },
          compare: "previous_period",
        },
      },
      isShown: true,
    },
    {
      name: "Who orders again",
      description: "By the week of the first order in the period: who was not lost yet.",
      query: {
        retention: {
          ...{ start: did("Order Completed"), return: did("Order Completed") },
          ...{ period: { last: 90, unit: "day" }, interval: "week", intervals: 12, kind: "rolling" },
        },
      },
      isShown: true,
    },
    {
      name: "What follows a failed payment",
      description: "The next steps of people whose payment did not go through.",
      query: { paths: { anchor: { from: step("Payment Failed") }, period: { last: 90, unit: "day" } } },
      isShown: false,
    },
  ],
  bank: [
    {
      name: "Opening an account",
      description: "From the application to the activated card, within 60 days.",
      query: {
        funnel: {
          steps: [
            step("Account Application Started"),
            step("Identity Verified"),
            step("Account Opened"),
            step("Card Activated"),
          ],
          windowSeconds: 60 * 86_400,
          period: { last: 365, unit: "day" },
          compare: "previous_period",
        },
      },
      isShown: true,
    },
    {
      name: "Ways between touchpoints",
      description: "Which touchpoint follows which, a trace for each person.",
      query: { process: { naming: { by: "touchpoint" }, mergeRepeats: true, period: { last: 30, unit: "day" } } },
      isShown: false,
    },
  ],
};
