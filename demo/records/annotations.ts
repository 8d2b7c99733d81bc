import type { AnnotationKind } from "../../contracts/words/annotations.ts";
import { DAY, HOUR } from "../../contracts/words/durations.ts";
import { blackFriday } from "../generate/calendar.ts";
import { type DemoCompany, plantedTruths } from "../generate/planted.ts";

interface DemoAnnotation {
  name: string;
  description: string;
  kind: AnnotationKind;
  happenedAt: Date;
  endedAt?: Date;
  /** The key of a touchpoint; everywhere when absent. */
  touchpoint?: string;
}

/** What stands at the moments where the data turns, so that charts say why. */
export function demoAnnotations(company: DemoCompany, until: Date): DemoAnnotation[] {
  const { lateDeliveries, callWaiting } = plantedTruths(until);
  if (company === "bank")
    return [
      {
        name: "Call centre moved to one site",
        description: "Two teams became one. Since then people wait longer on the phone, and come back more often.",
        kind: "change",
        happenedAt: new Date(callWaiting.from.getTime() + 8 * HOUR),
        touchpoint: "phone_queue",
      },
      {
        name: "Summer holidays",
        description: "Fewer payments and fewer visits, as every August.",
        kind: "season",
        ...lastSpan(until, 31, (year) => Date.UTC(year, 7, 1, -2)),
      },
    ];
  return [
    {
      name: "New carrier in the North",
      description: "Parcels to the region North go with another carrier. Promised days are kept less often since.",
      kind: "change",
      happenedAt: new Date(lateDeliveries.from.getTime() + 8 * HOUR),
      touchpoint: "delivery",
    },
    {
      name: "Black Friday",
      description: "Offers in all shops and online, until Monday.",
      kind: "campaign",
      ...lastSpan(until, 4, (year) => blackFriday(year) - HOUR),
    },
    {
      name: "Christmas business",
      description: "The strongest weeks of the year.",
      kind: "season",
      ...lastSpan(until, 24, (year) => Date.UTC(year, 11, 1, -1)),
    },
  ];
}

/** The last one that has begun of what lasts so many days, from its midnight where the company is: an hour or two before that of UTC. */
function lastSpan(until: Date, days: number, beginOf: (year: number) => number) {
  const year = until.getUTCFullYear();
  const begin = beginOf(year) <= until.getTime() ? beginOf(year) : beginOf(year - 1);
  return { happenedAt: new Date(begin), endedAt: new Date(begin + days * DAY - 1) };
}
