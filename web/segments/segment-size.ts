import { queryOptions } from "@tanstack/react-query";
import { request } from "../session/api.ts";

/** Of one version of the segment: another condition is another number. */
export const segmentSizeQuery = (id: string, revision: number) =>
  queryOptions({
    queryKey: ["segments", id, "size", revision],
    queryFn: ({ signal }) => request("GET /api/v1/segments/:id/size", { params: { id }, signal }),
  });
