import { NAMES } from "../words/names.ts";
import { CITY_WEIGHTS, COUNTRIES, type Country, type Region } from "../words/places.ts";
import type { Random } from "../words/random.ts";
import type { DemoCompany } from "./planted.ts";

export type Device = "mobile" | "desktop" | "tablet";

/** One invented customer: what does not change, and the little that later moments depend on. */
export interface Person {
  userId: string;
  /** The browser or phone they use now. */
  anonymousId: string;
  /** False until they sign up or log in; their messages carry only `anonymousId` until then. */
  known: boolean;
  country: Country;
  city: string;
  region: Region;
  language: "en" | "de" | "fr" | "es";
  device: Device;
  usesApp: boolean;
  plan: string;
  segment: string;
  traits: Record<string, unknown>;
  /** Mean days between visits on ordinary days. */
  gap: number;
  /** −1…1: what the person tends to answer, whatever happens. */
  mood: number;
  lastOrder: number;
  lastLate: number;
  lastBadCall: number;
  hasAccount: boolean;
  gone: boolean;
}

const PLANS = {
  retailer: { names: ["Guest", "Member", "Circle"], weights: [45, 40, 15] },
  bank: { names: ["Everyday", "Plus", "Premium"], weights: [60, 30, 10] },
} as const;

const SEGMENTS = {
  retailer: { names: ["Home makers", "Gift buyers", "Gardeners", "Trade"], weights: [45, 25, 22, 8] },
  bank: { names: ["Students", "Families", "Professionals", "Business", "Retired"], weights: [18, 30, 28, 9, 15] },
} as const;

const MAIL_DOMAINS = ["mail.example.com", "post.example.org", "inbox.example.net", "example.com", "home.example.org"];
const COUNTRY_WEIGHTS = COUNTRIES.map((country) => country.weight);

/** Addresses are plain ASCII: `Łukasz Wójcik` writes as `lukasz.wojcik`. */
function asciiOf(name: string): string {
  return name
    .replace(/ß/g, "ss")
    .replace(/[łŁ]/g, "l")
    .replace(/ı/g, "i")
    .normalize("NFD")
    .replace(/[^A-Za-z-]/g, "")
    .toLowerCase();
}

export function createPerson(random: Random, company: DemoCompany, number: number): Person {
  const country = COUNTRIES[random.weighted(COUNTRY_WEIGHTS)];
  const place = country?.cities[random.weighted(CITY_WEIGHTS.get(country) ?? [1])];
  const names = country && NAMES[country.names];
  if (!country || !place || !names) throw new Error("the lists of places and names do not fit together");
  const first = random.pick(names.given);
  const last = random.pick(names.family);
  const plans = PLANS[company];
  const segments = SEGMENTS[company];
  const plan = plans.names[random.weighted(plans.weights)] ?? plans.names[0];
  const segment = segments.names[random.weighted(segments.weights)] ?? segments.names[0];
  const device = (["mobile", "desktop", "tablet"] as const)[random.weighted([54, 38, 8])] ?? "desktop";
  return {
    userId: `${company === "retailer" ? "bf" : "mv"}-${100_000 + number}`,
    anonymousId: random.uuid(),
    known: false,
    country,
    city: place[0],
    region: place[1],
    language: random.chance(0.75) ? country.writes : "en",
    device,
    usesApp: device === "mobile" && random.chance(company === "bank" ? 0.85 : 0.3),
    plan,
    segment,
    traits: {
      name: `${first} ${last}`,
      firstName: first,
      lastName: last,
      email: `${asciiOf(first)}.${asciiOf(last)}.${number}@${random.pick(MAIL_DOMAINS)}`,
      address: { city: place[0], country: country.code },
      region: place[1],
      language: country.locale.slice(0, 2),
      plan,
      segment,
    },
    gap: company === "bank" ? 46 + random.exponential(125) : 62 + random.exponential(330),
    mood: random.normal(0, 0.45),
    lastOrder: 0,
    lastLate: 0,
    lastBadCall: 0,
    hasAccount: false,
    gone: false,
  };
}
