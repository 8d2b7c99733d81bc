import "./ui/base.css";
import { entranceOf } from "./access/entrance-path.ts";
import { doorOfStranger } from "./session/entering.ts";

/** Two programs: who signs in is not made to wait for everything that comes after. */
async function begin(): Promise<void> {
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  const { pathname, search, hash } = window.location;
  const door = entranceOf(pathname) ? undefined : await doorOfStranger(pathname + search + hash);
  if (door !== undefined) window.history.replaceState(null, "", door);
  const { start } = await (entranceOf(window.location.pathname) ? import("./entrance.tsx") : import("./app.tsx"));
  await start(root);
}

// Not awaited here: a module that waits at its top keeps the bundler from putting together what comes together.
void begin();
