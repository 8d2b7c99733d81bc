import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { TrackingRefused } from "../../../contracts/collect/tracking.ts";
import { type MessageType, trackingLimits } from "../../../contracts/words/messages.ts";
import { problem } from "../../platform/http/problem.ts";
import type { Accepted, Ingest } from "./create-ingest.ts";
import { type KeyOwner, type Keys, senderByBody, senderByRequest } from "./read/presented-key.ts";
import { isGzip, readBody } from "./read/read-body.ts";
import { type Envelope, envelopeTime, type Fields, isFields } from "./read/read-message.ts";
import { receiveBody } from "./read/receive-body.ts";
import { sdkSettingsRoutes } from "./read/sdk-settings.ts";
import type { Room } from "./store/memory-budget.ts";

/** Where the clients of the specification send history to: it is counted like anything else, and is no news. */
const HISTORY = "/v1/import";

const PATHS: Record<string, MessageType | "batch"> = {
  "/v1/track": "track",
  "/v1/t": "track",
  "/v1/page": "page",
  "/v1/p": "page",
  "/v1/screen": "screen",
  "/v1/s": "screen",
  "/v1/identify": "identify",
  "/v1/i": "identify",
  "/v1/group": "group",
  "/v1/g": "group",
  "/v1/alias": "alias",
  "/v1/a": "alias",
  "/v1/batch": "batch",
  "/v1/b": "batch",
  [HISTORY]: "batch",
  "/beacon/v1/batch": "batch",
};

const SUCCESS = JSON.stringify({ success: true });
const JSON_TYPE = "application/json; charset=utf-8";

/**
 * The tracking routes. They follow the Segment specification's shapes, not the API's: any page on any origin may send
 * (what it may do hangs on the key alone, never on a cookie), and the body is told by its bytes.
 */
export async function trackingRoutes(app: FastifyInstance, ingest: Ingest, keys: Keys): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // Bodies are read by the handler, which knows whose they are.
    scope.addContentTypeParser("*", (_request, body, done) => done(null, body));
    scope.addHook("onRequest", async (request, reply) => {
      openToAnyOrigin(reply);
      // Whatever a client calls its body, a malformed or empty name included, it is told by its bytes.
      if (request.method === "POST") request.raw.headers["content-type"] = "application/octet-stream";
    });
    for (const [url, takes] of Object.entries(PATHS)) {
      const cameBy = url === HISTORY ? "history" : "live";
      const senders = new WeakMap<FastifyRequest, { owner: KeyOwner | null; room: Room }>();
      scope.options(url, { helmet: false, config: { rateLimit: false }, schema: { hide: true } }, preflight);
      scope.post(url, {
        helmet: false,
        config: { rateLimit: false },
        schema: { hide: true },
        // Before the body is read: a wrong key's body, and one that is too large, never are.
        onRequest: async (request, reply) => {
          if (Number(request.headers["content-length"]) > trackingLimits.batchBytes) throw problem("too_large");
          const owner = await senderByRequest(request, keys);
          const key = owner && `${owner.workspace} ${owner.source}`;
          const room = ingest.receive({ key, address: request.ip });
          senders.set(request, { owner, room });
          // Given back when the answer is out or the caller has gone.
          reply.raw.once("close", room.release);
        },
        handler: async (request, reply) => {
          const known = senders.get(request);
          const bytes = await received(request, reply, known?.room);
          const body = await readBody(bytes);
          const owner = known?.owner ?? (await senderByBody(body.writeKey, keys));
          const release = bytes && isGzip(bytes) ? ingest.reserve(trackingLimits.batchBytes) : undefined;
          try {
            const { messages, envelope } = open(body, takes);
            return answer(reply, await ingest.accept({ ...owner, cameBy }, messages, ingest.now(), envelope));
          } finally {
            release?.();
          }
        },
      });
    }
    sdkSettingsRoutes(scope, keys, preflight);
  });
}

/** Helmet is off on these routes, where building its headers anew cost a tenth of a request: these are what JSON needs. */
function openToAnyOrigin(reply: FastifyReply): void {
  void reply.headers({
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "retry-after, x-request-id",
    "cross-origin-resource-policy": "cross-origin",
  });
}

const HEADERS = ["authorization", "content-type", "anonymousid"];

/**
 * Every header may be sent, asked for by name: clients add new ones for every retry, and since nothing here trusts a
 * cookie, none of them opens anything.
 */
async function preflight(request: FastifyRequest, reply: FastifyReply) {
  const asked = String(request.headers["access-control-request-headers"] ?? "")
    .toLowerCase()
    .slice(0, 1_000)
    .match(/[a-z0-9-]+/g);
  return reply
    .status(204)
    .headers({
      "access-control-allow-methods": "GET, POST, OPTIONS",
      "access-control-allow-headers": [...new Set([...HEADERS, ...(asked ?? [])])].join(", "),
      "access-control-max-age": "86400",
      vary: "access-control-request-headers",
    })
    .send();
}

/** The body, where there is one; what is left of one that was not taken to its end is not waited for. */
async function received(request: FastifyRequest, reply: FastifyReply, room: Room | undefined) {
  if (!(request.body instanceof Readable) || !room) return undefined;
  try {
    return await receiveBody(request.body, room, trackingLimits.batchBytes);
  } catch (error) {
    void reply.header("connection", "close");
    throw error;
  }
}

function open(body: Fields, takes: MessageType | "batch"): { messages: unknown[]; envelope: Envelope } {
  if (takes !== "batch") return { messages: [body], envelope: { type: takes } };
  const { batch, context, sentAt } = body;
  if (!Array.isArray(batch)) throw problem("invalid_batch");
  if (batch.length > trackingLimits.batchMessages)
    throw problem("too_many_messages", { total: batch.length, most: trackingLimits.batchMessages });
  const given = sentAt !== undefined && sentAt !== null && sentAt !== "";
  const time = given ? envelopeTime(sentAt) : null;
  if (given && time === null) throw problem("invalid_sent_at");
  return { messages: batch, envelope: { sentAt: time, context: isFields(context) ? context : undefined } };
}

function answer(reply: FastifyReply, { accepted, rejected }: Accepted): FastifyReply {
  if (rejected.length === 0) return reply.type(JSON_TYPE).send(SUCCESS);
  const [first] = rejected;
  const where = first ? `Message ${first.index}${first.field ? `, ${first.field}` : ""}: ${first.reason}. ` : "";
  const kept = accepted > 0 ? `The other ${accepted} are stored; do not send them again.` : "Nothing was stored.";
  const body: TrackingRefused = {
    success: false,
    code: "invalid_messages",
    detail: `${where}${kept}`,
    accepted,
    errors: rejected,
  };
  return reply.status(400).type("application/problem+json; charset=utf-8").send(JSON.stringify(body));
}
