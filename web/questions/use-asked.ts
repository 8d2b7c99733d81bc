import { queryOptions, useQuery } from "@tanstack/react-query";
import { request } from "../session/api.ts";
import { useSession } from "../session/session.ts";

/** What answers came with as their question. */
const askedQuery = queryOptions({
  // Behind the library, so that adding to it asks again.
  queryKey: ["questions", "asked"],
  queryFn: ({ signal }) => request("GET /api/v1/questions/asked", { signal }),
});

export function useAsked() {
  const { can } = useSession();
  return useQuery({ ...askedQuery, enabled: can("questions:read") }).data?.items;
}
