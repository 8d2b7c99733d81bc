import { Agent, request } from "node:http";

export interface Load {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  refused: number;
}

/**
 * Sends bodies over kept-alive connections, each connection one request after the other, until the bodies or the seconds
 * run out. A request counts when it was answered 200; a 503 is sent again after a pause.
 */
export async function send(
  url: string,
  key: string,
  options: { connections: number; seconds: number; body: (n: number) => string | null; eventsPerBody: number },
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  const authorization = `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
  const times: number[] = [];
  let next = 0;
  let refused = 0;
  const began = performance.now();
  const end = began + options.seconds * 1000;
  await Promise.all(
    Array.from({ length: options.connections }, async () => {
      while (performance.now() < end) {
        const body = options.body(next);
        next += 1;
        if (body === null) return;
        const sent = performance.now();
        while ((await post(agent, url, authorization, body)) !== 200) {
          refused += 1;
          await new Promise((done) => setTimeout(done, 50));
        }
        times.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const quantileAt = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    perSecond: (times.length * options.eventsPerBody) / seconds,
    p50: quantileAt(0.5),
    p99: quantileAt(0.99),
    refused,
  };
}

function post(agent: Agent, url: string, authorization: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        agent,
        method: "POST",
        headers: { authorization, "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      },
      (answer) => {
        answer.resume();
        answer.once("end", () => resolve(answer.statusCode ?? 0));
      },
    );
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}
