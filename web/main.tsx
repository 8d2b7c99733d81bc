import "./ui/base.css";
import { entranceOf } from "./access/entrance-path.ts";
import { doorOfStranger } from "./session/entering.ts";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

const { pathname, search, hash } = window.location;
const door = entranceOf(pathname) ? undefined : await doorOfStranger(pathname + search + hash);
if (door !== undefined) window.history.replaceState(null, "", door);

// Two programs: who signs in is not made to wait for everything that comes after.
const { start } = await (entranceOf(window.location.pathname) ? import("./entrance.tsx") : import("./app.tsx"));
await start(root);
