/** The tiles that a workspace begins with, by what they are called in English. */
export const firstTileTitles = {
  people: "People",
  nps: "NPS",
  csat: "Satisfaction",
  ces: "Effort",
  fcr: "First contact resolution",
  revenue: "Revenue",
  orders: "Orders",
  responses: "Responses",
  "nps-trend": "NPS over time",
  "csat-by-channel": "Satisfaction by channel",
} as const;

export type FirstTileId = keyof typeof firstTileTitles;
export const firstTileIds = Object.keys(firstTileTitles) as FirstTileId[];
