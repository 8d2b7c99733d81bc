import type { AddressInfo } from "node:net";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { openSystem, type RunningSystem } from "./open-system.ts";

export interface Serving {
  url: string;
  running: RunningSystem;
  /** Stops taking requests, finishes what was taken, closes both stores. */
  stop(): Promise<void>;
}

/** Starts the whole program on a port; resolves when it answers. `prepare` works on the open system before that. */
export async function serve(config: Config, prepare?: (running: RunningSystem) => Promise<void>): Promise<Serving> {
  const running = await openSystem(config);
  try {
    running.telemetry.watchProcess();
    await prepare?.(running);
    const app = await createApp(running);
    await app.listen({ host: config.host, port: config.port });
    const { port } = app.server.address() as AddressInfo;
    const host = config.host.includes(":") ? `[${config.host}]` : config.host;
    running.publicUrl = config.publicUrl ?? `http://${host}:${port}`;
    let stopping: Promise<void> | undefined;
    const stop = () => {
      stopping ??= app.close().finally(() => running.close());
      return stopping;
    };
    return { url: `http://${host}:${port}`, running, stop };
  } catch (error) {
    await running.close();
    throw error;
  }
}
