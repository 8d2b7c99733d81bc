import { Download } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import type { ProcessQueryInput } from "../../../contracts/understand/process.ts";
import { useTranslation } from "../../i18n/words.ts";
import { useSession } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { reasonOf } from "../../ui/problem-words.ts";
import { type ExportFormat, exportFormats, saveExport } from "./save-export.ts";

/** The process as a file. The log names people, so it needs the right to see them. */
export function ProcessExport({ query }: { query: ProcessQueryInput }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const [isBusy, setBusy] = useState(false);
  const formats = exportFormats.filter((format) => format === "svg" || format === "mermaid" || can("contacts:read"));

  async function save(format: ExportFormat) {
    setBusy(true);
    try {
      await saveExport(query, format);
    } catch (error) {
      toast.error(reasonOf(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Menu
      align="end"
      trigger={
        <Button size="sm" busy={isBusy} icon={<Download className="size-3.5" aria-hidden />}>
          {t("explore.process.export")}
        </Button>
      }
    >
      {formats.map((format) => (
        <MenuItem key={format} onSelect={() => void save(format)}>
          {t(`explore.process.export_${format}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}
