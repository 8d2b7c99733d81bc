import { happens, type NounExamples, namedExamples, zelda } from "../../testing/examples.ts";
import { track } from "../../testing/messages.ts";

const condition = { did: { event: "Order Completed" } };

export const segmentExamples: NounExamples = {
  things: async ({ t: { owner } }) => {
    const segment = await owner.request("POST /api/v1/segments", { body: { name: "Buyers", condition } });
    return { segments: segment.id };
  },
  audited: (examples) => {
    const { t, ids, call } = examples;
    return {
      ...namedExamples(examples, "segments", "Segment", () => ({
        condition: { ...happens(zelda.email), field: "traits.email" },
      })),
      listSegmentMembers: () => call("GET", `segments/${ids.segments}/members`),
      previewSegment: () => call("POST", "segments/preview", { condition }),
      listSegmentQuotes: async () => {
        const { secret } = await t.key("write");
        const said = { ...{ source_type: "survey", source_id: "s", submission_id: "1" }, value_text: zelda.note };
        await t.track(secret, [
          track("ann", "Feedback Received", "2026-06-11T10:00:00Z", { ...said, field_id: "why", field_type: "text" }),
        ]);
        return call("GET", `segments/${ids.segments}/quotes`);
      },
    };
  },
  bodies: { updateSegment: { name: "X", condition: { did: { event: "X" } } } },
  sayNothing: ["listSegments", "getSegment", "createSegment", "updateSegment", "deleteSegment"],
  asked: {
    getSegmentSize: [{ url: "segments/SEGMENT/size" }],
    getSegmentHistory: [{ url: "segments/SEGMENT/history" }],
    listSegmentMembers: [{ url: "segments/SEGMENT/members" }],
    listSegmentQuotes: [{ url: "segments/SEGMENT/quotes" }],
    previewSegment: [{ payload: { condition } }],
  },
  tell: ["listSegmentMembers", "previewSegment"],
  // Counted over the whole workspace.
  refused: { getSegmentHistory: 403 },
};
