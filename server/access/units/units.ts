export { records as unitRecords } from "./edit-unit.ts";
export { importUnits } from "./import-units.ts";
export { publishPlaces, republishPlaces, UNITS_PLACED } from "./publish-places.ts";
export { getUnit, listUnits } from "./read-units.ts";
export { drawnKeys, idsIn, keysBelow, mustSeeAll, unitsThere } from "./scope.ts";
export { createUnitPaths, type UnitPaths } from "./unit-paths.ts";
export { unitPlacesMigration } from "./units.migrations.ts";
export { unitRoutes } from "./units.routes.ts";
