export { accountPeople } from "./account-people.ts";
export { accountRoutes } from "./accounts.routes.ts";
export { accountOfPerson, isOfAccount, told } from "./membership-sql.ts";
