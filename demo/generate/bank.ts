import { DAY, HOUR } from "../../contracts/words/durations.ts";
import { BUSINESS_WORDS } from "../words/names.ts";
import type { Cause } from "../words/sentences.ts";
import { momentOn, workingDay } from "./calendar.ts";
import { ease, feeling, giveFeedback, satisfaction } from "./feedback.ts";
import { createPerson, type Person } from "./people.ts";
import { type Simulation, visitClock } from "./simulation.ts";
import { openCase } from "./support.ts";

export function populateBank(sim: Simulation): void {
  const { random } = sim;
  for (let number = 1; number <= sim.people; number++) {
    const person = createPerson(random, "bank", number);
    const wasCustomer = random.chance(0.6);
    if (wasCustomer) {
      person.hasAccount = true;
      const first = sim.firstDay + Math.floor(Math.min(random.exponential(35), 300)) * DAY;
      sim.plan(first, () => logIn(sim, person, first, true));
      planYear(sim, person, first);
    } else {
      const first = sim.anyDay(sim.firstDay + 12 * DAY, sim.lastDay - DAY);
      for (let looks = random.weighted([4, 4, 2]); looks > 0; looks--) {
        const day = first - random.int(1, 11) * DAY;
        sim.plan(day, () => look(sim, person, day));
      }
      sim.plan(first, () => apply(sim, person, first));
    }
  }
  for (let number = Math.round(sim.people * 0.05); number > 0; number--) {
    const stranger = createPerson(random, "bank", sim.people + number);
    const day = sim.anyDay();
    sim.plan(day, () => look(sim, stranger, day));
  }
}

function look(sim: Simulation, person: Person, day: number): void {
  const { random } = sim;
  const next = visitClock(random, momentOn(random, day, person.country.utcOffset, "online"));
  sim.page(next(0.1), person, "Home", "/");
  sim.page(next(), person, "Current accounts", "/accounts");
  if (random.chance(0.5)) sim.page(next(), person, "Fees and interest", "/fees");
}

/** From the first form field to the open account, on the road the person chose. */
function apply(sim: Simulation, person: Person, day: number): void {
  const { random } = sim;
  const channel =
    (["app", "web", "branch"] as const)[random.weighted(person.usesApp ? [60, 20, 20] : [0, 65, 35])] ?? "web";
  const hours = channel === "branch" ? "office" : "online";
  const next = visitClock(
    random,
    momentOn(random, hours === "office" ? workingDay(day) : day, person.country.utcOffset, hours),
  );
  const product = `${person.plan} account`;
  const about = { product, region: person.region };
  if (channel === "web") sim.page(next(0.1), person, "Open an account", "/accounts/open");
  if (channel === "branch") {
    sim.identify(next(2), person, channel);
    sim.track(next(2), person, "Branch Visited", channel, {
      branch: person.city,
      reason: "open an account",
      region: person.region,
    });
  }
  sim.track(next(), person, "Account Application Started", channel, about);
  if (!person.known) sim.identify(next(), person, channel);
  if (person.segment === "Business") joinBusiness(sim, person, next());
  planYear(sim, person, day);

  const attempts = channel === "branch" ? 1 : 1 + random.weighted([72, 19, 9]);
  if (random.chance(attempts === 1 ? 0.06 : 0.26)) return;
  const verified = next(channel === "branch" ? 6 : 60 * attempts);
  sim.track(verified, person, "Identity Verified", channel, {
    ...about,
    attempts,
    method: channel === "branch" ? "counter" : "video",
  });
  if (random.chance(0.05)) return;
  const waited = channel === "branch" ? 0.02 : random.exponential(1.3);
  const opened = verified + waited * DAY;
  sim.plan(opened, () => {
    person.hasAccount = true;
    sim.track(opened, person, "Account Opened", channel, { ...about, days: Math.round(waited) });
    const card = workingDay(opened + random.int(4, 9) * DAY);
    if (random.chance(0.9))
      sim.track(card + random.between(16, 20) * HOUR, person, "Card Activated", person.usesApp ? "app" : "web", about);
    const firstLogin = sim.nextVisit(opened, 6);
    if (firstLogin <= sim.lastDay) sim.plan(firstLogin, () => logIn(sim, person, firstLogin, false));
    if (random.chance(0.45))
      answerOpening(sim, person, { time: opened + random.between(0.2, 30) * HOUR, channel, attempts, product });
  });
}

