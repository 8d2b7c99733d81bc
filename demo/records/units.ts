import type { ImportedUnit } from "../../contracts/access/units.ts";
import type { DemoCompany } from "../generate/planted.ts";
import { COUNTRIES, type Region, unitOf } from "../words/places.ts";

/** What looks after the customers of a city. */
const SITE: Record<DemoCompany, { kind: string; name: (city: string) => string }> = {
  retailer: { kind: "depot", name: (city) => `${city} depot` },
  bank: { kind: "branch", name: (city) => `${city} branch` },
};

/** The organisation of a company: regions, and in each the sites that look after the customers around them. */
export function demoUnits(company: DemoCompany): ImportedUnit[] {
  const { kind, name } = SITE[company];
  const cities = COUNTRIES.flatMap((country) => country.cities);
  const regions = [...new Set(cities.map(([, region]) => region))];
  return [
    ...regions.map((region) => ({ key: regionKey(region), name: region, kind: "region", parent: "" })),
    ...cities.map(([city, region]) => ({ key: unitOf(city), name: name(city), kind, parent: regionKey(region) })),
  ];
}

/** The region whose manager may sign in to the demo: of the retailer, the one whose parcels come late. */
export const managedRegion: Region = "North";

export function regionKey(region: Region): string {
  return region.toLowerCase();
}
