/** The delivery regions of the retailer and the branch regions of the bank: a tour of depots, not of nations. */
export type Region = "North" | "South" | "East" | "West" | "Central";

export interface Country {
  code: string;
  /** Key of NAMES. */
  names: string;
  locale: string;
  timezone: string;
  /** Hours ahead of UTC in winter; enough to place lunch and evening. */
  utcOffset: number;
  /** Languages in which people there comment; English where none of ours is spoken. */
  writes: "en" | "de" | "fr" | "es";
  weight: number;
  cities: readonly (readonly [city: string, region: Region, weight: number])[];
}

export const COUNTRIES: readonly Country[] = [
  {
    code: "GB",
    names: "en",
    locale: "en-GB",
    timezone: "Europe/London",
    utcOffset: 0,
    writes: "en",
    weight: 38,
    cities: [
      ["London", "South", 8],
      ["Brighton", "South", 3],
      ["Bristol", "West", 4],
      ["Cardiff", "West", 4],
      ["Birmingham", "Central", 5],
      ["Leicester", "Central", 3],
      ["Norwich", "East", 4],
      ["Cambridge", "East", 4],
      ["Leeds", "North", 4],
      ["Newcastle", "North", 3],
      ["Edinburgh", "North", 3],
    ],
  },
  {
    code: "IE",
    names: "en",
    locale: "en-IE",
    timezone: "Europe/Dublin",
    utcOffset: 0,
    writes: "en",
    weight: 6,
    cities: [
      ["Dublin", "East", 4],
      ["Galway", "West", 2],
      ["Cork", "South", 2],
    ],
  },
  {
    code: "DE",
    names: "de",
    locale: "de-DE",
    timezone: "Europe/Berlin",
    utcOffset: 1,
    writes: "de",
    weight: 18,
    cities: [
      ["Hamburg", "North", 4],
      ["Kiel", "North", 2],
      ["Bremen", "North", 2],
      ["Berlin", "East", 5],
      ["Dresden", "East", 2],
      ["Köln", "West", 4],
      ["Düsseldorf", "West", 3],
      ["Frankfurt", "Central", 4],
      ["Kassel", "Central", 2],
      ["München", "South", 4],
      ["Stuttgart", "South", 3],
    ],
  },
  {
    code: "AT",
    names: "de",
    locale: "de-AT",
    timezone: "Europe/Vienna",
    utcOffset: 1,
    writes: "de",
    weight: 4,
    cities: [
      ["Wien", "East", 4],
      ["Graz", "South", 2],
      ["Innsbruck", "West", 1],
      ["Linz", "Central", 2],
    ],
  },
  {
    code: "FR",
    names: "fr",
    locale: "fr-FR",
    timezone: "Europe/Paris",
    utcOffset: 1,
    writes: "fr",
    weight: 10,
    cities: [
      ["Paris", "Central", 5],
      ["Lille", "North", 4],
      ["Rouen", "North", 2],
      ["Lyon", "East", 3],
      ["Strasbourg", "East", 2],
      ["Nantes", "West", 3],
      ["Bordeaux", "West", 2],
      ["Marseille", "South", 3],
      ["Toulouse", "South", 2],
    ],
  },
  {
    code: "ES",
    names: "es",
    locale: "es-ES",
    timezone: "Europe/Madrid",
    utcOffset: 1,
    writes: "es",
    weight: 8,
    cities: [
      ["Madrid", "Central", 5],
      ["Bilbao", "North", 3],
      ["Santander", "North", 2],
      ["Barcelona", "East", 4],
      ["Valencia", "East", 3],
      ["Sevilla", "South", 3],
      ["Málaga", "South", 2],
      ["Salamanca", "West", 2],
    ],
  },
  {
    code: "IT",
    names: "it",
    locale: "it-IT",
    timezone: "Europe/Rome",
    utcOffset: 1,
    writes: "en",
    weight: 6,
    cities: [
      ["Milano", "North", 3],
      ["Torino", "West", 2],
      ["Bologna", "Central", 2],
      ["Roma", "Central", 3],
      ["Bari", "East", 2],
      ["Napoli", "South", 3],
    ],
  },
  {
    code: "NL",
    names: "nl",
    locale: "nl-NL",
    timezone: "Europe/Amsterdam",
    utcOffset: 1,
    writes: "en",
    weight: 5,
    cities: [
      ["Groningen", "North", 2],
      ["Utrecht", "Central", 3],
      ["Rotterdam", "West", 3],
      ["Arnhem", "East", 2],
      ["Eindhoven", "South", 2],
    ],
  },
  {
    code: "PL",
    names: "pl",
    locale: "pl-PL",
    timezone: "Europe/Warsaw",
    utcOffset: 1,
    writes: "en",
    weight: 3,
    cities: [
      ["Gdańsk", "North", 2],
      ["Warszawa", "East", 3],
      ["Łódź", "Central", 2],
      ["Poznań", "West", 2],
      ["Kraków", "South", 2],
    ],
  },
  {
    code: "TR",
    names: "tr",
    locale: "tr-TR",
    timezone: "Europe/Istanbul",
    utcOffset: 3,
    writes: "en",
    weight: 2,
    cities: [
      ["İstanbul", "West", 4],
      ["Ankara", "Central", 2],
      ["Samsun", "North", 1],
      ["Antalya", "South", 2],
      ["Erzurum", "East", 1],
    ],
  },
];

/** What events call the site of a city by: plain letters, as programs write keys. */
export function unitOf(city: string): string {
  return city
    .replace(/[łŁ]/g, "l")
    .replace(/ı/g, "i")
    .replace(/ß/g, "ss")
    .normalize("NFD")
    .replace(/[^A-Za-z]+/g, "")
    .toLowerCase();
}

export const CITY_WEIGHTS: ReadonlyMap<Country, readonly number[]> = new Map(
  COUNTRIES.map((country) => [country, country.cities.map(([, , weight]) => weight)]),
);
