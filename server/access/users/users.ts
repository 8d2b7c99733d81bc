export { addUser } from "./add-user.ts";
export { Attempts, callerOf, PER_ACCOUNT, PER_CALLER } from "./attempts.ts";
export { type Authentication, createAuthentication, normaliseEmail } from "./authentication.ts";
export { mustKnowPassword } from "./know-password.ts";
export { hashPassword } from "./passwords.ts";
export { refuseCrossSite } from "./same-site.ts";
