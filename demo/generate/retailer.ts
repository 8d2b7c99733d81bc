import { DAY, HOUR } from "../../contracts/words/durations.ts";
import { BUSINESS_WORDS } from "../words/names.ts";
import type { Cause } from "../words/sentences.ts";
import { momentOn } from "./calendar.ts";
import { PRODUCTS, type Product, QUERIES } from "./catalogue.ts";
import { deliver } from "./deliveries.ts";
import { ease, feeling, giveFeedback, satisfaction } from "./feedback.ts";
import { createPerson, type Person } from "./people.ts";
import { type Simulation, visitClock } from "./simulation.ts";
import { contactShop } from "./support.ts";

/** Plans every customer's first visit; one visit plans the next. */
export function populateRetailer(sim: Simulation): void {
  const { random } = sim;
  const customers: Person[] = [];
  for (let number = 1; number <= sim.people; number++) {
    const person = createPerson(random, "retailer", number);
    customers.push(person);
    const wasCustomer = random.chance(0.55);
    // Old customers show up in the first months, new ones all along, the later the more.
    const first = wasCustomer
      ? sim.firstDay + Math.floor(Math.min(random.exponential(110), 400)) * DAY
      : sim.anyDay(sim.firstDay + 12 * DAY + random.float() * 120 * DAY, sim.lastDay - DAY);
    if (!wasCustomer) {
      for (let looks = random.weighted([3, 5, 2]); looks > 0; looks--) {
        const day = first - random.int(1, 11) * DAY;
        sim.plan(day, () => visit(sim, person, day, "look"));
      }
    }
    sim.plan(first, () => visit(sim, person, first, "sign in"));
    planNps(sim, person, first + random.int(15, 100) * DAY);
  }
  for (let number = Math.round(sim.people * 0.06); number > 0; number--) {
    const stranger = createPerson(random, "retailer", sim.people + number);
    const day = sim.anyDay();
    sim.plan(day, () => visit(sim, stranger, day, "look"));
  }
  planNewsletters(sim, customers);
}

/** "look": leaves without saying who they are; "sign in": says so at the latest before leaving. */
function visit(sim: Simulation, person: Person, day: number, kind: "look" | "sign in" | "return"): void {
  const { random } = sim;
  const start = momentOn(random, day, person.country.utcOffset, "online");
  if (kind === "return" && random.chance(0.09)) buyInStore(sim, person, day);
  else if (kind === "return" && random.chance(0.12)) switchDevice(sim, person, start);
  else browse(sim, person, start, kind);
  if (kind === "look") return;
  const disappointed = day - person.lastLate < 40 * DAY && person.lastLate > 0;
  if (random.chance(disappointed ? 0.3 : 0.14)) return;
  const next = sim.nextVisit(day, person.gap);
  if (next <= sim.lastDay) sim.plan(next, () => visit(sim, person, next, "return"));
}

/** Starts unknown on a new browser and logs in along the way: history that stitching has to join. */
function switchDevice(sim: Simulation, person: Person, start: number): void {
  person.known = false;
  person.anonymousId = sim.random.uuid();
  browse(sim, person, start, "sign in");
}

function browse(sim: Simulation, person: Person, start: number, kind: "look" | "sign in" | "return"): void {
  const { random } = sim;
  const next = visitClock(random, start);
  const channel = person.usesApp && random.chance(0.6) ? "app" : "web";
  const device = person.device;
  if (channel === "web") sim.page(next(0.1), person, "Home", "/");
  if (random.chance(0.62)) {
    const query = random.pick(QUERIES);
    const results = random.chance(0.07) ? 0 : random.int(3, 64);
    sim.track(next(), person, "Products Searched", channel, { query, results, device });
    if (random.chance(0.09)) answerSearch(sim, person, next(), channel, results);
  }
  const basket: Product[] = [];
  for (let views = random.weighted([1, 6, 4, 2]); views > 0; views--) {
    const product = random.pick(PRODUCTS);
    const { id, name, category, price } = product;
    const about = { product_id: id, name, category, price, device };
    if (channel === "web" && random.chance(0.5)) sim.page(next(), person, name, `/products/${id.toLowerCase()}`);
    sim.track(next(0.2), person, "Product Viewed", channel, about);
    if (random.chance(0.34)) sim.track(next(2), person, "Reviews Read", channel, { product_id: id, device });
    if (kind !== "look" && random.chance(0.5)) {
      sim.track(next(), person, "Product Added", channel, about);
      basket.push(product);
    }
  }
  if (basket.length > 0 && random.chance(0.85)) checkout(sim, person, next, channel, basket);
  if (kind === "sign in" && !person.known) signUp(sim, person, next(), channel);
}

