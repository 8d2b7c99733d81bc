import { translation } from "../i18n/words.ts";
import { MissingPart } from "../ui/lazy-page.ts";
import { toast } from "../ui/toast.tsx";

/** Whether a part of the pages could not be fetched, in the words of each browser and of the loader. */
export function isMissingPart(error: unknown): boolean {
  if (error instanceof MissingPart) return true;
  return (
    error instanceof Error &&
    /dynamically imported module|Importing a module script failed|Unable to preload CSS/.test(error.message)
  );
}

/**
 * Whether the server has other pages by now than the ones that are open: the parts of the old ones are gone then. Compares
 * the script that this page was started with.
 *
 * @throws TypeError when the server cannot be reached
 */
export async function isOutdated(): Promise<boolean> {
  const started = document.querySelector("script[type=module][src]")?.getAttribute("src");
  const answer = await fetch("/", { cache: "no-store" });
  return answer.ok && !!started && !(await answer.text()).includes(`"${started}"`);
}

export function reload(): void {
  window.location.reload();
}

/** Reloads where there is something to load: without the server, the page that is open is better than none. */
export async function reloadIfThere(): Promise<void> {
  const isThere = await fetch("/", { cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (isThere) reload();
  else toast.error(translation().t("updated.stillAway"), { id: "away" });
}

/** Says so as soon as a part is missed, wherever that was; what is open goes on working. */
export function watchForUpdate(): void {
  window.addEventListener("vite:preloadError", () => {
    void isOutdated().then(
      (outdated) => {
        if (!outdated) return;
        toast(translation().t("updated.title"), {
          id: "updated",
          description: translation().t("updated.notice"),
          duration: Number.POSITIVE_INFINITY,
          action: { label: translation().t("updated.reload"), onClick: reload },
        });
      },
      () => {
        // The server is not there at all; whoever asked for the part says that.
      },
    );
  });
}
