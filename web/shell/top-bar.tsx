import { Menu as MenuIcon, Search } from "lucide-react";
import { useTranslation } from "../i18n/words.ts";
import { IconButton } from "../ui/button.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { PeriodBar } from "../view/period-bar.tsx";
import { paletteKeys } from "./keys.ts";

interface TopBarProps {
  showsPeriod: boolean;
  hasOwnAudience: boolean;
  onPalette: () => void;
  onDrawer: () => void;
}

export function TopBar({ showsPeriod, hasOwnAudience, onPalette, onDrawer }: TopBarProps) {
  const { t } = useTranslation();
  return (
    <header className="sticky top-0 z-30 flex min-h-13 flex-wrap items-center gap-2 border-line border-b bg-canvas px-4 py-2 sm:px-8 print:hidden">
      <IconButton
        label={t("shell.openNavigation")}
        icon={<MenuIcon className="size-4" aria-hidden />}
        onClick={onDrawer}
        className="-ms-2 md:hidden"
      />
      <button
        type="button"
        onClick={onPalette}
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-faint text-sm transition-colors hover:bg-hover sm:max-w-72"
      >
        <Search className="size-3.5 shrink-0" aria-hidden />
        <span className="flex-1 truncate text-start">{t("shell.search")}</span>
        <span className="max-sm:hidden">
          <Kbd keys={paletteKeys} />
        </span>
      </button>
      {showsPeriod ? (
        <div className="flex items-center gap-2 max-sm:w-full sm:ms-auto">
          <PeriodBar hasAudience={!hasOwnAudience} />
        </div>
      ) : null}
    </header>
  );
}