/** Whoever buys for a firm says so; which firm follows from their number, so that it costs no throw of the dice. */
function signUp(sim: Simulation, person: Person, time: number, channel: string): void {
  sim.identify(time, person, channel);
  if (person.segment !== "Trade") return;
  const number = Number(person.userId.replace(/\D/g, ""));
  const wordOf = (words: readonly string[], index: number) => words[index % words.length] ?? "";
  const firm = number % 75;
  const name = `${wordOf(BUSINESS_WORDS.first, firm)} ${wordOf(BUSINESS_WORDS.second, firm >> 3)}`;
  const employees = 20 + ((firm * 7) % 60);
  sim.group(time, person, `trade-${name.toLowerCase().replace(" ", "-")}`, { name, employees, terms: "30 days" });
}

function answerSearch(sim: Simulation, person: Person, time: number, channel: string, results: number): void {
  const csat = satisfaction(sim, person, results === 0 ? 2.2 : 4.0);
  giveFeedback(
    sim,
    person,
    { time, touchpoint: "product_search", channel, about: { device: person.device, region: person.region } },
    { csat, ces: ease(sim, person, results === 0 ? 3.4 : 5.5), emotion: feeling(sim, csat) },
    { cause: csat >= 4 ? "search_good" : "search_bad", chance: 0.45 },
  );
}

function checkout(
  sim: Simulation,
  person: Person,
  next: (minutes?: number) => number,
  channel: string,
  basket: readonly Product[],
): void {
  const { random } = sim;
  const device = person.device;
  const mobile = device === "mobile";
  const orderId = sim.reference("order");
  const revenue =
    Math.round(basket.reduce((sum, { price }) => sum + price, 0) * (person.plan === "Circle" ? 95 : 100)) / 100;
  const order = { order_id: orderId, currency: "EUR", device };
  const started = next();
  if (channel === "web") sim.page(started, person, "Checkout", "/checkout");
  sim.track(started + 400, person, "Checkout Started", channel, { ...order, value: revenue, items: basket.length });
  const odds = sim.truths.mobileCheckout.paymentFailed;
  let failures = 0;
  let bought = random.chance(mobile ? 0.74 : 0.87);
  while (bought && random.chance(mobile ? odds.mobile : odds.other)) {
    failures += 1;
    const reason = random.pick(["card_declined", "3ds_timeout", "session_expired"]);
    sim.track(next(2), person, "Payment Failed", channel, { ...order, value: revenue, reason, attempt: failures });
    bought = random.chance(0.55);
  }
  const asked = next(1);
  if (bought) {
    if (!person.known) signUp(sim, person, asked, channel);
    const items = basket.map(({ id, name, category, price }) => ({
      product_id: id,
      name,
      category,
      price,
      quantity: 1,
    }));
    sim.track(asked + 900, person, "Order Completed", channel, { ...order, revenue, region: person.region, items });
    person.lastOrder = asked;
    deliver(sim, person, { time: asked + 1_000, orderId, revenue, channel });
  }
  if (random.chance(bought ? 0.3 : 0.14)) {
    const ces = ease(sim, person, (mobile ? 4.5 : 5.8) - Math.min(failures, 2) * 1.3 - (bought ? 0 : 1));
    const expected = random.chance(0.4) ? { expectation: random.score(4.2, 0.6, 1, 5) } : {};
    const csat = satisfaction(sim, person, 1 + ces * 0.57);
    giveFeedback(
      sim,
      person,
      {
        time: next(1) + 2_000,
        touchpoint: "checkout",
        channel,
        about: { device, order_id: orderId, region: person.region },
      },
      { ces, csat, emotion: feeling(sim, csat), ...expected },
      { cause: checkoutCause(ces, failures, mobile), chance: 0.42 },
    );
  }
  if (failures > 0 && person.known && random.chance(0.12)) {
    contactShop(sim, person, next(40), "Payment", { order_id: orderId });
  }
}

