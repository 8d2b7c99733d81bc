import { type Logger, pino, stdSerializers } from "pino";

export type Log = Logger;

/** Structured logs on stderr; stdout belongs to what a command answers. Secrets never get through. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      serializers: { err: (error: unknown) => stdSerializers.err(withoutValues(error) as Error) },
      redact: {
        paths: [
          "req.headers.authorization",
          "req.headers.cookie",
          'res.headers["set-cookie"]',
          "*.password",
          "*.secret",
          "*.writeKey",
          "*.token",
        ],
        censor: "[redacted]",
      },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}

/** A failed statement tells its values in message, stack and fields: names, addresses, whole contacts. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const cause = withoutValues(error.cause);
  const query = "query" in error && "params" in error ? String(error.query).slice(0, 500) : null;
  if (query === null && cause === error.cause) return error;
  const message = query === null ? error.message : `Failed query: ${query}`;
  const clean = new Error(message, { cause });
  clean.name = error.name;
  if (error.stack) clean.stack = error.stack.replace(error.message, () => message);
  return clean;
}
