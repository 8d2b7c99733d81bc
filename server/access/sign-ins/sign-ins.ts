export { createSignInLog, type SignInLog, type SignInOutcome } from "./create-sign-in-log.ts";
export { forgetSignIns, forgetSignInsJob, listMemberSignIns, listSignIns } from "./list-sign-ins.ts";
