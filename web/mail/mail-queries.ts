import { queryOptions } from "@tanstack/react-query";
import { Mail } from "lucide-react";
import type { RequestOptions } from "../../contracts/client.ts";
import type { MailMessage } from "../../contracts/operate/mail.ts";
import { recordKind } from "../records/record-kind.ts";
import { request } from "../session/api.ts";

export const closedKey = ["closed-addresses"];

const kind = recordKind("mail", {
  words: "mail",
  icon: Mail,
  path: "/settings/mail",
  read: "mail:read",
  isTab: true,
});

/** How often a message on its way is looked at again, in ms. */
const LOOK = 1_500;

/** Until the server said something about it. */
function isUnderWay({ status, reason }: MailMessage): boolean {
  return status === "waiting" && reason === null;
}

/** Messages; what is on its way is looked at again. */
export const messages = {
  ...kind,
  list: (query?: RequestOptions<"GET /api/v1/mail">["query"]) => {
    const asked = kind.list(query);
    const refetchInterval: typeof asked.refetchInterval = ({ state: { data } }) =>
      data?.items.some(isUnderWay) ? LOOK : false;
    return { ...asked, refetchInterval };
  },
  one: (id: string) => {
    const asked = kind.one(id);
    const refetchInterval: typeof asked.refetchInterval = ({ state: { data } }) =>
      data && isUnderWay(data) ? LOOK : false;
    return { ...asked, refetchInterval };
  },
};

export const senderQuery = queryOptions({
  queryKey: [kind.name, "sender"],
  queryFn: ({ signal }) => request("GET /api/v1/mail-sender", { signal }),
});

export const closedQuery = (cursor: string | undefined) =>
  queryOptions({
    queryKey: [...closedKey, cursor],
    queryFn: ({ signal }) =>
      request("GET /api/v1/closed-addresses", { query: cursor === undefined ? {} : { cursor }, signal }),
  });
