import { lazyRouteComponent } from "@tanstack/react-router";
import { MissingPart } from "./outdated.ts";

/**
 * A page in a file of its own. When the file does not come, the page's place says so: reloading at once, as the router would,
 * ends at the browser's own error when the server is away.
 */
export function lazyPage<Parts extends Record<string, unknown>, Name extends keyof Parts>(
  load: () => Promise<Parts>,
  name: Name,
) {
  return lazyRouteComponent(
    () =>
      load().catch((cause: unknown) => {
        throw new MissingPart(cause);
      }),
    name,
  );
}
