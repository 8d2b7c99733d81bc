import { Printer } from "lucide-react";
import { useTranslation } from "../i18n/words.ts";
import { RecordPage } from "../records/record-page.tsx";
import { Button } from "../ui/button.tsx";
import { PersonaForm } from "./persona-form.tsx";
import { personas } from "./persona-kind.ts";
import { PersonaSheet } from "./persona-sheet.tsx";

/** One persona: its sheet, to read and print. */
export function PersonaPage() {
  const { t } = useTranslation();
  return (
    <RecordPage
      of={personas}
      answers={() => t("personas.sheetAnswers")}
      acts={() => (
        <Button icon={<Printer className="size-3.5" aria-hidden />} onClick={() => window.print()}>
          {t("personas.print")}
        </Button>
      )}
      form={(form) => <PersonaForm {...form} />}
    >
      {(persona) => <PersonaSheet persona={persona} />}
    </RecordPage>
  );
}
