import access from "./access/words.en.json";
import language from "./i18n/words.en.json";
import session from "./session/words.en.json";
import ui from "./ui/words.en.json";

export default { ...access, ...language, ...session, ...ui };
