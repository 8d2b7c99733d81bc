import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

const ACCESS_KEY = "TESTKEY";
const SECRET_KEY = "test/secret+key=";
const REGION = "eu-central-1";
const SKEW_MILLISECONDS = 15 * 60_000;

export interface S3Server {
  /** What FILES_URL is set to for a bucket and a prefix of this server. */
  url(bucket: string): string;
  /** Bytes by path, such as `/bucket/prefix/key`. */
  objects: Map<string, { bytes: Buffer; changedAt: Date }>;
  /** Every request that was taken: method and path. */
  asked: string[];
  /** Answers so many of the next requests with 503. */
  failNext(requests: number): void;
  close(): Promise<void>;
}

/**
 * So much of S3 as files need: PUT, GET and DELETE of an object, HEAD, and the list of a bucket in pages of two. It checks
 * every signature (Signature Version 4, worked out here from its description) and that a body is the one that was signed.
 */
export async function startS3Server(): Promise<S3Server> {
  const objects: S3Server["objects"] = new Map();
  const asked: string[] = [];
  let failing = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const body = await buffer(request);
      const wrong = failing > 0 ? ([503, "SlowDown"] as const) : refusalOf(request, body);
      if (failing > 0) failing -= 1;
      if (wrong) return fail(response, ...wrong);
      const url = new URL(request.url ?? "", "http://s3");
      asked.push(`${request.method} ${url.pathname}`);
      answer(request, response, url, body);
    })();
  });
  const answer = ({ method }: IncomingMessage, response: ServerResponse, url: URL, body: Buffer) => {
    const path = decodeURIComponent(url.pathname);
    if (url.searchParams.get("list-type") === "2") return response.end(list(path, url.searchParams));
    const found = objects.get(path);
    if (method === "PUT") objects.set(path, { bytes: body, changedAt: new Date() });
    else if (method === "DELETE") objects.delete(path);
    else if (!found) return fail(response, 404, "NoSuchKey");
    else if (method === "GET") return response.end(found.bytes);
    response.statusCode = method === "DELETE" ? 204 : 200;
    return response.end();
  };
  const list = (bucket: string, query: URLSearchParams) => {
    const beginning = `${bucket}/${query.get("prefix") ?? ""}`;
    const after = Buffer.from(query.get("continuation-token") ?? "", "base64").toString();
    const all = [...objects].filter(([path]) => path.startsWith(beginning) && path > after).sort();
    const page = all.slice(0, 2);
    const entries = page.map(
      ([path, { changedAt: instant }]) =>
        `<Contents><Key>${path.slice(bucket.length + 1)}</Key><LastModified>${instant.toISOString()}</LastModified></Contents>`,
    );
    const next = all.length > 2 ? Buffer.from(page[1]?.[0] ?? "").toString("base64") : "";
    const more = next && `<NextContinuationToken>${next}</NextContinuationToken>`;
    return `<?xml version="1.0"?><ListBucketResult>${entries.join("")}${more}</ListBucketResult>`;
  };
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: (bucket) =>
      `s3+http://${ACCESS_KEY}:${encodeURIComponent(SECRET_KEY)}@127.0.0.1:${port}/${bucket}?region=${REGION}`,
    objects,
    asked,
    failNext(requests) {
      failing = requests;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function fail(response: ServerResponse, status: number, code: string): void {
  response.statusCode = status;
  response.end(`<Error><Code>${code}</Code></Error>`);
}

function refusalOf(request: IncomingMessage, body: Buffer): readonly [number, string] | null {
  const header = (name: string) =>
    String(request.headers[name] ?? "")
      .replace(/\s+/g, " ")
      .trim();
  const [, key, day, region, names = "", signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w{64})$/.exec(
      header("authorization"),
    ) ?? [];
  if (key !== ACCESS_KEY || region !== REGION || !day) return [403, "InvalidAccessKeyId"];
  const date = header("x-amz-date");
  const instant = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!(Math.abs(Date.now() - instant) < SKEW_MILLISECONDS) || !date.startsWith(day))
    return [403, "RequestTimeTooSkewed"];
  const signed = names.split(";");
  if (!["host", "x-amz-content-sha256", "x-amz-date"].every((name) => signed.includes(name)))
    return [403, "AccessDenied"];
  if (header("x-amz-content-sha256") !== sha256(body)) return [400, "XAmzContentSHA256Mismatch"];
  if (request.headers["transfer-encoding"] !== undefined) return [411, "MissingContentLength"];
  const [path = "", query = ""] = (request.url ?? "").split("?");
  const canonical = [
    request.method,
    path
      .split("/")
      .map((part) => encode(decodeURIComponent(part)))
      .join("/"),
    [...new URLSearchParams(query)]
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .sort()
      .join("&"),
    ...signed.map((name) => `${name}:${header(name)}`),
    "",
    names,
    header("x-amz-content-sha256"),
  ].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", date, `${day}/${region}/s3/aws4_request`, sha256(canonical)].join("\n");
  const signingKey = [day, region, "s3", "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${SECRET_KEY}`);
  return hmac(signingKey, toSign).toString("hex") === signature ? null : [403, "SignatureDoesNotMatch"];
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
