import "./ui/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startLanguage } from "./i18n/language.ts";
import { router } from "./routes.tsx";
import { queryClient } from "./session/api.ts";
import { watchForUpdate } from "./shell/outdated.ts";
import { TooltipProvider } from "./ui/tooltip.tsx";
import { firstWords } from "./words.ts";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

await startLanguage(firstWords);
watchForUpdate();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <TooltipProvider delay={300}>
        <RouterProvider router={router} />
      </TooltipProvider>
    </QueryClientProvider>
  </StrictMode>,
);
