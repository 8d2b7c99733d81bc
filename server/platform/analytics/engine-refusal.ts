import { problem } from "../http/problem.ts";

/** What the caller can do about a refusal of the engine; anything else stays an internal error. */
export function engineRefusal(error: unknown, seconds: number): unknown {
  const code = String((error as { code?: unknown } | null)?.code ?? "");
  if (code === "241") return problem("query_too_large");
  // 167 and 168: what it is parsed into is too deep, or has too many parts.
  if (["167", "168"].includes(code) || (code === "62" && String(error).includes("Max query size exceeded")))
    return problem("query_too_long");
  if (code === "159" || code === "160") return problem("query_too_slow", { seconds });
  return error;
}
