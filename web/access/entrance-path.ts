const PATHS =
  /^\/(?:(?<page>sign-in|setup|forgotten-password)|(?<links>invitation|reset-password|confirm-sender)\/(?<token>[^/]+))\/?$/;

/** The page before the door that an address asks for, and the token in the link; undefined for every other address. */
export function entranceOf(path: string): { page: string; token: string } | undefined {
  const found = PATHS.exec(path)?.groups;
  if (!found) return undefined;
  return { page: found.page ?? found.links ?? "", token: found.token ?? "" };
}
