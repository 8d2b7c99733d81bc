export { addUser } from "./add-user.ts";
export { Attempts, callerOf } from "./attempts.ts";
export { type Authentication, createAuthentication, normaliseEmail } from "./authentication.ts";
export { hashPassword } from "./passwords.ts";
export { refuseCrossSite } from "./same-site.ts";
export { hashSecret, randomSecret } from "./secrets.ts";
