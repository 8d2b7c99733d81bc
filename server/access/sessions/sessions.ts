export { type Device, deviceOf } from "./device.ts";
export { endOtherSessions, endSession, listSessions } from "./list-sessions.ts";
