import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";
const key = "throughline.theme";
const listeners = new Set<() => void>();

function theme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

export function setTheme(next: Theme): void {
  if (next === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  try {
    if (next === "system") localStorage.removeItem(key);
    else localStorage.setItem(key, next);
  } catch {
    // Storage is blocked: the choice lasts until the page is left.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTheme(): [Theme, (next: Theme) => void] {
  return [useSyncExternalStore(subscribe, theme), setTheme];
}

const dark = "(prefers-color-scheme: dark)";
function subscribeResolved(listener: () => void): () => void {
  const media = window.matchMedia(dark);
  media.addEventListener("change", listener);
  listeners.add(listener);
  return () => {
    media.removeEventListener("change", listener);
    listeners.delete(listener);
  };
}

/** Whether what is shown is dark, whoever decided it. For what is drawn without CSS. */
export function useIsDark(): boolean {
  return useSyncExternalStore(subscribeResolved, () =>
    theme() === "system" ? window.matchMedia(dark).matches : theme() === "dark",
  );
}
