import type { ImportItem, Mapping } from "../contracts/collect/imports.ts";
import { command, UsageError } from "./command.ts";
import { openTarget, type Target, targetArgs } from "./target.ts";

export const importFile = command({
  description:
    "Bring in a file of events or feedback: CSV, JSONL, JSON or XES, plain or gzip, or Excel. Again is harmless.",
  args: {
    file: { type: "positional", required: true, description: "The file" },
    mapping: {
      type: "string",
      valueHint: "FILE",
      description: "JSON with the meaning of the columns; as recognised when absent",
    },
    source: {
      type: "string",
      valueHint: "NAME",
      description: "Where the rows come from; the mapping's, or the file's name without its extension, when absent",
    },
    sheet: { type: "string", valueHint: "NAME", description: "Sheet of a workbook; the first when absent" },
    "dry-run": { type: "boolean", description: "Read and check every row and bring nothing in" },
    preview: { type: "boolean", description: "Only show how the file is recognised and the mapping it suggests" },
    rejects: {
      type: "string",
      valueHint: "FILE",
      description: "Where to write rejected rows, as CSV with line and reason",
    },
    ...targetArgs,
    json: { type: "boolean", description: "Print the import as JSON" },
  },
  examples: [
    "import receipt.csv --data DIR --preview > mapping.json",
    "import receipt.csv --data DIR --mapping mapping.json --dry-run",
    "import answers-july.csv --data DIR --mapping mapping.json --source 'Store survey'",
    "import receipt.csv --url http://127.0.0.1:3400 --key KEY --mapping mapping.json --rejects rejects.csv",
  ],
  async run({ file, mapping, source, sheet, "dry-run": dryRun = false, preview, rejects, json, ...where }) {
    const chosen = mapping === undefined ? undefined : await readMapping(mapping);
    const { stat } = await import("node:fs/promises");
    await stat(file);
    const target = await openTarget(where);
    try {
      const uploaded = await atSheet(target, await upload(target, file), sheet ?? chosen?.layout?.sheet);
      if (preview) {
        await target.request("DELETE /api/v1/imports/:id", { params: { id: uploaded.id } });
        return printRecognised(uploaded, json ?? false);
      }
      const meaning = {
        ...(chosen ?? suggested(uploaded)),
        ...(source === undefined ? {} : { source }),
        ...(sheet === undefined ? {} : { layout: { ...chosen?.layout, sheet } }),
      };
      const finished = await run(target, uploaded, meaning, dryRun);
      if (rejects !== undefined && finished.progress.rejectsListed > 0) await saveRejects(target, finished.id, rejects);
      print(finished, rejects, json ?? false);
      if (finished.failure) throw new Error(finished.failure.detail);
      if (finished.status !== "done" && finished.status !== "checked")
        throw new Error(`The import is ${finished.status}.`);
    } finally {
      await target.close();
    }
  },
});

const POLL_MS = 300;

async function upload(target: Target, file: string): Promise<ImportItem> {
  const [{ createReadStream }, { basename }, { Readable }] = await Promise.all([
    import("node:fs"),
    import("node:path"),
    import("node:stream"),
  ]);
  const response = await target.send(`/api/v1/imports?name=${encodeURIComponent(basename(file))}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: Readable.toWeb(createReadStream(file)) as ReadableStream,
  });
  const answer = (await response.json()) as ImportItem & { detail?: string };
  if (!response.ok) throw new Error(answer.detail ?? `The server answered ${response.status}.`);
  return answer;
}

/** The file as it is recognised at another of its sheets. */
async function atSheet(target: Target, item: ImportItem, sheet: string | undefined): Promise<ImportItem> {
  if (sheet === undefined) return item;
  const { recognised } = await target.request("POST /api/v1/imports/:id/preview", {
    params: { id: item.id },
    body: { layout: { sheet } },
  });
  return { ...item, recognised };
}

function suggested({ name, recognised: { suggestion } }: ImportItem): Mapping {
  const { time, event, feedback } = suggestion;
  if (!time || !(event || feedback))
    throw new Error(
      `${time ? "What happened" : "When it happened"} cannot be told from the columns of ${name}.\n` +
        "Write a mapping (throughline import FILE --preview prints what is recognised) and name it with --mapping.",
    );
  return { ...suggestion, time };
}

/** Starts the import and watches it to its end; Ctrl-C leaves it to the server, or for the next time. */
async function run(target: Target, { id, size }: ImportItem, mapping: Mapping, dryRun: boolean): Promise<ImportItem> {
  const { showProgress } = await import("./progress.ts");
  const params = { id };
  let item = await target.request("POST /api/v1/imports/:id/start", { params, body: { mapping, dryRun } });
  const progress = await showProgress("KB");
  progress.stage(dryRun ? "Checking" : "Importing");
  try {
    while (["queued", "running", "cancelling"].includes(item.status)) {
      progress.at(Math.floor(item.progress.bytes / 1000), Math.ceil(size / 1000));
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      item = await target.request("GET /api/v1/imports/:id", { params });
    }
  } finally {
    progress.stop();
  }
  return item;
}

async function saveRejects(target: Target, id: string, file: string): Promise<void> {
  const { writeFile } = await import("node:fs/promises");
  const response = await target.send(`/api/v1/imports/${id}/rejects`, { method: "GET" });
  if (!response.ok || !response.body) throw new Error(`The rejected rows cannot be read (${response.status}).`);
  await writeFile(file, response.body as unknown as AsyncIterable<Uint8Array>);
}

function print(item: ImportItem, rejects: string | undefined, json: boolean): void {
  if (json) {
    console.info(JSON.stringify(item));
    return;
  }
  const { rows, accepted, rejected, cellsLost } = item.progress;
  const verb = item.dryRun ? "would be in" : "are in";
  console.info(`${rows} rows read, ${accepted} ${verb}, ${rejected} rejected.`);
  if (cellsLost > 0)
    console.info(`${cellsLost} cells held no value of their type, or too long a text: left empty, or cut.`);
  if (rejected > 0) console.info(rejects ? `Why, is in ${rejects}.` : "Name a file with --rejects to see why.");
}

function printRecognised({ recognised }: ImportItem, json: boolean): void {
  if (json) {
    console.info(JSON.stringify(recognised));
    return;
  }
  const { format, encoding, sheets, sheet, recipe, delimiter, skipLines, compression, columns, suggestion } =
    recognised;
  console.error(
    [
      format,
      recipe && `export of ${recipe}`,
      compression,
      encoding,
      sheet !== null && `sheet ${sheet} (of ${sheets.join(", ")})`,
      delimiter && `delimiter ${JSON.stringify(delimiter)}`,
      skipLines > 0 && `${skipLines} lines above the table`,
    ]
      .filter(Boolean)
      .join(", "),
  );
  for (const { name, type, timeFormats, ambiguous, examples } of columns) {
    const readings = timeFormats.length > 0 ? timeFormats : ambiguous ? ["number", "number-comma"] : [];
    const which = readings.length > 0 ? ` (${readings.join(" or ")}${ambiguous ? ": tell which" : ""})` : "";
    console.error(`  ${name}: ${type}${which}, such as ${examples.slice(0, 3).join(", ")}`);
  }
  console.info(JSON.stringify(suggestion, null, 2));
}

async function readMapping(file: string): Promise<Mapping> {
  const { readFile } = await import("node:fs/promises");
  try {
    // The server checks it against the contract and names what does not fit.
    return JSON.parse(await readFile(file, "utf8")) as Mapping;
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${file} is not JSON: ${error.message}`);
    throw error;
  }
}
