import { type Logger, pino } from "pino";

export type Log = Logger;

/** Structured logs on stderr; stdout belongs to what a command answers. Secrets never get through. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
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
