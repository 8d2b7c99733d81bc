import { useState } from "react";
import type { Layout } from "../../contracts/collect/file-layout.ts";
import type { Recognised } from "../../contracts/collect/imports.ts";
import type { RecipeName } from "../../contracts/words/recipes.ts";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";

/** Names of programs, which are the same in every language. */
const titles: Record<RecipeName, string> = {
  qualtrics: "Qualtrics",
  surveymonkey: "SurveyMonkey",
  zendesk: "Zendesk",
  delighted: "Delighted",
  typeform: "Typeform",
  hotjar: "Hotjar",
  hubspot: "HubSpot",
  google_forms: "Google Forms",
};

interface RecipeNoteProps {
  recognised: Recognised;
  layout: Layout | undefined;
  onChange: (layout: Layout) => Promise<void>;
}

/** Whose export the file looks like, and the way to have it read like any other. */
export function RecipeNote({ recognised, layout, onChange }: RecipeNoteProps) {
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const refused = layout?.recipe === "none";
  const { recipe } = recognised;
  if (recipe === null && !refused) return null;
  const set = ({ recipe: _, ...others }: Layout, change: Layout) => {
    setBusy(true);
    void onChange({ ...others, ...change }).finally(() => setBusy(false));
  };
  return (
    <div className="flex flex-wrap items-center gap-3 border-line border-t bg-sunken px-4 py-3 text-sm">
      <p className="min-w-0 flex-1">
        {recipe === null ? t("data.imports.recipeRefused") : t("data.imports.recipe", { name: titles[recipe] })}
      </p>
      <Button size="sm" busy={isBusy} onClick={() => set(layout ?? {}, recipe === null ? {} : { recipe: "none" })}>
        {t(recipe === null ? "data.imports.recipeTake" : "data.imports.recipeRefuse")}
      </Button>
    </div>
  );
}
