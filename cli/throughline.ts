import { main } from "./main.ts";

const exitCode = await main(process.argv.slice(2));
// The embedded stores may keep threads alive after they are closed; what is written goes out first.
process.stdout.write("", () => process.stderr.write("", () => process.exit(exitCode)));
