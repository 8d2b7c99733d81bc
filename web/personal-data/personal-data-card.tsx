import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { PersonalDataDialog } from "./personal-data-dialog.tsx";

/** The way to what is kept of a customer, and to what they may ask for. */
export function PersonalDataCard({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Card title={t("personal.title")} description={t("personal.body")}>
      <Button icon={<ShieldCheck className="size-3.5" aria-hidden />} onClick={() => setOpen(true)}>
        {t("personal.show")}
      </Button>
      {open ? <PersonalDataDialog id={id} name={name} onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}
