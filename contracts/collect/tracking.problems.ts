import { declareProblems } from "../declare-problems.ts";

/** What senders of events and feedback are told. */
export const trackingProblems = declareProblems({
  write_key_missing: {
    status: 401,
    detail: "Send the write key: as the user name of Basic, as writeKey in the body or in the address.",
  },
  unknown_write_key: { status: 401, detail: "This write key is unknown, revoked or expired." },
  unknown_source: { status: 404, detail: "There is no source with this write key." },
  invalid_utf8: {
    status: 400,
    detail: "The body is not valid UTF-8; send UTF-8 without another encoding.",
  },
  invalid_body: { status: 400, detail: 'The body is not a JSON object; send {…}, or {"batch":[…]}.' },
  invalid_gzip: {
    status: 400,
    detail: "The body begins like gzip but cannot be unpacked; it is damaged or cut off.",
  },
  unpacks_too_large: {
    status: 413,
    detail: "The body has more than {{most}} bytes once unpacked; send smaller batches.",
  },
  invalid_batch: { status: 400, detail: 'batch: missing or not a list; send {"batch":[…]}.' },
  too_many_messages: {
    status: 413,
    detail: "The batch has {{total}} messages; at most {{most}} are taken at once.",
  },
  invalid_sent_at: {
    status: 400,
    detail: "sentAt: not a time in ISO 8601 with zone; send it like 2026-03-29T01:30:00.000Z.",
  },
  invalid_feedback: { status: 400, detail: "Nothing was stored. {{fault}}." },
  body_too_slow: {
    status: 408,
    detail: "The body came too slowly and was cut off. Nothing was stored: send it again, in smaller batches.",
  },
  too_many_events: {
    status: 429,
    detail:
      "This workspace may send {{most}} events a second, a minute's worth of them at once. Nothing was stored: send them again later.",
  },
  too_many_event_names: {
    status: 429,
    detail:
      'This workspace has sent {{most}} different names of events today, and "{{name}}" is one more. Nothing was stored: put what differs into a property.',
  },
  too_many_property_names: {
    status: 429,
    detail:
      'This workspace has sent {{most}} different names of properties today, and "{{name}}" is one more. Nothing was stored: put what differs into a value.',
  },
  stopping: {
    status: 503,
    detail: "The server is stopping. Nothing was lost: send the events again.",
    retryAfter: 2,
  },
  store_unavailable: {
    status: 503,
    detail: "The events could not be stored, and none is acknowledged. Send them again.",
    retryAfter: 2,
  },
  busy: {
    status: 503,
    detail: "More events arrive than can be stored at this moment. Nothing was lost: send them again.",
    retryAfter: 2,
  },
});
