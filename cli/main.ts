import { stripVTControlCharacters } from "node:util";
import type { Command } from "./command.ts";
import { exitCodes, explainFailure } from "./failure.ts";

/** Every command, loaded when it is asked for: `--help` and a query to a server must not load the server. */
const commands: Record<string, { summary: string; load: () => Promise<Command> }> = {
  demo: {
    summary: "Start a populated demo and print how to sign in",
    load: async () => (await import("./demo.ts")).demo,
  },
  serve: { summary: "Start the program", load: async () => (await import("./serve.ts")).serve },
  init: { summary: "Prepare a data folder without a browser", load: async () => (await import("./init.ts")).init },
  import: {
    summary: "Bring in a CSV, JSONL, JSON, XES or Excel file",
    load: async () => (await import("./import.ts")).importFile,
  },
  "import take-back": {
    summary: "Take an import back",
    load: async () => (await import("./take-back.ts")).takeBackImport,
  },
  query: { summary: "Ask a query and print the numbers", load: async () => (await import("./query.ts")).query },
  "key create": { summary: "Create a key", load: async () => (await import("./key.ts")).createKey },
  "key list": { summary: "List the keys of a workspace", load: async () => (await import("./key.ts")).listKeys },
  "key revoke": { summary: "Revoke a key", load: async () => (await import("./key.ts")).revokeKey },
  "unit list": {
    summary: "List the units of the organisation",
    load: async () => (await import("./unit.ts")).listUnits,
  },
  "unit import": {
    summary: "Draw the units of a file",
    load: async () => (await import("./unit.ts")).importUnits,
  },
  "question list": {
    summary: "List the library of questions",
    load: async () => (await import("./question.ts")).listQuestions,
  },
  "question show": {
    summary: "Show one question of the library",
    load: async () => (await import("./question.ts")).showQuestion,
  },
  "question create": {
    summary: "Add a question to the library",
    load: async () => (await import("./question.ts")).createQuestion,
  },
  "question import": {
    summary: "Add the questions of a file to the library",
    load: async () => (await import("./question.ts")).importQuestions,
  },
  "rate list": {
    summary: "List the rates that amounts are converted with",
    load: async () => (await import("./rate.ts")).listRates,
  },
  "rate import": {
    summary: "Add the rates of a CSV file",
    load: async () => (await import("./rate.ts")).importRates,
  },
  "segment list": {
    summary: "List the segments of a workspace",
    load: async () => (await import("./segment.ts")).listSegments,
  },
  "segment show": { summary: "Show one segment", load: async () => (await import("./segment.ts")).showSegment },
  "segment size": {
    summary: "Count the people in a segment",
    load: async () => (await import("./segment.ts")).sizeOfSegment,
  },
  "segment members": {
    summary: "List the people in a segment",
    load: async () => (await import("./segment.ts")).membersOfSegment,
  },
  "annotation add": {
    summary: "Annotate what happened, for charts to show",
    load: async () => (await import("./annotation.ts")).addAnnotation,
  },
  "annotation list": {
    summary: "List the annotations of a workspace",
    load: async () => (await import("./annotation.ts")).listAnnotations,
  },
  "annotation remove": {
    summary: "Delete an annotation",
    load: async () => (await import("./annotation.ts")).removeAnnotation,
  },
  "contact data": {
    summary: "Say what is kept of a contact",
    load: async () => (await import("./contact.ts")).showContactData,
  },
  "contact export": {
    summary: "Save everything that is kept of a contact",
    load: async () => (await import("./contact.ts")).exportContact,
  },
  "contact erase": {
    summary: "Erase a contact",
    load: async () => (await import("./contact.ts")).eraseContact,
  },
  "contact anonymise": {
    summary: "Make a contact anonymous",
    load: async () => (await import("./contact.ts")).anonymiseContact,
  },
  "contact restrict": {
    summary: "Keep a contact's data and use it for nothing",
    load: async () => (await import("./contact.ts")).restrictContact,
  },
  "contact erasures": {
    summary: "List requests to erase and receipts",
    load: async () => (await import("./contact.ts")).listErasures,
  },
  "contact link": {
    summary: "Make a link for a customer to see their data",
    load: async () => (await import("./contact.ts")).linkContact,
  },
  "contact links": {
    summary: "List a customer's links",
    load: async () => (await import("./contact.ts")).listContactLinks,
  },
  "contact unlink": {
    summary: "Revoke a customer's link",
    load: async () => (await import("./contact.ts")).unlinkContact,
  },
  "contact cancel": {
    summary: "Cancel a request to erase",
    load: async () => (await import("./contact.ts")).cancelErasure,
  },
  "storage list": {
    summary: "Say how long data is kept",
    load: async () => (await import("./storage.ts")).listPeriods,
  },
  "storage set": {
    summary: "Keep a kind of data for so many days",
    load: async () => (await import("./storage.ts")).setPeriod,
  },
  "account reset": {
    summary: "Let somebody in again who cannot sign in",
    load: async () => (await import("./account.ts")).resetAccount,
  },
  "mail test": {
    summary: "Send a test message and check the sender's domain",
    load: async () => (await import("./mail.ts")).testMail,
  },
  "delivery list": {
    summary: "List what was to be done and has failed",
    load: async () => (await import("./delivery.ts")).listDeliveries,
  },
  "delivery retry": {
    summary: "Try a delivery that failed again",
    load: async () => (await import("./delivery.ts")).retryDelivery,
  },
  "delivery drop": {
    summary: "Give up a delivery that failed",
    load: async () => (await import("./delivery.ts")).dropDelivery,
  },
  backup: { summary: "Write a backup of the running system", load: async () => (await import("./backup.ts")).backup },
  restore: {
    summary: "Restore a backup into an empty system",
    load: async () => (await import("./restore.ts")).restore,
  },
  doctor: {
    summary: "Check the installation and say how to mend it",
    load: async () => (await import("./doctor.ts")).doctor,
  },
};

