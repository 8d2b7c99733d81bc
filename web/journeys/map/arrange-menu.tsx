import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, MoreHorizontal, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { IconButton } from "../../ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "../../ui/menu.tsx";

interface ArrangeMenuProps {
  label: string;
  /** Phases and steps stand beside each other, lanes below. */
  axis: "across" | "down";
  isFirst?: boolean;
  isLast?: boolean;
  onMove: (by: -1 | 1) => void;
  removeLabel: string;
  onRemove: () => void;
  /** What else can be done with it. */
  children: ReactNode;
}

const words = { across: ["moveLeft", "moveRight"], down: ["moveUp", "moveDown"] } as const;
const icons = { across: [ArrowLeft, ArrowRight], down: [ArrowUp, ArrowDown] } as const;

/** The menu of a part of the map: its own acts, then moving it, then taking it away. */
export function ArrangeMenu({
  label,
  axis,
  isFirst,
  isLast,
  onMove,
  removeLabel,
  onRemove,
  children,
}: ArrangeMenuProps) {
  const { t } = useTranslation();
  const [back, forth] = words[axis];
  const [Back, Forth] = icons[axis];
  return (
    <Menu
      align="end"
      trigger={<IconButton size="sm" label={label} icon={<MoreHorizontal className="size-3.5" aria-hidden />} />}
    >
      {children}
      <MenuSeparator />
      <MenuItem icon={<Back className="size-3.5" />} disabled={isFirst} onSelect={() => onMove(-1)}>
        {t(`journey.${back}`)}
      </MenuItem>
      <MenuItem icon={<Forth className="size-3.5" />} disabled={isLast} onSelect={() => onMove(1)}>
        {t(`journey.${forth}`)}
      </MenuItem>
      <MenuSeparator />
      <MenuItem danger icon={<Trash2 className="size-3.5" />} onSelect={onRemove}>
        {removeLabel}
      </MenuItem>
    </Menu>
  );
}
