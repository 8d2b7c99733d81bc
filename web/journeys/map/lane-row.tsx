import { memo, type ReactNode } from "react";
import { cx } from "../../ui/class-names.ts";
import type { Lane, MapColumn } from "../document/document.ts";
import { CellEditor } from "./cell-editor.tsx";
import { EmotionCell, EmotionCurve, emotionHeight } from "./lane-emotion.tsx";
import { LaneLabel, useLaneDrop } from "./lane-label.tsx";
import { ExpectationCell, ScoreCell } from "./lane-scores.tsx";
import { VolumeCell, VolumeStream, volumeHeight } from "./lane-volume.tsx";
import { ChannelCell, QuotesCell, TextCell } from "./lane-words.tsx";
import { useMap } from "./map-model.ts";
import { cellKey } from "./map-search.ts";
import type { GridKeys } from "./use-grid-keys.ts";

interface LaneRowProps {
  lane: Lane;
  row: number;
  grid: GridKeys;
  /** `step.lane` of the cell whose detail is open. */
  open: string | undefined;
  /** `step.lane` of the cell that is typed into. */
  typing: string | undefined;
  onOpen: (row: number, column: number) => void;
  onTyped: (row: number, column: number, next: -1 | 0 | 1) => void;
  drop: "before" | "after" | undefined;
}

const heights: Partial<Record<Lane["kind"], number>> = { volume: volumeHeight, emotion: emotionHeight };

export const LaneRow = memo(function LaneRow(props: LaneRowProps) {
  const { lane, row, grid, open, typing, onOpen, onTyped, drop } = props;
  const { columns, isEditing } = useMap();
  const { setNodeRef } = useLaneDrop(lane, isEditing);
  const height = heights[lane.kind];
  return (
    <tr ref={setNodeRef} data-drop={drop} style={height ? { height } : undefined}>
      <th scope="row" className="map-label">
        <LaneLabel lane={lane} row={row} />
      </th>
      {columns.map((column, index) => {
        const { step, phase } = column;
        const isFirst = columns[index - 1]?.phase.id !== phase.id;
        const key = step ? cellKey(step.id, lane.id) : "";
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the cell come with `cellProps`
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a cell of a grid can be selected
          <td
            key={step?.id ?? phase.id}
            className={cx("map-cell", height !== undefined && "!py-2")}
            data-first={isFirst ? (index === 0 ? "map" : "") : undefined}
            data-open={step && key === open ? "" : undefined}
            data-empty-column={step ? undefined : ""}
            aria-selected={step ? key === open : undefined}
            {...grid.cellProps(row, index)}
            onClick={(event) => {
              // A click into the editor of the cell must not open it anew.
              if (step && event.target instanceof Element && !event.target.closest("input, textarea"))
                onOpen(row, index);
            }}
          >
            {index === 0 && lane.kind === "emotion" ? <EmotionCurve lane={lane} /> : null}
            {index === 0 && lane.kind === "volume" ? <VolumeStream /> : null}
            {step && typing === key ? (
              <span className="relative z-5 block">
                <CellEditor lane={lane} step={step} onDone={(next) => onTyped(row, index, next)} />
              </span>
            ) : (
              <CellContent lane={lane} column={column} index={index} />
            )}
          </td>
        );
      })}
      {isEditing ? <td aria-hidden className="border-line border-s bg-sunken" /> : null}
    </tr>
  );
});

function CellContent({ lane, column, index }: { lane: Lane; column: MapColumn; index: number }): ReactNode {
  switch (lane.kind) {
    case "volume":
      return <VolumeCell lane={lane} column={column} />;
    case "emotion":
      return <EmotionCell lane={lane} column={column} index={index} />;
    case "satisfaction":
    case "effort":
    case "nps":
      return <ScoreCell lane={lane} column={column} kind={lane.kind} />;
    case "expectation":
      return <ExpectationCell lane={lane} column={column} />;
    case "quotes":
      return <QuotesCell lane={lane} column={column} />;
    case "channel":
      return <ChannelCell lane={lane} column={column} />;
    default:
      return <TextCell lane={lane} column={column} />;
  }
}
