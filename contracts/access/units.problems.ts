import { declareProblems } from "../declare-problems.ts";

/** Of the tree of units. */
export const unitProblems = declareProblems({
  key_taken: {
    status: 409,
    detail: 'There is a unit with the key "{{key}}" already; choose another.',
    reason: "another unit has it",
  },
  unit_below_itself: {
    status: 409,
    detail: "A unit cannot be part of itself or of what is below it. Choose another unit to put it into.",
    reason: "is the unit itself or below it",
  },
  units_too_deep: {
    status: 409,
    detail: "The organisation would be deeper than {{most}} levels. Choose a unit further up to put it into.",
    reason: "too far down",
  },
  too_many_units: { status: 409, detail: "A workspace holds {{most}} units; with these there are {{total}}." },
  units_refused: {
    status: 400,
    detail: "Rows that cannot be drawn: {{count}}. Nothing was changed. {{row}}",
  },
  unit_row_twice: {
    status: 400,
    detail: "{{path}}: the key stands in two rows; keep one of them.",
    reason: "the key stands in two rows; keep one of them",
  },
  unit_row_without_parent: {
    status: 400,
    detail: "{{path}}: no row and no unit has this key; name the parent by its key, or leave it empty.",
    reason: "no row and no unit has this key; name the parent by its key, or leave it empty",
  },
  unit_row_below_itself: {
    status: 400,
    detail: "{{path}}: the unit would be part of itself; follow the parents of these rows.",
    reason: "the unit would be part of itself; follow the parents of these rows",
  },
  unit_row_too_deep: {
    status: 400,
    detail: "{{path}}: deeper than {{most}} levels.",
    reason: "deeper than {{most}} levels",
  },
});
