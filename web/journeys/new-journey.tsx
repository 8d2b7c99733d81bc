import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "../i18n/words.ts";
import { recordQueries } from "../records/queries.ts";
import { request } from "../session/api.ts";
import { Dialog } from "../ui/dialog.tsx";
import { journeys } from "./journey-kind.ts";
import { Starts } from "./starts.tsx";

/** Creates a journey and goes there. */
export function NewJourney({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();

  async function go(id: string, edit: boolean) {
    void journeys.changed();
    void recordQueries("touchpoints").changed();
    onClose();
    await navigate({ to: "/journeys/$id", params: { id }, search: edit ? { edit } : {} });
  }

  return (
    <Dialog
      open={open}
      size="lg"
      onOpenChange={(next) => !next && onClose()}
      title={t("journeys.new")}
      description={t("journeys.newBody")}
    >
      <Starts
        onFile={async (file) => go((await request("POST /api/v1/journeys/import", { body: file })).id, false)}
        onDiscover={() => {
          onClose();
          void navigate({ to: "/journeys/discover" });
        }}
        onBlank={async () =>
          go((await request("POST /api/v1/journeys", { body: { name: t("journeys.untitled") } })).id, true)
        }
      />
    </Dialog>
  );
}
