import { command } from "./command.ts";
import { openRecords, targetArgs } from "./target.ts";

export const resetAccount = command({
  description:
    "Let somebody in again who cannot sign in: make a link that sets a new password, or take away a second factor that was lost.",
  args: {
    email: { type: "positional", required: true, description: "The address they sign in with" },
    "second-factor": {
      type: "boolean",
      description: "Remove the second factor and end every session, instead of making a link",
    },
    data: targetArgs.data,
    json: { type: "boolean", description: "Print JSON" },
  },
  examples: [
    "account reset ann@example.org --data DIR",
    "account reset ann@example.org --second-factor --data DIR",
    "DATABASE_URL=postgres://… CLICKHOUSE_URL=http://… throughline account reset ann@example.org    # on servers",
  ],
  run: async ({ email, "second-factor": isFactor = false, data, json }) => {
    const { makePasswordLink, resetSecondFactor } = await import("../server/access/access.ts");
    const running = await openRecords(data);
    try {
      if (isFactor) {
        await resetSecondFactor(running, running.access, email);
        if (json) return console.info(JSON.stringify({ email, done: "second_factor_reset" }));
        console.info(
          `The second factor of ${email} is removed, and every session has ended. The password lets them in, and they can set up another.`,
        );
        return;
      }
      const { token, expiresAt } = await makePasswordLink(running, running.access, email);
      const { host, port, publicUrl = `http://${host}:${port}` } = running.config;
      const link = new URL(`/reset-password/${token}`, publicUrl).href;
      if (json)
        return console.info(
          JSON.stringify({ email, done: "password_link_made", link, expiresAt: expiresAt.toISOString() }),
        );
      console.info(`${link}\n`);
      console.info(
        `Hand this link to ${email}: it sets a new password, once, until ${expiresAt.toISOString()}, and ends every session then. A second factor stays.`,
      );
      if (running.config.publicUrl === undefined)
        console.info("PUBLIC_URL is not set: put the address that people use in front of /reset-password.");
    } finally {
      await running.close();
    }
  },
});
