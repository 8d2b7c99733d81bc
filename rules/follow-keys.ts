/** What stands at a path of keys in a JSON value: through objects only, never into lists; undefined where nothing does. */
export function followKeys(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(step, value);
}

function step(parent: unknown, key: string): unknown {
  if (typeof parent !== "object" || parent === null || Array.isArray(parent) || !Object.hasOwn(parent, key))
    return undefined;
  return Reflect.get(parent, key);
}
