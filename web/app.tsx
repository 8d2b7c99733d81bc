import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { annotationMarks } from "./annotations/annotations.ts";
import { MarkContext } from "./charts/marks/marks.ts";
import { startLanguage } from "./i18n/language.ts";
import { router } from "./routes.tsx";
import { queryClient } from "./session/api.ts";
import { watchForUpdate } from "./shell/outdated.ts";
import { TooltipHost } from "./ui/tooltip.tsx";
import { appWords, entranceWords } from "./words.ts";

/** The program of those who are signed in. */
export async function start(root: HTMLElement): Promise<void> {
  await startLanguage([entranceWords, appWords]);
  watchForUpdate();
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <MarkContext value={annotationMarks}>
          <RouterProvider router={router} />
        </MarkContext>
        <TooltipHost />
      </QueryClientProvider>
    </StrictMode>,
  );
}
