import { useQuery } from "@tanstack/react-query";
import { Bookmark } from "lucide-react";
import { useTranslation } from "../i18n/words.ts";
import type { Findable } from "../records/findable.ts";
import { useOpenQuery } from "./open-query.ts";
import { savedQueriesQuery } from "./saved-query-kind.ts";

export const findableQueries: Findable = {
  title: "saved.many",
  icon: Bookmark,
  useFound() {
    const { t } = useTranslation();
    const open = useOpenQuery();
    const found = useQuery(savedQueriesQuery);
    return (found.data ?? []).map((saved) => ({
      ...{ id: saved.id, name: saved.name, aside: t(`saved.kind.${saved.kind}`), open: () => open(saved) },
    }));
  },
};
