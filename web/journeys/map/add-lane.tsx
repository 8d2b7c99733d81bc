import { Plus } from "lucide-react";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { addLane, maximumLanes } from "../document/document.ts";
import { laneKinds } from "./lane-kinds.ts";
import { LaneIcon } from "./lane-label.tsx";
import { useMap } from "./map-model.ts";

/** The last row while editing: another lane. */
export function AddLane({ columns }: { columns: number }) {
  const { t } = useTranslation();
  const { document, edit, announce } = useMap();
  return (
    <tr>
      <th scope="row" className="map-label px-2 py-2">
        <Menu
          trigger={
            <Button
              size="sm"
              variant="ghost"
              disabled={document.lanes.length >= maximumLanes}
              icon={<Plus className="size-3.5" aria-hidden />}
            >
              {t("journey.addLane")}
            </Button>
          }
        >
          {laneKinds.map((kind) => (
            <MenuItem
              key={kind}
              icon={<LaneIcon kind={kind} className="size-4" />}
              onSelect={() => {
                edit((before) => addLane(before, kind));
                announce(t("journey.added", { name: t(`journey.lane.${kind}`) }));
              }}
            >
              {t(`journey.lane.${kind}`)}
            </MenuItem>
          ))}
        </Menu>
      </th>
      <td colSpan={columns + 1} />
    </tr>
  );
}