interface Opening {
  time: number;
  channel: string;
  attempts: number;
  product: string;
}

function answerOpening(sim: Simulation, person: Person, opening: Opening): void {
  const { random } = sim;
  const { time, channel, attempts, product } = opening;
  const csat = satisfaction(sim, person, (channel === "branch" ? 4.4 : 4.2) - (attempts - 1) * 0.85);
  const expected = random.chance(0.5) ? { expectation: random.score(3.9, 0.6, 1, 5) } : {};
  giveFeedback(
    sim,
    person,
    { time, touchpoint: "account_opening", channel, about: { region: person.region, product, attempts } },
    {
      csat,
      ces: ease(sim, person, (channel === "branch" ? 5.2 : 5.7) - (attempts - 1) * 1.2),
      emotion: feeling(sim, csat),
      ...expected,
    },
    { cause: csat >= 4 ? "opening_good" : "opening_bad", chance: 0.5 },
  );
}

function joinBusiness(sim: Simulation, person: Person, time: number): void {
  const { random } = sim;
  const name = `${random.pick(BUSINESS_WORDS.first)} ${random.pick(BUSINESS_WORDS.second)}`;
  sim.group(time, person, `org-${name.toLowerCase().replace(" ", "-")}`, { name, employees: random.int(1, 60) });
}

function logIn(sim: Simulation, person: Person, day: number, first: boolean): void {
  if (person.gone) return;
  const { random } = sim;
  const next = visitClock(random, momentOn(random, day, person.country.utcOffset, "online"));
  const channel = person.usesApp ? "app" : "web";
  const device = person.device;
  if (channel === "web") sim.page(next(0.1), person, "Log in", "/login");
  if (!person.known) {
    sim.identify(next(0.2), person, channel);
    if (first && person.segment === "Business") joinBusiness(sim, person, next(0.2));
  }
  sim.track(next(0.2), person, "App Logged In", channel, { device });
  for (let transfers = random.weighted([55, 32, 13]); transfers > 0; transfers--) {
    const amount = Math.round(20 + random.exponential(240));
    sim.track(next(2), person, "Transfer Sent", channel, { amount, currency: "EUR", instant: random.chance(0.3) });
  }
  if (random.chance(0.012)) requestLoan(sim, person, next(8), channel);
  const upcoming = sim.nextVisit(day, person.gap);
  if (upcoming <= sim.lastDay) sim.plan(upcoming, () => logIn(sim, person, upcoming, false));
}

function requestLoan(sim: Simulation, person: Person, time: number, channel: string): void {
  const { random } = sim;
  const loan = { loan_id: sim.reference("loan"), amount: random.int(2, 60) * 500, currency: "EUR" };
  sim.track(time, person, "Loan Requested", channel, loan);
  const decided = time + random.between(1, 6) * DAY;
  sim.track(decided, person, "Loan Decided", channel, { ...loan, approved: random.chance(0.68) });
}

/** Everything that comes round without a login: branch, support, the survey, and for a few the farewell. */
function planYear(sim: Simulation, person: Person, from: number): void {
  const { random } = sim;
  planVisits(from, 480, sim, (day) => visitBranch(sim, person, day));
  planVisits(from, 440, sim, (day) => needHelp(sim, person, day));
  planNps(sim, person, from + random.int(10, 100) * DAY);
  planVisits(from, 1_500, sim, (day) => leave(sim, person, day));
}

function planVisits(from: number, gap: number, sim: Simulation, act: (day: number) => void): void {
  const day = sim.nextVisit(from, gap);
  if (day > sim.lastDay) return;
  sim.plan(day, () => {
    act(day);
    planVisits(day, gap, sim, act);
  });
}

function visitBranch(sim: Simulation, person: Person, day: number): void {
  if (person.gone || !person.hasAccount || !person.known) return;
  const { random } = sim;
  const time = momentOn(random, workingDay(day), person.country.utcOffset, "office");
  const reason = random.pick(["cash", "advice", "card", "documents"]);
  sim.track(time, person, "Branch Visited", "branch", { branch: person.city, reason, region: person.region });
  if (!random.chance(0.16)) return;
  const csat = satisfaction(sim, person, 4.25);
  giveFeedback(
    sim,
    person,
    {
      time: time + random.between(1, 30) * HOUR,
      touchpoint: "branch",
      channel: "branch",
      about: { region: person.region, branch: person.city },
    },
    { csat, ces: ease(sim, person, 5.5), emotion: feeling(sim, csat) },
    { cause: csat >= 4 ? "bank_high" : csat === 3 ? "bank_mid" : "bank_low", chance: 0.4 },
  );
}

