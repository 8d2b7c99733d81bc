import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ChevronDown, UserRound } from "lucide-react";
import type { JourneyDocument } from "../../../contracts/understand/journeys.ts";
import { useTranslation } from "../../i18n/words.ts";
import { PortraitPicture } from "../../personas/personas.ts";
import { recordQueries } from "../../records/queries.ts";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuChoice } from "../../ui/menu.tsx";
import { useView } from "../../view/view.ts";
import { readMapSearch } from "./map-search.ts";

/** Stands for "nobody in particular" in the choice; no id is empty. */
const EVERYONE = "";
const OTHER = "other";

/** For which of its personas the map shows numbers: choosing one sets the customers of the page to its segment. */
export function PersonaMenu({ document }: { document: JourneyDocument }) {
  const { t } = useTranslation();
  const view = useView();
  const navigate = useNavigate();
  const { persona } = readMapSearch(useSearch({ strict: false }));
  const { data } = useQuery({ ...recordQueries("personas").list(), enabled: document.personas.length > 0 });
  const personas = data?.items.filter(({ id }) => document.personas.includes(id)) ?? [];
  if (personas.length === 0) return null;
  const meant = personas.filter(({ segment }) => segment !== null && segment === view.search.segment);
  const chosen = meant.find(({ id }) => id === persona) ?? meant[0];
  // The customers of the page may be a segment that no persona of the map stands for.
  const isOther = chosen === undefined && view.search.segment !== undefined;
  const shown = chosen?.name ?? t("journey.persona.everyone");
  return (
    <Menu
      align="end"
      trigger={
        <Button
          className="max-w-64"
          aria-label={isOther ? t("journey.persona.any") : t("journey.persona.choose", { name: shown })}
          icon={
            chosen ? (
              <PortraitPicture portrait={chosen.portrait} picture={chosen.picture} className="size-5" />
            ) : (
              <UserRound className="size-3.5" aria-hidden />
            )
          }
        >
          <span className="truncate">
            {isOther ? t("journey.persona.any") : t("journey.persona.shown", { name: shown })}
          </span>
          <ChevronDown className="size-3.5 shrink-0 text-faint" aria-hidden />
        </Button>
      }
    >
      <MenuChoice
        label={t("journey.persona.title")}
        value={isOther ? OTHER : (chosen?.id ?? EVERYONE)}
        onChange={(id) => {
          const next = personas.find((each) => each.id === id);
          const search = { segment: next?.segment ?? undefined, persona: next?.id };
          void navigate({ to: ".", search: (before: object) => ({ ...before, ...search }) });
        }}
        options={[
          { value: EVERYONE, label: t("journey.persona.everyone") },
          ...personas.map(({ id, name, segment, portrait, picture }) => ({
            value: id,
            label: name,
            icon: <PortraitPicture portrait={portrait} picture={picture} className="size-5" />,
            disabled: segment === null,
            ...(segment === null ? { hint: t("journey.persona.noSegment") } : {}),
          })),
        ]}
      />
    </Menu>
  );
}
