import type { JourneyDocument } from "../../contracts/understand/journeys.ts";
import type { MetricRef } from "../../contracts/understand/metrics.ts";
import type { MetricTile, Tile } from "../../contracts/understand/overview.ts";
import type { Context } from "../../server/platform/context.ts";
import { createJourney, firstLanes } from "../../server/understand/journeys/journeys.ts";
import { saveTiles } from "../../server/understand/overview/overview.ts";
import { createTouchpoint } from "../../server/understand/touchpoints/touchpoints.ts";
import type { DemoCompany } from "../generate/planted.ts";
import { type DemoJourney, demoJourneys } from "../records/journeys.ts";
import { demoTouchpoints } from "../records/touchpoints.ts";
import { loadAnnotations } from "./load-annotations.ts";
import { loadPersonas } from "./load-personas.ts";
import { loadQueries } from "./load-queries.ts";

/** Touchpoints, annotations, segments, personas, journeys, saved queries and Overview of a company, into a workspace that has none of them. */
export async function loadMaps(ctx: Context, { company, until }: { company: DemoCompany; until: Date }): Promise<void> {
  const ids = new Map<string, string>();
  for (const { key, channels, ...fields } of demoTouchpoints(company))
    ids.set(key, await createTouchpoint(ctx, { ...fields, channels: [...channels] }));
  await loadAnnotations(ctx, { company, until }, ids);
  const personas = await loadPersonas(ctx, company);
  for (const journey of demoJourneys(company))
    await createJourney(ctx, { ...documentOf(journey, ids), personas: personas.get(journey.name) ?? [] });
  const asked = await loadQueries(ctx, company);
  await saveTiles(ctx, [...tilesOf(company, ids), ...asked], undefined);
}

const TEXTS = ["pain", "opportunity", "backstage", "owner"] as const;
const NUMBERS = ["expectation", "emotion"] as const;

function documentOf({ name, description, phases }: DemoJourney, ids: ReadonlyMap<string, string>): JourneyDocument {
  const numbered = phases.map((phase, index) => ({
    ...phase,
    id: `phase-${index + 1}`,
    steps: phase.steps.map((step, place) => ({ ...step, id: `step-${index + 1}-${place + 1}` })),
  }));
  return {
    schema: "throughline.journey/1",
    name,
    description,
    windowDays: 30,
    personas: [],
    lanes: firstLanes,
    phases: numbered.map(({ id, name: title, steps }) => ({
      id,
      name: title,
      steps: steps.map(({ id: stepId, name: stepName, touchpoint, kind }) => ({
        id: stepId,
        name: stepName,
        touchpointId: ids.get(touchpoint) ?? null,
        ...(kind ? { kind } : {}),
      })),
    })),
    cells: numbered.flatMap(({ steps }) =>
      steps.flatMap(({ id, cells }) => [
        ...TEXTS.flatMap((lane) => (cells[lane] === undefined ? [] : [{ step: id, lane, text: cells[lane] }])),
        ...NUMBERS.flatMap((lane) => (cells[lane] === undefined ? [] : [{ step: id, lane, number: cells[lane] }])),
      ]),
    ),
  };
}

/** Tiles that show what is planted in the data, beside the common numbers. */
function tilesOf(company: DemoCompany, ids: ReadonlyMap<string, string>): Tile[] {
  const common = [number("nps", "NPS", "nps"), number("csat", "Satisfaction", "csat"), number("ces", "Effort", "ces")];
  const trend: MetricTile = {
    id: "nps-trend",
    title: "NPS over time",
    view: "trend",
    width: 2,
    query: { metrics: [{ metric: "nps" }], breakdowns: [], interval: "month" },
  };
  if (company === "retailer")
    return [
      number("people", "People", "people"),
      ...common,
      number("orders", "Orders", "orders"),
      number("revenue", "Revenue", "revenue"),
      number("return-rate", "Return rate", "return_rate"),
      number("responses", "Responses", "responses"),
      trend,
      breakdown(
        "delivery-by-region",
        "Satisfaction with delivery by region",
        "csat",
        "properties.region",
        ids.get("delivery"),
      ),
      breakdown("checkout-by-device", "Effort at checkout by device", "ces", "properties.device", ids.get("checkout")),
      breakdown("csat-by-channel", "Satisfaction by channel", "csat", "channel"),
    ];
  return [
    number("people", "People", "people"),
    ...common,
    number("fcr", "First contact resolution", "fcr"),
    number("first-response", "First response", "first_response_time"),
    number("resolution", "Resolution", "resolution_time"),
    number("responses", "Responses", "responses"),
    trend,
    breakdown("fcr-by-channel", "First contact resolution by channel", "fcr", "channel"),
    breakdown("support-by-channel", "Satisfaction with support by channel", "csat", "channel", ids.get("support")),
    breakdown(
      "opening-by-channel",
      "Effort of opening an account by channel",
      "ces",
      "channel",
      ids.get("account_opening"),
    ),
  ];
}

/** Satisfaction is shown on the scale that maps show it on. */
function refOf(metric: string): MetricRef {
  return metric === "csat" ? { metric, variant: "mean" } : { metric };
}

function number(id: string, title: string, metric: string): MetricTile {
  return { id, title, view: "number", width: 1, query: { metrics: [refOf(metric)], breakdowns: [], interval: "week" } };
}

function breakdown(id: string, title: string, metric: string, field: string, touchpointId?: string): MetricTile {
  const about = touchpointId === undefined ? {} : { touchpointId };
  return { id, title, view: "breakdown", width: 2, query: { metrics: [refOf(metric)], breakdowns: [field], ...about } };
}
