import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";

/** Slow senders must not hold a connection for ever: headers and body have to be here within this time. */
export const REQUEST_MILLISECONDS = 120_000;

const unhurried = new WeakSet<Socket>();

/** Takes a connection out of the limit: for a file that takes its time, whose reader watches that it keeps coming. */
export function allowSlowBody(socket: Socket): void {
  unhurried.add(socket);
}

const STATUS: Record<string, number> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/** Answers what never became a request: too slow, headers too large, not HTTP. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT" && unhurried.has(socket)) return;
  const status = STATUS[error.code ?? ""] ?? 400;
  if (socket.writable)
    socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  socket.destroy(error);
}
