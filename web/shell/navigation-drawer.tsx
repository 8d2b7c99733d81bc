import { useTranslation } from "../i18n/words.ts";
import { Drawer } from "../ui/side-panel.tsx";
import { Sidebar } from "./sidebar.tsx";

interface NavigationDrawerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onHelp: () => void;
}

/** The sidebar where there is no room beside the page. */
export function NavigationDrawer({ open, onOpenChange, onHelp }: NavigationDrawerProps) {
  const { t } = useTranslation();
  return (
    <Drawer open={open} onOpenChange={onOpenChange} title={t("shell.navigation")}>
      <Sidebar
        onHelp={() => {
          onOpenChange(false);
          onHelp();
        }}
        onNavigate={() => onOpenChange(false)}
      />
    </Drawer>
  );
}
