export { NewWorkspaceDialog } from "./new-workspace.tsx";
