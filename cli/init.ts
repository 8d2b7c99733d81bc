import { command, UsageError } from "./command.ts";

export const init = command({
  description: "Prepare a data folder without a browser: owner, workspace, an API key with all rights and a write key.",
  args: {
    data: { type: "string", valueHint: "DIR", description: "Data folder; throughline-data when absent" },
    email: { type: "string", required: true, valueHint: "EMAIL", description: "The owner's address, to sign in with" },
    password: {
      type: "string",
      required: true,
      valueHint: "PASSWORD",
      description: "The owner's password; - reads it from standard input",
    },
    workspace: { type: "string", required: true, valueHint: "NAME", description: "Name of the first workspace" },
    name: { type: "string", valueHint: "NAME", description: "The owner's name; taken from the address when absent" },
    timezone: { type: "string", valueHint: "ZONE", description: "IANA time zone of the workspace; UTC when absent" },
    json: { type: "boolean", description: "Print one JSON object with workspace, apiKey and writeKey" },
  },
  examples: [
    "init --data DIR --email you@example.com --password 'a long one' --workspace Shop --json",
    "init --data DIR --email you@example.com --password - --workspace Shop --timezone Europe/Berlin < password.txt",
  ],
  async run({ json, ...args }) {
    const made = await initialise(args);
    if (json) return console.info(JSON.stringify(made));
    console.info(`Workspace  ${made.workspace}\nAPI key    ${made.apiKey}\nWrite key  ${made.writeKey}`);
    console.info("The keys are shown once. Start with: throughline serve");
  },
});

export interface InitOptions {
  data?: string | undefined;
  email: string;
  password: string;
  workspace: string;
  name?: string | undefined;
  timezone?: string | undefined;
}

/** The ids and keys of a fresh system. `apiKey` holds every right of its owner, `writeKey` may send events. */
export interface Initialised {
  workspace: string;
  apiKey: string;
  writeKey: string;
}

/** @throws UsageError for values that cannot be used, Error on a folder that has its owner already */
export async function initialise(options: InitOptions): Promise<Initialised> {
  const [{ openSystem }, { readConfig }, { createKey, setUpOwner }, { api }] = await Promise.all([
    import("../server/open-system.ts"),
    import("../server/config.ts"),
    import("../server/access/access.ts"),
    import("../contracts/api.ts"),
  ]);
  const { email, workspace, timezone } = options;
  const password = options.password === "-" ? await firstLine() : options.password;
  const name = options.name ?? email.split("@")[0];
  const owner = api.completeSetup.body.safeParse({ name, email, password, workspace, timezone });
  if (!owner.success) {
    const problems = owner.error.issues.map(({ path, message }) => `  --${path.join(".")}: ${message}`);
    throw new UsageError(`The owner cannot be created.\n${problems.join("\n")}`);
  }
  const config = readConfig({ data: options.data, quiet: true });
  const running = await openSystem(config);
  try {
    const { workspaceId } = await setUpOwner(
      { ...running, trail: running.access.audit.ofSystem("") },
      owner.data,
    ).catch((error: unknown) => {
      if ((error as { code?: unknown }).code !== "already_set_up") throw error;
      throw new Error(
        `${config.databaseUrl ? "This system" : `The data folder ${config.data}`} is initialised already; nothing was changed.\n` +
          "Make further keys with throughline key create, or choose another folder with --data DIR.",
      );
    });
    const context = await running.access.systemContext(workspaceId);
    const apiKey = await createKey(context, { name: "From throughline init", kind: "api" });
    const writeKey = await createKey(context, { name: "From throughline init (write)", kind: "write" });
    return { workspace: workspaceId, apiKey: apiKey.secret, writeKey: writeKey.secret };
  } finally {
    await running.close();
  }
}

async function firstLine(): Promise<string> {
  const { text } = await import("node:stream/consumers");
  return (await text(process.stdin)).split(/\r?\n/)[0] ?? "";
}
