import { command, portOf } from "./command.ts";
import { firstSignal, untilAborted } from "./signals.ts";

export const serve = command({
  description: "Start the program and answer until it is told to stop (SIGTERM or Ctrl-C).",
  args: {
    data: { type: "string", valueHint: "DIR", description: "Data folder; throughline-data when absent" },
    port: { type: "string", valueHint: "N", description: "Port; 3400 when absent, 0 for any free one" },
    host: { type: "string", valueHint: "HOST", description: "Address to listen on; 127.0.0.1 when absent" },
    json: { type: "boolean", description: "Print one line of JSON when it answers" },
  },
  examples: [
    "serve",
    "serve --data /var/lib/throughline --port 8080",
    'serve --data DIR --port 0 --json        # {"ready":true,"url":"http://127.0.0.1:41234"}',
  ],
  async run({ data, port, host, json }) {
    // Listening before anything else is loaded, so that a stop while starting is clean too.
    const signal = firstSignal();
    const overrides = { data, port: portOf(port), host };
    const [{ serve: start }, { readConfig }] = await Promise.all([
      import("../server/main.ts"),
      import("../server/config.ts"),
    ]);
    const serving = await start(readConfig(overrides));
    if (!signal.aborted) {
      if (json) console.info(JSON.stringify({ ready: true, url: serving.url }));
      else console.info(`Throughline answers at ${serving.url}`);
    }
    await untilAborted(signal);
    serving.running.log.info({ signal: signal.reason }, "stopping");
    await serving.stop();
  },
});
