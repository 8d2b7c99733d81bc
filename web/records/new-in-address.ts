import { useNavigate, useSearch } from "@tanstack/react-router";

/** Of a page on which something new can begin: whether it has. */
export interface NewSearch {
  new?: true;
}

export function readNew(search: Record<string, unknown>): NewSearch {
  return search.new === true ? { new: true } : {};
}

/** Whether the address asks for something new, and how that begins and ends: so it can be begun from anywhere. */
export function useNew(): [isNew: boolean, set: (isNew: boolean) => void] {
  const { new: isNew } = useSearch({ strict: false }) as NewSearch;
  const navigate = useNavigate();
  return [
    isNew === true,
    (next) =>
      void navigate({ to: ".", search: (before: object) => ({ ...before, new: next || undefined }), replace: true }),
  ];
}
