/** Where files lie in a store that speaks S3, and what opens it. */
export interface S3Address {
  /** Scheme, host and port. */
  origin: string;
  bucket: string;
  /** What every key begins with: empty, or ends in a slash. */
  prefix: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/**
 * Reads `s3://KEY:SECRET@HOST[:PORT]/BUCKET[/PREFIX][?region=REGION]`; with `s3+http://` without TLS, for a store beside the
 * program. Null when it is not one.
 */
export function readS3Address(text: string): S3Address | null {
  const scheme = { "s3:": "https", "s3+http:": "http" }[/^[a-z0-9+]+:/.exec(text)?.[0] ?? ""];
  const address = scheme && `${scheme}${text.slice(text.indexOf(":"))}`;
  if (!address || !URL.canParse(address)) return null;
  const url = new URL(address);
  const [, bucket = "", prefix = ""] =
    /^\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w./-]*))?$/.exec(url.pathname) ?? [];
  const region = url.searchParams.get("region") ?? "us-east-1";
  const accessKeyId = decodeURIComponent(url.username);
  const secretAccessKey = decodeURIComponent(url.password);
  if (!bucket || !accessKeyId || !secretAccessKey || !/^[a-z0-9-]{1,40}$/.test(region)) return null;
  const folder = prefix.replace(/\/+$/, "");
  return { origin: url.origin, bucket, prefix: folder && `${folder}/`, region, accessKeyId, secretAccessKey };
}
