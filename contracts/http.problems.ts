import { declareProblems } from "./declare-problems.ts";

/** What any endpoint may answer. */
export const httpProblems = declareProblems({
  invalid_request: { status: 400, detail: "{{fault}}" },
  invalid_json: { status: 400, detail: "The body is not valid JSON." },
  empty_body: { status: 400, detail: "The body is empty; send JSON." },
  too_large: { status: 413, detail: "The body is larger than this endpoint takes." },
  unsupported_media_type: {
    status: 415,
    detail: "Send the body in the media type of this endpoint, mostly application/json.",
  },
  invalid_address: { status: 400, detail: "The address cannot be read." },
  bad_request: { status: 400, detail: "{{fault}}" },
  not_found: { status: 404, detail: "There is nothing here under this id." },
  no_such_address: { status: 404, detail: "There is nothing at this address." },
  internal_error: {
    status: 500,
    detail:
      "Something went wrong on our side. Nothing you sent was changed half-way; try again, and quote the request id if it stays.",
  },
  stores_unavailable: {
    status: 503,
    detail: "What this takes is stored where nothing answers at this moment. Nothing was changed half-way; try again.",
    retryAfter: 5,
  },
  too_many_requests: { status: 429, detail: "Too many requests. Try again in {{after}}." },
  invalid_if_match: {
    status: 400,
    detail: 'If-Match takes the revision you have seen, such as "7"; got {{got}}.',
  },
  stale_revision: {
    status: 412,
    detail: "Somebody changed this since you opened it. Load it again; nothing was saved.",
  },
  invalid_cursor: {
    status: 400,
    detail: "This cursor did not come from this list; leave it out to begin at the top.",
  },
  invalid_query_id: {
    status: 400,
    detail: "The header {{header}} takes 8 to 64 letters, digits, - and _, such as a UUID.",
  },
  invalid_idempotency_key: {
    status: 400,
    detail: "An Idempotency-Key has 1 to 255 visible ASCII characters and no space; a UUID is a good one.",
  },
  idempotency_key_reused: {
    status: 409,
    detail: "This Idempotency-Key was sent with another request. Take a new key for a new request.",
  },
  idempotency_key_in_use: {
    status: 409,
    detail: "The first request with this Idempotency-Key is still running. Send it again in a moment.",
    retryAfter: 2,
  },
  already_done: {
    status: 409,
    detail:
      "This request was carried out before. Its answer held a secret and is not kept: revoke what was made and make another with a new key.",
  },
});