const TOPICS = ["Card", "Transfer", "Loan", "Fees", "Access", "Standing order"] as const;

function needHelp(sim: Simulation, person: Person, day: number): void {
  if (person.gone || !person.known) return;
  const { random } = sim;
  const topic = random.pick(TOPICS);
  const channel =
    (["phone", "chat", "email", "branch", "post"] as const)[random.weighted([55, 20, 15, 7, 3])] ?? "phone";
  const hours = channel === "phone" || channel === "branch" ? "office" : "online";
  const time = momentOn(random, hours === "office" ? workingDay(day) : day, person.country.utcOffset, hours);
  ask(sim, person, time, topic, channel, 0);
}

type Channel = "phone" | "chat" | "email" | "branch" | "post";

function ask(sim: Simulation, person: Person, time: number, topic: string, channel: Channel, attempt: number): void {
  const rise = channel === "phone" ? callWaitingRise(sim, time) : 0;
  const [before, after] = sim.truths.callWaiting.waitSeconds;
  openCase(sim, person, {
    time,
    topic,
    channel,
    waitSeconds: before + rise * (after - before),
    firstContact: (channel === "chat" ? 0.66 : 0.8) - 0.36 * rise,
    about: { attempt: attempt + 1 },
    comeBack: (left) => {
      if (attempt >= 3 || !sim.random.chance(channel === "phone" ? 0.75 : 0.3)) return;
      const day = workingDay(left + sim.random.between(0.8, 5) * DAY);
      sim.plan(day, () => {
        if (!person.gone)
          ask(
            sim,
            person,
            momentOn(sim.random, dayOf(day), person.country.utcOffset, "office"),
            topic,
            channel,
            attempt + 1,
          );
      });
    },
  });
}

const dayOf = (time: number): number => Math.floor(time / DAY) * DAY;

/** 0 before the call centre's trouble, then in steps of a sixth to 1 in the last month. */
function callWaitingRise(sim: Simulation, time: number): number {
  const from = sim.truths.callWaiting.from.getTime();
  if (time < from) return 0;
  return Math.min(1, (1 + Math.floor(((time - from) / (sim.until - from)) * 6)) / 6);
}

function planNps(sim: Simulation, person: Person, day: number): void {
  if (day > sim.lastDay) return;
  sim.plan(day, () => {
    planNps(sim, person, day + 91 * DAY);
    if (person.known && !person.gone && sim.random.chance(0.5)) askNps(sim, person, day);
  });
}

function askNps(sim: Simulation, person: Person, day: number): void {
  const { random } = sim;
  const sent = momentOn(random, day, 0, "office");
  const campaign = { campaign: "Relationship survey" };
  sim.track(sent, person, "Email Delivered", "email", campaign);
  if (!random.chance(0.24)) return;
  const upset = person.lastBadCall > 0 && sent - person.lastBadCall < 120 * DAY;
  const nps = random.score((upset ? 4.8 : 7.7) + person.mood * 1.7, 1.7, 0, 10);
  const time = sent + random.exponential(14) * HOUR;
  sim.track(time, person, "Email Clicked", "email", campaign);
  const cause: Cause = nps >= 9 ? "bank_high" : upset ? "bank_wait" : nps >= 7 ? "bank_mid" : "bank_low";
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

function leave(sim: Simulation, person: Person, day: number): void {
  const upset = person.lastBadCall > 0 && day - person.lastBadCall < 150 * DAY;
  if (person.gone || !person.known || !person.hasAccount || !sim.random.chance(upset ? 0.9 : 0.35)) return;
  person.gone = true;
  const time = momentOn(sim.random, workingDay(day), person.country.utcOffset, "office");
  sim.track(time, person, "Account Closed", sim.random.chance(0.5) ? "branch" : "post", {
    product: `${person.plan} account`,
    region: person.region,
  });
}
