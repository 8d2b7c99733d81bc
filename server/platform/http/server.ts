import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";
import { uuidv7 } from "uuidv7";
import type { Log } from "../log.ts";
import { answerUnknown, answerUnroutable, mapErrors } from "./errors.ts";
import { problem } from "./problem.ts";
import { validatorCompiler } from "./read-request.ts";
import { answerClientError, REQUEST_MILLISECONDS } from "./slow-requests.ts";

export interface HttpOptions {
  log: Log;
  trustProxy: number;
}

const MAX_BODY = 1024 * 1024;

/** An HTTP server with what every answer needs: ids, security headers, limits, problem documents. */
export async function createHttpServer({ log, trustProxy }: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: (_address, hop) => hop < trustProxy,
    bodyLimit: MAX_BODY,
    genReqId: () => uuidv7(),
    requestIdHeader: false,
    requestTimeout: REQUEST_MILLISECONDS,
    clientErrorHandler: answerClientError,
    frameworkErrors: answerUnroutable,
    routerOptions: { maxParamLength: 200 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  mapErrors(app);
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // Charts and the drag and drop of a map position with inline styles; scripts never run inline.
        styleSrc: ["'self'", "'unsafe-inline'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        // Set where TLS ends; a laptop on plain HTTP must be able to load its own page.
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
    crossOriginResourcePolicy: { policy: "same-origin" },
    referrerPolicy: { policy: "same-origin" },
  });
  app.addHook("onRequest", async ({ ip }, reply) => {
    // Who has gone before anything was read has no address to count by, and nobody waits for an answer.
    if (ip === undefined) reply.hijack().raw.destroy();
  });
  await app.register(rateLimit, {
    hook: "onRequest",
    max: 3000,
    timeWindow: "1 minute",
    errorResponseBuilder: (_request, context) => problem("too_many_requests", { after: context.after }),
  });
  answerUnknown(app);
  let closing = false;
  app.addHook("preClose", async () => {
    closing = true;
  });
  app.addHook("onSend", async (request, reply) => {
    // A connection kept alive after its last answer would hold up the stop until it is tired of waiting.
    if (closing) void reply.header("connection", "close");
    void reply.header("x-request-id", request.id);
    if (request.url.startsWith("/api/") && !reply.hasHeader("cache-control"))
      void reply.header("cache-control", "no-store");
  });
  return app;
}
