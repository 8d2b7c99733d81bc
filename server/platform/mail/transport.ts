import type { SendMailOptions } from "nodemailer";
import type { Outcome } from "./outcome.ts";

/** Where messages go. */
export interface Transport {
  kind: "smtp" | "folder";
  /** Host and port, where there is a server. */
  server: string | null;
  /** Messages it takes at the same time. */
  connections: number;
  /** Tries once. Never rejects. */
  send(id: string, mail: SendMailOptions, signal: AbortSignal): Promise<Outcome>;
  close(): void;
}
