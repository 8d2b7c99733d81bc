import type { NounExamples } from "../../testing/examples.ts";

const rates = [{ from: "USD", to: "EUR", since: "2026-01-01", rate: 0.9 }];

export const moneyExamples: NounExamples = {
  audited: ({ call }) => ({ updateCurrencyRates: () => call("PUT", "currency-rates", { rates }) }),
  bodies: { updateCurrencyRates: { rates } },
  sayNothing: ["getCurrencyRates"],
};
