import type { UploadedFile } from "../answers.ts";
import { takeText } from "./clean.ts";
import { isRecord, refused, rulesOf, type Taken, taken } from "./type-rules.ts";

const MOST_NAME = 255;
const ID = /^[\w-]{1,64}$/;

/** What an upload gave is named here; that it is there, and is what it says, is for who keeps files. */
export const file = rulesOf<"file", readonly UploadedFile[]>({
  take(given, { accepts, bytes: mostBytes, most }, _around, path): Taken<readonly UploadedFile[]> {
    if (!Array.isArray(given)) return refused(path, "wrong_type");
    if (given.length > most) return refused(path, "too_many", { maximum: most });
    const files: UploadedFile[] = [];
    for (const [index, each] of given.entries()) {
      const below = `${path}.${index}`;
      if (!isRecord(each) || typeof each.id !== "string" || !ID.test(each.id)) return refused(below, "wrong_type");
      const { id, type, bytes } = each;
      const name = takeText(each.name, `${below}.name`, MOST_NAME, 1);
      if ("faults" in name) return name;
      if (typeof type !== "string" || !accepts.includes(type))
        return refused(`${below}.type`, "wrong_file_type", { given: String(type).slice(0, 50) });
      if (typeof bytes !== "number" || !Number.isInteger(bytes) || bytes < 1)
        return refused(`${below}.bytes`, "too_small", { minimum: 1 });
      if (bytes > mostBytes) return refused(`${below}.bytes`, "too_big", { maximum: mostBytes });
      if (files.some((other) => other.id === id)) return refused(path, "given_twice", { given: id });
      files.push({ id, name: name.answer, type, bytes });
    }
    return taken(files);
  },
  seen: (answer) => ({ count: answer.length }),
  said: (answer) => answer.map(({ name }) => name).join(", "),
});
