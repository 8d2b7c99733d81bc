export { endOtherSessions, endSession, listSessions } from "./list-sessions.ts";
