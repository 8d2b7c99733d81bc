const PATHS = /^\/(?:(?<page>sign-in|setup)|invitation\/(?<token>[^/]+))\/?$/;

/** The page before the door that an address asks for; undefined for every other address. */
export function entranceOf(path: string): { page?: string | undefined; token?: string | undefined } | undefined {
  return PATHS.exec(path)?.groups;
}
