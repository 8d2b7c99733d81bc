import { DAY } from "../../contracts/words/durations.ts";
import { monthsBefore, startOfDay } from "./calendar.ts";

export type DemoCompany = "retailer" | "bank";

export const MONTHS = 18;

/** The two invented companies and how many people each of them knows at scale 1. */
export const demoCompanies = {
  retailer: {
    name: "Brackenfold",
    description: "Home, kitchen and garden, online and in eleven shops",
    contacts: 12_000,
  },
  bank: {
    name: "Merrivane Bank",
    description: "Current accounts, cards and loans, in app and branch",
    contacts: 8_000,
  },
} as const;

export interface PlantedTruths {
  lateDeliveries: {
    company: "retailer";
    region: "North";
    from: Date;
    daysLate: readonly [number, number];
    share: number;
  };
  mobileCheckout: { company: "retailer"; device: "mobile"; paymentFailed: { mobile: number; other: number } };
  callWaiting: {
    company: "bank";
    channel: "phone";
    from: Date;
    /** Mean seconds in the queue before the rise and at the end of it. */
    waitSeconds: readonly [number, number];
  };
}

/** What the generator hides in the data on purpose, so that screens, tests and docs can name it. */
export function plantedTruths(until: Date): PlantedTruths {
  return {
    lateDeliveries: {
      company: "retailer",
      region: "North",
      from: new Date(startOfDay(until.getTime() - 100 * DAY)),
      daysLate: [2, 6],
      share: 0.72,
    },
    mobileCheckout: { company: "retailer", device: "mobile", paymentFailed: { mobile: 0.19, other: 0.05 } },
    callWaiting: { company: "bank", channel: "phone", from: monthsBefore(until, 6), waitSeconds: [75, 820] },
  };
}

/** The first instant of the demo: every message lies in [demoStart(until), until]. */
export function demoStart(until: Date): Date {
  return monthsBefore(until, MONTHS);
}