const HELP = new Set(["--help", "-h", "help"]);

/** Runs what was typed after the name of the program; resolves with its exit code. */
export async function main(args: string[]): Promise<number> {
  const [first = "help", second] = args;
  if (HELP.has(first) && (second === undefined || first !== "help")) return show(overview(), args.length > 0);
  if (first === "--version" || first === "-v") return show((await import("../server/config.ts")).version);
  const words = first === "help" ? args.slice(1) : args;
  const name = [words.slice(0, 2).join(" "), words[0] ?? ""].find((each) => Object.hasOwn(commands, each));
  const group = Object.keys(commands).filter((each) => each.startsWith(`${words[0]} `));
  if (name === undefined && group.length > 0)
    return show(overview(group), words[1] !== undefined && HELP.has(words[1]));
  const chosen = name === undefined ? undefined : commands[name];
  if (!name || !chosen) {
    console.error(`There is no command ${words[0]}. \`throughline --help\` lists them.`);
    return exitCodes.usage;
  }
  const rest = words.slice(name.split(" ").length);
  try {
    const command = await chosen.load();
    if (first === "help" || askedForHelp(rest)) return show(await command.usage(`throughline ${name}`));
    await command.run(rest);
    return exitCodes.ok;
  } catch (error) {
    const { message, exitCode } = explainFailure(error);
    console.error(message);
    if (exitCode === exitCodes.usage) console.error(`\`throughline ${name} --help\` shows what it takes.`);
    else if (error instanceof Error && (await debugging())) console.error(error.stack);
    return exitCode;
  }
}

function askedForHelp(args: string[]): boolean {
  const end = args.indexOf("--");
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === "--help" || arg === "-h");
}

function show(text: string, asked = true): number {
  const shown = process.stdout.isTTY ? text : stripVTControlCharacters(text);
  if (asked) console.info(shown);
  else console.error(shown);
  return asked ? exitCodes.ok : exitCodes.usage;
}

function overview(names = Object.keys(commands)): string {
  const width = Math.max(...names.map((name) => name.length));
  const list = names.map((name) => `  ${name.padEnd(width)}  ${commands[name]?.summary}`);
  return [
    "Throughline: what customers say and do, as one living journey.",
    "",
    "Usage: throughline <command> [options]",
    "",
    ...list,
    "",
    "`throughline <command> --help` shows its options and examples; --json prints one JSON document for programs.",
    "Exit codes: 0 done, 1 failed (the reason is on stderr), 2 the command line cannot be understood.",
    "Settings come from the environment (THROUGHLINE_DATA, PORT, DATABASE_URL, CLICKHOUSE_URL, …); options win.",
    "LOG_LEVEL=debug adds details to errors.",
  ].join("\n");
}

async function debugging(): Promise<boolean> {
  try {
    const { readConfig } = await import("../server/config.ts");
    return ["debug", "trace"].includes(readConfig().logLevel);
  } catch {
    return false;
  }
}
