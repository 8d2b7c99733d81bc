import { queryOptions } from "@tanstack/react-query";
import { queryClient, request } from "../session/api.ts";

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ["contacts", "one", id],
    queryFn: ({ signal }) => request("GET /api/v1/contacts/:id", { params: { id }, signal }),
  });

/** After a merge or its undoing, every number and list that counts people may differ. */
export async function forgetContacts(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ["contacts"] }),
    queryClient.invalidateQueries({ queryKey: ["query"] }),
  ]);
}
