import { setTimeout as wait } from "node:timers/promises";
import type { ImportItem } from "../contracts/collect/imports.ts";
import type { TakeBackPreview } from "../contracts/collect/take-back.ts";
import { command } from "./command.ts";
import { type Target, targetArgs, within } from "./target.ts";

const LOOK_MILLISECONDS = 300;

export const takeBackImport = command({
  description: "Say what taking an import back would change or, with --yes, take it back.",
  args: {
    import: { type: "positional", required: true, description: "Id of the import, as `import --json` prints it" },
    yes: { type: "boolean", description: "Take it back, and wait until that is done" },
    ...targetArgs,
    json: { type: "boolean", description: "Print what would change, or the import, as JSON" },
  },
  examples: ["import take-back ID --data DIR", "import take-back ID --yes --url http://127.0.0.1:3400 --key KEY"],
  run: async ({ import: id, yes, json, ...where }) =>
    within(where, async (target) => {
      if (!yes) {
        const changes = await target.request("GET /api/v1/imports/:id/take-back", { params: { id } });
        return json ? console.info(JSON.stringify(changes)) : print(changes);
      }
      const item = await take(target, id);
      if (json) console.info(JSON.stringify(item));
      if (item.failure) throw new Error(item.failure.detail);
      if (!json) console.info(`${item.name} is taken back.`);
    }),
});

function print({ events, answers, profiles, alsoSaid, contacts }: TakeBackPreview): void {
  const { gone, changed, touched, named } = contacts;
  console.info(`${events} events, ${answers} answers and ${profiles} messages about customers would go.`);
  console.info(`${alsoSaid} stay, because another import brought them in too.`);
  console.info(`${gone} customers would go, ${changed} stay as others describe them.`);
  if (touched > 0) console.info(`${touched} were changed by hand and stay, with what was decided:`);
  for (const { id, name, how } of named) console.info(`${id}\t${name}\t${how.join(", ")}`);
}

/** Takes it back and watches that to its end; Ctrl-C leaves it to the server, or for the next time. */
async function take(target: Target, id: string): Promise<ImportItem> {
  const { showProgress } = await import("./progress.ts");
  const params = { id };
  let item = await target.request("POST /api/v1/imports/:id/take-back", { params });
  const progress = await showProgress("%");
  progress.stage("Taking back");
  try {
    while (item.status === "taking_back") {
      progress.at(Math.floor((item.takenBack?.progress ?? 0) * 100), 100);
      await wait(LOOK_MILLISECONDS);
      item = await target.request("GET /api/v1/imports/:id", { params });
    }
  } finally {
    progress.stop();
  }
  return item;
}
