/** What the address of a persona says: whether it is being changed. */
export interface PersonaSearch {
  edit?: boolean;
}

export function readPersonaSearch(search: Record<string, unknown>): PersonaSearch {
  return search.edit === true ? { edit: true } : {};
}
