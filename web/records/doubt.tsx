import { type ReactNode, useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { ConfirmDialog } from "../ui/alert-dialog.tsx";

/** Why something is perhaps not meant as it is written. */
export interface Doubt {
  title: string;
  body: string;
}

/** Asks before saving what is in doubt. `isMeant` resolves to what the person says; what cannot be found out is not in doubt. */
export function useDoubt<Body>(doubtOf: ((body: Body) => Promise<Doubt | undefined>) | undefined): {
  isMeant: (body: Body) => Promise<boolean>;
  dialog: ReactNode;
} {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<(Doubt & { answer: (isMeant: boolean) => void }) | null>(null);
  const answer = (isMeant: boolean) => {
    asked?.answer(isMeant);
    setAsked(null);
  };
  return {
    isMeant: async (body) => {
      const doubt = await doubtOf?.(body).catch(() => undefined);
      return doubt === undefined || new Promise((resolve) => setAsked({ ...doubt, answer: resolve }));
    },
    dialog: asked ? (
      <ConfirmDialog
        open
        onOpenChange={(open) => !open && answer(false)}
        title={asked.title}
        body={asked.body}
        confirmLabel={t("records.saveAnyway")}
        onConfirm={() => answer(true)}
      />
    ) : null,
  };
}
