/**
 * Aborted, with the name of the signal, by the first SIGTERM or SIGINT from now on. A second one ends the process at
 * once, as a person expects who insists.
 */
export function firstSignal(): AbortSignal {
  const controller = new AbortController();
  const hear = (name: NodeJS.Signals) => {
    process.off("SIGTERM", hear);
    process.off("SIGINT", hear);
    controller.abort(name);
  };
  process.on("SIGTERM", hear);
  process.on("SIGINT", hear);
  return controller.signal;
}

export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
