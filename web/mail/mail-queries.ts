import { queryOptions } from "@tanstack/react-query";
import type { MailMessage, MailStatus } from "../../contracts/operate/mail.ts";
import { request } from "../session/api.ts";

export const mailKey = ["mail"];
export const closedKey = ["closed-addresses"];

/** How often a message on its way is looked at again, in ms. */
const LOOK = 1_500;

/** Until the server said something about it. */
function isUnderWay({ status, reason }: MailMessage): boolean {
  return status === "waiting" && reason === null;
}

export const mailQuery = (status: MailStatus | undefined, cursor: string | undefined) =>
  queryOptions({
    queryKey: [...mailKey, "list", status, cursor],
    queryFn: ({ signal }) =>
      request("GET /api/v1/mail", {
        query: { ...(status ? { status } : {}), ...(cursor === undefined ? {} : { cursor }) },
        signal,
      }),
    refetchInterval: ({ state: { data } }) => (data?.items.some(isUnderWay) ? LOOK : false),
  });

export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: [...mailKey, "one", id],
    queryFn: ({ signal }) => request("GET /api/v1/mail/:id", { params: { id }, signal }),
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data) ? LOOK : false),
  });

export const senderQuery = queryOptions({
  queryKey: [...mailKey, "sender"],
  queryFn: ({ signal }) => request("GET /api/v1/mail-sender", { signal }),
});

export const closedQuery = (cursor: string | undefined) =>
  queryOptions({
    queryKey: [...closedKey, cursor],
    queryFn: ({ signal }) =>
      request("GET /api/v1/closed-addresses", { query: cursor === undefined ? {} : { cursor }, signal }),
  });
