export { type AskPeople, PeopleList } from "./people-list.tsx";
