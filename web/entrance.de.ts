import accessProblems from "./access/problems.de.json";
import access from "./access/words.de.json";
import language from "./i18n/words.de.json";
import session from "./session/words.de.json";
import uiProblems from "./ui/problems.de.json";
import ui from "./ui/words.de.json";

export default { ...access, ...language, ...session, ...ui, ...accessProblems, ...uiProblems };
