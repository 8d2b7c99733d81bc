import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { problem } from "../../../platform/http/problem.ts";
import { type Keys, keyInAddress, keyInHeader } from "./presented-key.ts";

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** What the browsers' client libraries fetch before they send anything: where to send, and that nothing else is wanted. */
export function sdkSettingsRoutes(scope: FastifyInstance, keys: Keys, preflight: Handler): void {
  const options = { helmet: false as const, config: { rateLimit: false as const }, schema: { hide: true } };

  scope.options("/v1/projects/:key/settings", options, preflight);
  scope.get<{ Params: { key: string } }>("/v1/projects/:key/settings", options, async (request, reply) => {
    const { key } = request.params;
    if (!(await keys.writeKey(key))) throw problem("unknown_source");
    cacheBriefly(reply);
    return {
      integrations: {
        "Segment.io": {
          apiKey: key,
          apiHost: `${request.host}/v1`,
          protocol: request.protocol,
          unbundledIntegrations: [],
          addBundledMetadata: false,
          maybeBundledConfigIds: {},
          versionSettings: { version: "4.4.7", componentTypes: ["browser"] },
        },
      },
      plan: { track: { __default: { enabled: true, integrations: {} } } },
      edgeFunction: {},
      analyticsNextEnabled: true,
      middlewareSettings: {},
      enabledMiddleware: {},
      metrics: { sampleRate: 0 },
      legacyVideoPluginsEnabled: false,
      remotePlugins: [],
    };
  });

  for (const url of ["/sourceConfig", "/sourceConfig/"]) {
    scope.options(url, options, preflight);
    scope.get(url, options, async (request, reply) => {
      const secret = keyInAddress(request) || keyInHeader(request);
      const key = secret ? await keys.writeKey(secret) : null;
      if (!key) throw problem("unknown_source");
      cacheBriefly(reply);
      return {
        source: {
          id: key.source,
          name: key.sourceName,
          writeKey: secret,
          enabled: true,
          workspaceId: key.workspace.id,
          config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
          destinations: [],
          connections: [],
          dataplanes: {},
        },
        updatedAt: new Date(0).toISOString(),
      };
    });
  }
}

function cacheBriefly(reply: FastifyReply): void {
  void reply.header("cache-control", "private, max-age=60");
}
