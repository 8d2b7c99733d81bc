import { useTranslation } from "../i18n/words.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { control, paletteKeys } from "./keys.ts";
import { destinations } from "./navigation.ts";

export function ShortcutsDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation();
  const groups = [
    {
      title: t("shortcuts.everywhere"),
      rows: [
        [paletteKeys, t("shortcuts.palette")],
        ["?", t("shortcuts.help")],
        ["Esc", t("shortcuts.close")],
      ],
    },
    {
      title: t("shortcuts.lists"),
      rows: [
        ["j k", t("shortcuts.move")],
        ["↵", t("shortcuts.open")],
        ["x", t("shortcuts.select")],
        ["a", t("shortcuts.acts")],
        ["/", t("shortcuts.search")],
      ],
    },
    {
      title: t("shortcuts.goTo"),
      rows: destinations.map(({ letter, name }) => [`g ${letter}`, t(name)]),
    },
    {
      title: t("shortcuts.maps"),
      rows: [
        ["← ↑ ↓ →", t("shortcuts.mapCell")],
        ["Home", t("shortcuts.mapStart")],
        ["End", t("shortcuts.mapEnd")],
        ["↵", t("shortcuts.mapOpen")],
        ["← ↑ ↓ →", t("shortcuts.mapMove")],
        [`${control} Z`, t("shortcuts.undo")],
        [`${control} Y`, t("shortcuts.redo")],
      ],
    },
  ];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("shortcuts.title")}>
      <div className="-mb-6 gap-x-10 sm:columns-2">
        {groups.map(({ title, rows }) => (
          <section key={title} className="mb-6 break-inside-avoid">
            <h3 className="mb-1 text-faint text-xs">{title}</h3>
            <dl>
              {rows.map(([keys = "", does]) => (
                <div key={does} className="flex items-center justify-between gap-4 py-1.5 text-sm">
                  <dt className="text-muted">{does}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
