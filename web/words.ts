import type access from "./access/words.en.json";
import type charts from "./charts/words.en.json";
import type conditions from "./conditions/words.en.json";
import type { WordSet } from "./i18n/words.ts";
import type metrics from "./metrics/words.en.json";
import type records from "./records/words.en.json";
import type session from "./session/words.en.json";
import type shell from "./shell/words.en.json";
import type ui from "./ui/words.en.json";
import type view from "./view/words.en.json";

type Kits = typeof charts &
  typeof conditions &
  typeof metrics &
  typeof records &
  typeof session &
  typeof ui &
  typeof view;
type Around = typeof access & typeof shell;
declare module "./i18n/words.ts" {
  interface Words extends Kits, Around {}
}

/** What is said before the door, and by what every page is made of. */
export const entranceWords: WordSet = { en: () => import("./entrance.en.ts"), de: () => import("./entrance.de.ts") };

/** What any page behind it may say: the words of the kits and of the shell, and what each noun is called. */
export const appWords: WordSet = { en: () => import("./app.en.ts"), de: () => import("./app.de.ts") };
