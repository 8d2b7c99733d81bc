import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "../i18n/words.ts";
import { meQuery, signOut } from "../session/api.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { SetUpSecondFactor } from "./set-up-second-factor.tsx";

/** Instead of every page of a workspace that asks for a second factor, before the person has one. */
export function SecondFactorNeeded() {
  const { t } = useTranslation();
  const { workspace } = useSession();
  const client = useQueryClient();
  const title = t("settings.factor.needed", { workspace: workspace.name });
  useEffect(() => {
    document.title = t("app.documentTitle", { page: title });
  }, [title, t]);
  return (
    <main className="mx-auto flex w-full max-w-160 flex-col gap-4 px-4 py-10">
      <h1 className="text-xl tracking-tight">{title}</h1>
      <p className="text-muted text-sm">{t("settings.factor.neededBody")}</p>
      <Card title={t("settings.factor.setUp")} description={t("settings.factor.body")}>
        <SetUpSecondFactor onDone={() => void client.invalidateQueries({ queryKey: meQuery.queryKey })} />
      </Card>
      <Button className="self-start" variant="ghost" onClick={() => void signOut()}>
        {t("shell.signOut")}
      </Button>
    </main>
  );
}
