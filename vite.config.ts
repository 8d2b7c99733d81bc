import { join } from "node:path";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { noteFiles } from "./build/note-files.ts";
import { pageChunks } from "./build/page-chunks.ts";

const api = "http://127.0.0.1:3400";

export default defineConfig({
  root: "web",
  plugins: [react(), tailwindcss(), noteFiles(join(import.meta.dirname, "web"))],
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    // One style sheet: a second one would cost a page more than its few rules.
    cssCodeSplit: false,
    target: "es2023",
    rolldownOptions: { output: { codeSplitting: pageChunks } },
    // Charts are the largest part, and come when the first one is drawn.
    chunkSizeWarningLimit: 600,
    // light-dark() is understood by every browser that understands the rest of the style sheet; lowering it would double the file.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
  },
  server: {
    port: 3401,
    // With the slash, because /api.ts is a file of the page.
    proxy: { "/api/": api, "/v1/": api, "/health/": api },
  },
});
