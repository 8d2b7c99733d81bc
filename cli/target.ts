import type { LightMyRequestResponse } from "fastify";
import { type Client, createClient } from "../contracts/client.ts";
import { UsageError } from "./command.ts";

/** Where a command works: a server over HTTP, or a data folder opened in this process and entered by the same API. */
export interface Target {
  request: Client;
  /** For bodies and answers that are files. `path` begins with a slash; the caller's right to enter is added. */
  send(
    path: string,
    init: { method: string; body?: ReadableStream; headers?: Record<string, string> },
  ): Promise<Response>;
  close(): Promise<void>;
}

export const targetArgs = {
  data: { type: "string", valueHint: "DIR", description: "Data folder to open (no server may be running on it)" },
  url: { type: "string", valueHint: "URL", description: "Address of a running server, instead of --data" },
  key: { type: "string", valueHint: "KEY", description: "API key for that server" },
  workspace: {
    type: "string",
    valueHint: "ID",
    description: "Id or name of the workspace with --data; the first when absent",
  },
} as const;

interface TargetArgs {
  data?: string | undefined;
  url?: string | undefined;
  key?: string | undefined;
  workspace?: string | undefined;
}

/** Opens what `--data`, or `--url` and `--key`, name. @throws UsageError when they do not go together */
export async function openTarget({ data, url, key, workspace }: TargetArgs): Promise<Target> {
  if (url === undefined) {
    if (key !== undefined) throw new UsageError("--key goes with --url; a data folder is opened without a key.");
    return openFolder(data, workspace);
  }
  if (data !== undefined) throw new UsageError("Give --data or --url, not both.");
  if (workspace !== undefined) throw new UsageError("A key belongs to one workspace; leave --workspace out.");
  if (key === undefined) throw new UsageError("--url needs --key KEY.");
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new UsageError(`--url takes http(s)://host:port, not ${url}.`);
  const baseUrl = url.replace(/\/+$/, "");
  const headers = { authorization: `Bearer ${key}` };
  return {
    request: createClient({ baseUrl, headers: () => headers }),
    send: (path, init) => fetch(baseUrl + path, withStream({ ...init, headers: { ...init.headers, ...headers } })),
    close: async () => undefined,
  };
}

/** Does some work where `--data`, or `--url` and `--key`, say. */
export async function within(where: TargetArgs, work: (target: Target) => Promise<void>): Promise<void> {
  const target = await openTarget(where);
  try {
    await work(target);
  } finally {
    await target.close();
  }
}

/** `duplex` is what fetch asks for with a stream, and its type does not know. */
function withStream(init: RequestInit): RequestInit {
  return init.body ? ({ ...init, duplex: "half" } as RequestInit) : init;
}

/** The system of a data folder or of the servers that the environment names, for what no key may do. */
export async function openRecords(data: string | undefined): Promise<Running> {
  const [{ openSystem }, { readConfig }] = await Promise.all([
    import("../server/open-system.ts"),
    import("../server/config.ts"),
  ]);
  const config = readConfig({ data, quiet: true });
  if (config.databaseUrl === undefined) await requireData(config.data);
  return openSystem(config);
}

async function openFolder(data: string | undefined, workspace: string | undefined): Promise<Target> {
  const [{ openSystem }, { createApp }, { readConfig }] = await Promise.all([
    import("../server/open-system.ts"),
    import("../server/app.ts"),
    import("../server/config.ts"),
  ]);
  const config = readConfig({ data, quiet: true });
  await requireData(config.data);
  const running = await openSystem(config).catch(explainHeld);
  try {
    const context = await running.access.systemContext(await findWorkspace(running, workspace));
    // Who can open the folder could read it anyway: there is nobody to keep out.
    const gate = { ...running.access.gate, context: async () => context };
    const app = await createApp(Object.assign(running, { access: { ...running.access, gate } }));
    await app.ready();
    const enter = async (path: string, init: RequestInit) =>
      toResponse(
        await app.inject({
          method: (init.method ?? "GET") as "GET",
          url: path,
          headers: init.headers as Record<string, string>,
          payloadAsStream: true,
          ...(init.body ? { payload: await payloadOf(init.body) } : {}),
        }),
      );
    return {
      request: createClient({ baseUrl: "", fetch: (input, init = {}) => enter(String(input), init) }),
      send: enter,
      close: async () => {
        await app.close();
        await running.close();
      },
    };
  } catch (error) {
    await running.close();
    throw error;
  }
}

async function payloadOf(body: BodyInit) {
  if (typeof body === "string") return body;
  const { Readable } = await import("node:stream");
  return Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
}

async function toResponse(answer: LightMyRequestResponse): Promise<Response> {
  const { Readable } = await import("node:stream");
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers))
    for (const each of [value ?? []].flat()) headers.append(name, String(each));
  const body = answer.statusCode === 204 ? null : (Readable.toWeb(answer.stream()) as ReadableStream);
  return new Response(body, { status: answer.statusCode, headers });
}

async function requireData(folder: string): Promise<void> {
  const { existsSync } = await import("node:fs");
  if (!existsSync(folder))
    throw new Error(`There is no data folder ${folder}. Name one with --data DIR, or make one with throughline init.`);
}

/** The folder's lock names who holds it; a person with a key can ask that server instead. */
function explainHeld(error: unknown): never {
  if (error instanceof Error && / is in use by process /.test(error.message))
    throw new Error(`${error.message}\nOr ask the server that holds it: --url URL --key KEY.`, { cause: error });
  throw error;
}

type Running = Awaited<ReturnType<typeof import("../server/open-system.ts").openSystem>>;

async function findWorkspace(running: Running, wanted: string | undefined): Promise<string> {
  const { listWorkspaceIds } = await import("../server/access/access.ts");
  const all = await Promise.all((await listWorkspaceIds(running)).map((id) => running.access.systemContext(id)));
  const names = all.map(({ workspace }) => workspace);
  const matching = wanted === undefined ? names : names.filter(({ id, name }) => id === wanted || name === wanted);
  const [found, second] = matching;
  if (!found && names.length === 0)
    throw new Error("This data folder has no workspace yet. Set it up in the browser, or with throughline init.");
  if (!found)
    throw new Error(
      `There is no workspace ${wanted}. There are: ${names.map(({ id, name }) => `${name} (${id})`).join(", ")}.`,
    );
  if (wanted !== undefined && second)
    throw new Error(
      `Several workspaces are called ${wanted}. Name one by its id: ${matching.map(({ id }) => id).join(", ")}.`,
    );
  return found.id;
}
