import { type ArgsDef, defineCommand, type ParsedArgs, parseArgs, renderUsage } from "citty";

/** What was typed cannot be understood: exit code 2, where a command that failed ends with 1. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** A command as the program runs it: it reads its own arguments and can describe itself. */
export interface Command {
  run(rawArgs: string[]): Promise<void>;
  usage(path: string): Promise<string>;
}

interface Definition<T extends ArgsDef> {
  description: string;
  args: T;
  /** Whole lines to copy, without the leading `throughline`. */
  examples: readonly string[];
  run(args: ParsedArgs<T>): Promise<void>;
}

/** Declares a command. An argument it does not know is an error: a misspelt flag must not be ignored. */
export function command<const T extends ArgsDef>({ description, args, examples, run }: Definition<T>): Command {
  const { parse, describe } = parser(description, args);
  return {
    run: async (rawArgs) => run(parse(rawArgs)),
    async usage(path) {
      const lines = examples.map((example) => `  throughline ${example}`);
      return `${await describe(path)}\nEXAMPLES\n\n${lines.join("\n")}`;
    },
  };
}

function parser<T extends ArgsDef>(description: string, args: T) {
  const known = new Set(
    Object.entries(args).flatMap(([name, arg]) => [name, ...("alias" in arg ? [arg.alias ?? []].flat() : [])]),
  );
  const places = Object.values(args).filter(({ type }) => type === "positional").length;
  return {
    describe: (path: string) => renderUsage(defineCommand({ meta: { name: path, description }, args })),
    parse(rawArgs: string[]) {
      const parsed = parseArgs<T>(rawArgs, args);
      const unknown = Object.keys(parsed).find((name) => name !== "_" && !known.has(name) && !known.has(kebab(name)));
      if (unknown) throw new UsageError(`There is no option ${unknown.length === 1 ? "-" : "--"}${unknown}.`);
      if (parsed._.length > places) throw new UsageError(`One argument too many: ${parsed._[places]}`);
      return parsed;
    },
  };
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A port as typed. @throws UsageError */
export function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError(`--port takes a number of 0 to 65535, not ${text}.`);
  return port;
}
