import { queryOptions } from "@tanstack/react-query";
import { queryClient, request } from "../session/api.ts";

/** What other tools say about a question. */
export const figuresQuery = (id: string) =>
  queryOptions({
    queryKey: ["reported-figures", id],
    queryFn: ({ signal }) => request("GET /api/v1/questions/:id/reported-figures", { params: { id }, signal }),
  });

/** Asks again after a change; the question may be used by fewer or more. */
export async function figuresChanged(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ["reported-figures"] });
  void queryClient.invalidateQueries({ queryKey: ["uses"] });
}
