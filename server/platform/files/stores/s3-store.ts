import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { setTimeout as wait } from "node:timers/promises";
import { AwsV4Signer } from "aws4fetch";
import { problem } from "../../http/problem.ts";
import type { FileStore } from "./file-store.ts";
import type { S3Address } from "./s3-address.ts";

/** Of an empty body. */
const NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const ATTEMPTS = 3;
const PAUSE_MILLISECONDS = 200;
/** For an answer to begin; a file that is put has to be sent before that. */
const ANSWER_MILLISECONDS = { GET: 10_000, DELETE: 10_000, PUT: 60_000 };

interface Ask {
  method: "GET" | "PUT" | "DELETE";
  /** Empty for the bucket itself. */
  key: string;
  query?: Record<string, string>;
  file?: { path: string; size: number; sha256: string };
}

/** Files in a bucket of a store that speaks S3, addressed by path. What is put appears whole or not at all. */
export function openS3Store(address: S3Address): FileStore {
  const { origin, bucket, prefix } = address;
  return {
    kind: "s3",
    where: `s3://${new URL(origin).host}/${bucket}/${prefix}`,
    async put(id, path, { size, sha256 }) {
      await discard(await ask(address, { method: "PUT", key: prefix + id, file: { path, size, sha256 } }));
    },
    async open(id) {
      const answer = await ask(address, { method: "GET", key: prefix + id });
      if (answer.status !== 404 && answer.body) return Readable.fromWeb(answer.body as ReadableStream);
      await discard(answer);
      return null;
    },
    async remove(id) {
      await discard(await ask(address, { method: "DELETE", key: prefix + id }));
    },
    async *list() {
      let from: string | undefined;
      do {
        const query = { "list-type": "2", prefix, ...(from ? { "continuation-token": from } : {}) };
        const page = await (await ask(address, { method: "GET", key: "", query })).text();
        for (const [, entry = ""] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs))
          yield { id: textOf(entry, "Key").slice(prefix.length), since: new Date(textOf(entry, "LastModified")) };
        from = textOf(page, "NextContinuationToken");
      } while (from);
    },
  };
}

/**
 * Asks, and asks again where that may help. Resolves with a success, or with 404 for what is not there.
 * @throws 503 `files_unavailable`
 */
async function ask(address: S3Address, wanted: Ask): Promise<Response> {
  let found = "no answer";
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (attempt > 1) await wait(PAUSE_MILLISECONDS * 4 ** (attempt - 2));
    const answer = await send(address, wanted).catch((error: unknown) => {
      found = reasonOf(error);
      return null;
    });
    if (!answer) continue;
    const isAbsent = answer.status === 404 && wanted.key !== "" && wanted.method !== "PUT";
    if (answer.ok || isAbsent) return answer;
    found = `${answer.status} ${textOf(await answer.text(), "Code")}`.trim();
    if (answer.status < 500 && answer.status !== 429) break;
  }
  throw problem("files_unavailable", { method: wanted.method, found });
}

async function send(address: S3Address, { method, key, query, file }: Ask): Promise<Response> {
  const { origin, bucket, region, accessKeyId, secretAccessKey } = address;
  const url = `${origin}/${bucket}${key && `/${key}`}?${new URLSearchParams(query)}`.replace(/\?$/, "");
  const signed = await new AwsV4Signer({
    ...{ method, url, region, accessKeyId, secretAccessKey, service: "s3" },
    headers: {
      "x-amz-content-sha256": file?.sha256 ?? NOTHING,
      ...(file ? { "content-length": String(file.size), "content-type": "application/octet-stream" } : {}),
    },
  }).sign();
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error("no answer in time")), ANSWER_MILLISECONDS[method]);
  try {
    return await fetch(signed.url, {
      ...{ method, headers: signed.headers, signal: late.signal, redirect: "error" },
      ...(file ? sending(file.path) : {}),
    });
  } finally {
    clearTimeout(timer);
  }
}

/** `duplex` is what fetch asks for with a stream, and its type does not know. */
function sending(path: string): RequestInit {
  return { body: Readable.toWeb(createReadStream(path)), duplex: "half" } as unknown as RequestInit;
}

/** What is not read would keep its connection. */
async function discard(answer: Response): Promise<void> {
  await answer.body?.cancel();
}

/** Why nothing came: fetch says only that it failed, and why in its cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return "no answer";
  return "code" in cause ? String(cause.code) : cause.message;
}

/** The text of the first element with this name: what these answers hold is flat and known. */
function textOf(xml: string, element: string): string {
  const text = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1] ?? "";
  const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return text.replaceAll(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? "");
}
