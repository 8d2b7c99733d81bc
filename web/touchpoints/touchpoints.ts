export { TouchpointDialog } from "./touchpoint-dialog.tsx";
