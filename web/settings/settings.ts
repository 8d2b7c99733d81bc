export { NewWorkspaceDialog } from "./new-workspace.tsx";
export { SecondFactorNeeded } from "./second-factor-needed.tsx";
