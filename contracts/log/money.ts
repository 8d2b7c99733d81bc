import { z } from "zod";
import { currencyCode } from "../currency-code.ts";
import { endpoint } from "../endpoint.ts";
import { fault } from "../fault-of-issue.ts";

/** So many of `to` for one of `from`, from the beginning of a day on in the workspace's time zone until the next rate. */
const rate = z.object({
  from: currencyCode,
  to: currencyCode,
  since: z.iso.date(),
  rate: z.number().positive().max(1_000_000_000),
});
export type CurrencyRate = z.infer<typeof rate>;

const dated = z.object({ since: z.iso.date(), rate: z.number() });

/** Amounts of another currency within one: how many, and the first and the last rate they were converted by. */
export const conversion = z.object({ from: z.string(), n: z.number().int(), first: dated, last: dated });
export type Conversion = z.infer<typeof conversion>;

const MOST_RATES = 2000;

const rates = z
  .array(rate)
  .max(MOST_RATES)
  .superRefine((all, ctx) => {
    const seen = new Set<string>();
    for (const [index, { from, to, since }] of all.entries()) {
      const key = `${from} ${to} ${since}`;
      if (from === to)
        ctx.addIssue({ code: "custom", path: [index, "to"], ...fault("same_currency", "is the currency itself") });
      if (seen.has(key))
        ctx.addIssue({
          code: "custom",
          path: [index, "since"],
          ...fault("given_twice", "is given twice for this pair"),
        });
      seen.add(key);
    }
  });

const currencyRates = z
  .object({
    rates: z.array(rate),
    /** Grows with every change; send it as `If-Match` to change what you have seen. */
    revision: z.number().int(),
  })
  .meta({ id: "CurrencyRates" });
export type CurrencyRates = z.infer<typeof currencyRates>;

export const moneyApi = {
  getCurrencyRates: endpoint({
    method: "GET",
    path: "/api/v1/currency-rates",
    tag: "Money",
    summary: "The rates that amounts are converted with",
    access: "workspace:read",
    response: currencyRates,
    status: 200,
  }),
  updateCurrencyRates: endpoint({
    method: "PUT",
    path: "/api/v1/currency-rates",
    tag: "Money",
    summary: "Give the rates that amounts are converted with",
    description: `All of them, at most ${MOST_RATES}; \`since\` is a day. Amounts are converted into the currency of the workspace with the last rate of their pair that is not younger than they are; those without one stay in their own. History changes with the rates. Send the revision you have seen as \`If-Match\`; a newer one answers 412 and nothing is changed.`,
    access: "workspace:edit",
    body: z.object({ rates }),
    response: currencyRates,
    status: 200,
  }),
};
