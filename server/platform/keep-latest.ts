/** Sets an entry as the latest of a map; beyond `most`, those go that were set longest ago. */
export function keepLatest<K, V>(map: Map<K, V>, key: K, value: V, most: number): void {
  // Set again, so that the order of the map is that of time and the first is the one to drop.
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) break;
    map.delete(oldest);
  }
}
