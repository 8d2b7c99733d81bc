import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { EntrancePage } from "./access/access.pages.tsx";
import { startLanguage } from "./i18n/language.ts";
import { entranceWords } from "./words.ts";

/** The program before the door, without what only the pages behind it need. */
export async function start(root: HTMLElement): Promise<void> {
  await startLanguage([entranceWords]);
  createRoot(root).render(
    <StrictMode>
      <EntrancePage location={window.location} />
    </StrictMode>,
  );
}
