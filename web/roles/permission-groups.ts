import { type Permission, permissionNames } from "../../contracts/words/permissions.ts";

type About = Permission extends `${infer Noun}:${string}` ? Noun : never;

/** Permissions by what they are about, in the order of the table. */
export const groupsOfPermissions: readonly { about: About; permissions: readonly Permission[] }[] = [
  ...new Set(permissionNames.map(aboutOf)),
].map((about) => ({ about, permissions: permissionNames.filter((name) => aboutOf(name) === about) }));

function aboutOf(permission: Permission): About {
  return permission.split(":")[0] as About;
}
