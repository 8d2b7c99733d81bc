import { happens, type NounExamples, namedExamples, period, zelda } from "../../testing/examples.ts";

export const journeyExamples: NounExamples = {
  things: async ({ t: { owner }, ids }) => {
    const phases = [{ id: "p", name: "Buy", steps: [{ id: "s", name: "Pay", touchpointId: ids.touchpoints }] }];
    return { journeys: (await owner.request("POST /api/v1/journeys", { body: { name: "Buy", phases } })).id };
  },
  audited: (examples) => {
    const { ids, call } = examples;
    return {
      ...namedExamples(examples, "journeys", "Journey", () => ({ phases: [{ id: "p", name: zelda.note, steps: [] }] })),
      exportJourney: () => call("GET", `journeys/${ids.journeys}/export`),
      importJourney: () => {
        const rule = happens("Order Completed");
        const touchpoint = { id: "t", name: "Brought along", description: zelda.note, channels: [], rule };
        const phases = [{ id: "p", name: "P", steps: [{ id: "s", name: "S", touchpointId: "t" }] }];
        const journey = { schema: "throughline.journey/1", name: "Brought", description: "", phases };
        return call("POST", "journeys/import", { journey, touchpoints: [touchpoint], personas: [] });
      },
      listStepPeople: () => call("POST", `journeys/${ids.journeys}/steps/s/people`, { period }),
      listTouchpointPeople: () => call("POST", `touchpoints/${ids.touchpoints}/people`, { period }),
    };
  },
  bodies: { updateJourney: { name: "X" } },
  sayNothing: [
    ...(["listJourneys", "getJourney", "createJourney", "updateJourney", "deleteJourney"] as const),
    ...(["importJourney", "exportJourney", "listJourneyTemplates"] as const),
  ],
  asked: {
    getJourneyNumbers: [{ url: "journeys/JOURNEY/numbers", payload: { period } }],
    checkConformance: [{ url: "journeys/JOURNEY/conformance", payload: { period } }],
    listStepPeople: [{ url: "journeys/JOURNEY/steps/s/people", payload: { period } }],
    getTouchpointNumbers: [{ url: "touchpoints/TOUCHPOINT/numbers", payload: { period } }],
    listTouchpointPeople: [{ url: "touchpoints/TOUCHPOINT/people", payload: { period } }],
    discoverJourney: [{ payload: { period } }],
  },
  tell: ["listTouchpointPeople", "listStepPeople", "discoverJourney"],
};