function checkoutCause(ces: number, failures: number, mobile: boolean): Cause {
  if (failures > 0 && ces <= 5) return "checkout_failed";
  if (ces >= 6) return "checkout_good";
  if (ces === 5) return "checkout_mixed";
  return mobile ? "checkout_mobile" : "checkout_mixed";
}

function buyInStore(sim: Simulation, person: Person, day: number): void {
  const { random } = sim;
  const time = momentOn(random, day, person.country.utcOffset, "office");
  const bought = Array.from({ length: random.int(1, 3) }, () => random.pick(PRODUCTS));
  const revenue = bought.reduce((sum, { price }) => sum + price, 0);
  const items = bought.map(({ id, name, category, price }) => ({ product_id: id, name, category, price, quantity: 1 }));
  const order = { order_id: sim.reference("order"), revenue, currency: "EUR", region: person.region, items };
  sim.track(time, person, "Order Completed", "store", order);
  person.lastOrder = time;
  if (random.chance(0.1)) {
    const csat = satisfaction(sim, person, 4.3);
    giveFeedback(
      sim,
      person,
      {
        time: time + random.between(0.1, 5) * HOUR,
        touchpoint: "product_search",
        channel: "store",
        about: { region: person.region },
      },
      { csat, ces: ease(sim, person, 5.9), emotion: feeling(sim, csat) },
      { cause: csat >= 4 ? "search_good" : "search_bad", chance: 0.4 },
    );
  }
}

function planNps(sim: Simulation, person: Person, day: number): void {
  if (day > sim.lastDay) return;
  sim.plan(day, () => {
    planNps(sim, person, day + 91 * DAY);
    if (person.known && day - person.lastOrder < 150 * DAY) askNps(sim, person, day);
  });
}

function askNps(sim: Simulation, person: Person, day: number): void {
  const { random } = sim;
  const sent = momentOn(random, day, 0, "office");
  sim.track(sent, person, "Email Delivered", "email", { campaign: "Relationship survey" });
  if (!random.chance(0.34)) return;
  const late = person.lastLate > 0 && sent - person.lastLate < 120 * DAY;
  const nps = random.score((late ? 4.6 : 8.1) + person.mood * 1.6, 1.6, 0, 10);
  const time = sent + random.exponential(14) * HOUR;
  sim.track(time, person, "Email Clicked", "email", { campaign: "Relationship survey" });
  const cause: Cause = nps >= 9 ? "shop_high" : late ? "shop_late" : nps >= 7 ? "shop_mid" : "shop_low";
  giveFeedback(
    sim,
    person,
    {
      time: time + 50_000,
      touchpoint: "relationship",
      channel: "email",
      about: { region: person.region, plan: person.plan },
    },
    { nps },
    { cause, chance: 0.55 },
  );
}

const CAMPAIGNS = [
  "New in the garden",
  "Small repairs, long life",
  "Table for eight",
  "Quiet bedrooms",
  "Gifts under 40",
  "The warm house",
];

/** One mailing every 24 days, to part of the customers; a few click and look around. */
function planNewsletters(sim: Simulation, people: readonly Person[]): void {
  const { random } = sim;
  let issue = 0;
  for (let day = sim.firstDay + 9 * DAY; day <= sim.lastDay; day += 24 * DAY) {
    const campaign = CAMPAIGNS[issue++ % CAMPAIGNS.length] ?? "News";
    sim.plan(day, () => {
      for (const person of people) {
        if (!person.known || !random.chance(0.06)) continue;
        const sent = day + (9 + random.float()) * HOUR;
        sim.track(sent, person, "Email Delivered", "email", { campaign });
        if (!random.chance(0.08)) continue;
        const clicked = sent + random.exponential(5) * HOUR;
        sim.track(clicked, person, "Email Clicked", "email", { campaign });
        browse(sim, person, clicked + 2_000, "return");
      }
    });
  }
}
