import { command, portOf } from "./command.ts";
import { firstSignal, untilAborted } from "./signals.ts";

export const demo = command({
  description:
    "Start a demo: an invented retailer and an invented bank with 18 months of customers, events and feedback.",
  args: {
    data: { type: "string", valueHint: "DIR", description: "Data folder; throughline-demo when absent" },
    port: { type: "string", valueHint: "N", description: "Port; 3400 when absent, 0 for any free one" },
    json: { type: "boolean", description: "Print one line of JSON when it answers" },
  },
  examples: ["demo", "demo --port 8080", "demo --data /tmp/demo --json"],
  async run({ data, port, json }) {
    const signal = firstSignal();
    const [{ serve }, { readConfig }, { demoManager, demoOwner, loadDemo }, { showProgress }] = await Promise.all([
      import("../server/main.ts"),
      import("../server/config.ts"),
      import("../demo/demo.ts"),
      import("./progress.ts"),
    ]);
    const config = readConfig({ data: data ?? "throughline-demo", port: portOf(port), quiet: true });
    const progress = await showProgress("events");
    let stage = "";
    const load = (running: Parameters<typeof loadDemo>[0]) =>
      loadDemo(running, {
        signal,
        onProgress(next, messages) {
          if (next !== stage) progress.stage(STAGES[next]);
          stage = next;
          if (messages > 0) progress.at(messages, null);
        },
      })
        .then(() => undefined)
        .finally(() => progress.stop());
    const serving = await serve(config, load).catch((error: unknown) => {
      if (signal.aborted) return null;
      throw error;
    });
    if (!serving) return;
    const { email, password } = demoOwner;
    if (!signal.aborted) {
      if (json) console.info(JSON.stringify({ ready: true, url: serving.url, email, password }));
      else
        console.info(
          `\nThe demo runs at  ${serving.url}\nE-mail            ${email}\nPassword          ${password}\n` +
            `Regional manager  ${demoManager.email}, who sees the North only\n`,
        );
      console.error(`Stop it with Ctrl-C. It lives in ${config.data}; delete that folder to begin anew.`);
    }
    await untilAborted(signal);
    await serving.stop();
  },
});

const STAGES = {
  retailer: "Brackenfold, a retailer",
  bank: "Merrivane Bank",
  contacts: "Who is who",
} as const;
