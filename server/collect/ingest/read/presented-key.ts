import type { FastifyRequest } from "fastify";
import type { Context } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import type { Sender } from "./to-row.ts";

/** Whose key it is; the road is told by the address that was called. */
export type KeyOwner = Pick<Sender, "workspace" | "source" | "isTest">;

export interface WriteKey {
  workspace: { id: string };
  /** Id of the key. */
  source: string;
  sourceName: string;
  isTest: boolean;
}

/** What the tracking routes ask of access. */
export interface Keys {
  writeKey(secret: string): Promise<WriteKey | null>;
  gate: {
    context(request: FastifyRequest, permission: string): Promise<Pick<Context, "workspace" | "actor" | "isTest">>;
  };
}

/** The key in `Authorization`, as the user name of Basic or as bearer; empty when there is none. */
export function keyInHeader(request: FastifyRequest): string {
  const [scheme = "", value = ""] = (request.headers.authorization ?? "").slice(0, 400).split(" ", 2);
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return "";
  return Buffer.from(value, "base64").toString("latin1").split(":", 1)[0] ?? "";
}

/** The key in `?writeKey=`, for beacons, which cannot set a header; empty when there is none. */
export function keyInAddress(request: FastifyRequest): string {
  const { writeKey } = request.query as { writeKey?: unknown };
  return typeof writeKey === "string" ? writeKey : "";
}

/**
 * The sender by the key in the header or the address; null when it can only stand in the body. In the header an API key
 * whose scopes allow sending does as well.
 * @throws 401 for an unknown key, 403 for an API key without the scope
 */
export async function senderByRequest(request: FastifyRequest, keys: Keys): Promise<KeyOwner | null> {
  const inHeader = keyInHeader(request);
  if (inHeader.startsWith("tl_api_")) {
    const { workspace, actor, isTest } = await keys.gate.context(request, "events:write");
    return { workspace: workspace.id, source: actor.name, isTest };
  }
  const secret = inHeader || keyInAddress(request);
  return secret === "" ? null : recognise(secret, keys);
}

/** @throws 401 when there is no known write key */
export async function senderByBody(writeKey: unknown, keys: Keys): Promise<KeyOwner> {
  if (typeof writeKey !== "string" || writeKey === "") throw problem("write_key_missing");
  return recognise(writeKey, keys);
}

async function recognise(secret: string, keys: Keys): Promise<KeyOwner> {
  const key = await keys.writeKey(secret);
  if (!key) throw problem("unknown_write_key");
  return { workspace: key.workspace.id, source: key.sourceName, isTest: key.isTest };
}
