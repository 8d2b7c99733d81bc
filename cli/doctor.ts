import { command, portOf } from "./command.ts";

export const doctor = command({
  description: "Check the machine, the data folder and the stores, and say how to mend what is wrong.",
  args: {
    data: { type: "string", valueHint: "DIR", description: "Data folder; throughline-data when absent" },
    port: { type: "string", valueHint: "N", description: "Port the program shall use; 3400 when absent" },
    json: { type: "boolean", description: "Print the checks as JSON" },
  },
  examples: ["doctor", "doctor --data DIR --json"],
  async run({ data, port, json }) {
    const { examine } = await import("./examine.ts");
    const checks = await examine({ data, port: portOf(port) });
    const failed = checks.filter(({ state }) => state === "failed").length;
    if (json) console.info(JSON.stringify({ ok: failed === 0, checks }));
    else
      for (const { name, state, found, mend } of checks)
        console.info(`${MARKS[state]} ${name}: ${found}${mend ? `\n     ${mend}` : ""}`);
    if (failed > 0) throw new Error(`${failed} of ${checks.length} checks failed.`);
  },
});

const MARKS = { ok: "ok  ", warning: "note", failed: "FAIL" } as const;
