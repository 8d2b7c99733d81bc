import { DAY, HOUR } from "../../contracts/words/durations.ts";
import type { Cause } from "../words/sentences.ts";
import { startOfDay, workingDay } from "./calendar.ts";
import { ease, feeling, giveFeedback, satisfaction } from "./feedback.ts";
import type { Person } from "./people.ts";
import type { Simulation } from "./simulation.ts";
import { contactShop } from "./support.ts";

const CARRIERS = ["Postlane", "Heron Parcel", "Cargobee"] as const;

interface Order {
  time: number;
  orderId: string;
  revenue: number;
  channel: string;
}

const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** From the paid order to the door, and what the customer says and does about it. */
export function deliver(sim: Simulation, person: Person, order: Order): void {
  const { random, truths } = sim;
  const region = person.region;
  const { orderId } = order;
  const carrier = random.pick(CARRIERS);
  const shippedDay = workingDay(startOfDay(order.time) + DAY);
  const shipped = shippedDay + random.between(13, 19) * HOUR;
  const promised = workingDay(shippedDay + random.int(2, 3) * DAY);
  const { lateDeliveries } = truths;
  const inTrouble = region === lateDeliveries.region && promised >= lateDeliveries.from.getTime();
  const late = daysLate(sim, inTrouble);
  const delivered = promised + late * DAY + random.between(8, 18) * HOUR;
  const about = { order_id: orderId, carrier, region };

  sim.track(shipped, person, "Order Shipped", "email", { ...about, promised_on: dateOf(promised) });
  sim.track(shipped + 60_000, person, "Email Delivered", "email", {
    campaign: "Your order is on its way",
    order_id: orderId,
  });
  for (let looks = random.weighted([6, 3, 1]) + (late > 1 ? random.int(1, 2) : 0); looks > 0; looks--) {
    const time = random.between(shipped + HOUR, delivered - HOUR);
    if (order.channel === "web") sim.page(time, person, "Track your order", "/orders/track");
  }
  sim.track(delivered, person, "Order Delivered", "post", {
    ...about,
    promised_on: dateOf(promised),
    delivered_on: dateOf(delivered),
    days_late: late,
  });
  if (late > 1) {
    sim.plan(delivered, () => {
      person.lastLate = delivered;
    });
  }

  const damaged = random.chance(0.035);
  if (random.chance(0.38)) {
    const time = delivered + random.between(1, 40) * HOUR;
    const csat = satisfaction(sim, person, 4.45 - Math.min(late, 5) * 0.45 - (damaged ? 1.5 : 0));
    const expected = random.chance(0.45) ? { expectation: random.score(4.1, 0.6, 1, 5) } : {};
    giveFeedback(
      sim,
      person,
      { time, touchpoint: "delivery", channel: "post", about: { ...about, days_late: late } },
      { csat, ces: ease(sim, person, 6 - Math.min(late, 5) * 0.4), emotion: feeling(sim, csat), ...expected },
      { cause: deliveryCause(csat, late, damaged), chance: late > 1 ? 0.62 : 0.4, slots: { days: late } },
    );
  }
  if (random.chance(late > 1 ? 0.3 : 0.09)) {
    const time = late > 1 ? promised + random.between(24, 46) * HOUR : delivered + random.exponential(40) * HOUR;
    const topic =
      late > 1 ? "Late delivery" : damaged ? "Damaged item" : random.pick(["Product question", "Invoice", "Warranty"]);
    sim.plan(time, () => contactShop(sim, person, time, topic, { order_id: orderId }));
  }
  if (random.chance(damaged ? 0.6 : late > 2 ? 0.14 : 0.075)) {
    const returned = delivered + random.between(2, 14) * DAY;
    const reason = damaged
      ? "damaged"
      : late > 2
        ? "arrived too late"
        : random.pick(["size", "colour", "changed my mind"]);
    const channel = random.chance(0.8) ? "post" : "store";
    sim.track(returned, person, "Product Returned", channel, { order_id: orderId, reason, region });
    const refunded = returned + random.between(2, 8) * DAY;
    sim.track(refunded, person, "Order Refunded", "web", {
      order_id: orderId,
      total: order.revenue,
      currency: "EUR",
      region,
    });
  }
}

function daysLate(sim: Simulation, inTrouble: boolean): number {
  const { random } = sim;
  const { daysLate: range, share } = sim.truths.lateDeliveries;
  if (inTrouble && random.chance(share)) return random.int(range[0], range[1]);
  return random.chance(0.07) ? 1 : 0;
}

function deliveryCause(csat: number, late: number, damaged: boolean): Cause {
  if (late > 1 && csat <= 4) return "delivery_late";
  if (damaged && csat <= 3) return "delivery_damaged";
  return csat >= 4 ? "delivery_good" : "delivery_mixed";
}
