export { KpiTiles } from "./persona-kpis.tsx";
export { PortraitPicture } from "./portrait.tsx";
