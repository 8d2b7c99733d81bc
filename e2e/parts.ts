/**
 * The elements of a page by how they are made, as far as accessibility depends on it: the element with its classes, roles,
 * states and colours of its own, whether it has a name and what it refers to; what it is in; and of what it consists. Not
 * which text it is, nor how many alike follow each other. The page itself is one of them: its screen, language and outline.
 * Runs in the page.
 */
export function partsOf(): Map<string, Element[]> {
  const REFERENCES = [
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-activedescendant",
    "for",
  ];
  const TEXTS = ["title", "alt", "placeholder", "aria-label", "aria-valuetext", "aria-roledescription"];
  const PLACES = new Set([
    ...["id", "name", "href", "src", "value", "datetime", "download", "d", "x", "y", "x1", "y1", "x2", "y2"],
    ...["dx", "dy", "cx", "cy", "r", "points", "transform", "width", "height", "viewBox", "gradientTransform"],
    ...["aria-valuenow", "aria-valuemax", "aria-valuemin", "aria-rowcount", "aria-rowindex", "aria-colcount"],
    ...["aria-colindex", "aria-posinset", "aria-setsize", "min", "max", "step", "maxlength"],
  ]);
  /** A dialog hides and shows what is around it. */
  const HIDING = new Set(["aria-hidden", "inert", "data-base-ui-inert"]);
  const FOCUSABLE = "a[href], button, input, select, textarea, summary, iframe, [tabindex]";

  const parts = new Map<string, Element[]>();
  const part = (make: string, element: Element) => {
    const alike = parts.get(make);
    if (alike) alike.push(element);
    else parts.set(make, [element]);
  };
  const hash = (text: string): string => {
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    return (a >>> 0).toString(36) + (b >>> 0).toString(36);
  };
  const isTold = (text: string | null | undefined) => Boolean(text?.trim());
  const attribute = ({ name, value }: Attr): string => {
    if (REFERENCES.includes(name)) return `${name}:${value.split(" ").every((id) => document.getElementById(id))}`;
    if (TEXTS.includes(name)) return `${name}:${isTold(value)}`;
    if (name === "style") return (value.match(/(color|background|fill|stroke|opacity|display)[^;]*/g) ?? []).join(";");
    return PLACES.has(name) || (name.startsWith("data-") && /\d/.test(value)) ? name : `${name}=${value}`;
  };
  const attributesOf = ({ attributes }: Element) => {
    const told = [...attributes].filter(({ name }) => !HIDING.has(name)).map(attribute);
    return told.sort().join(" ");
  };

  const visit = (element: Element, around: string): { outline: string; isNamed: boolean } => {
    const made = `${element.tagName} ${attributesOf(element)}`;
    const within = hash(around + made);
    const children = [...element.children].map((child) => visit(child, within));
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && isTold(node.nodeValue));
    const isNamed =
      hasText ||
      children.some((child) => child.isNamed) ||
      ["aria-label", "alt", "title"].some((name) => isTold(element.getAttribute(name)));
    const labels = (element as HTMLInputElement).labels?.length ?? 0;
    const hidden = element.getAttribute("aria-hidden");
    const isTrap =
      hidden === "true" &&
      [element, ...element.querySelectorAll(FOCUSABLE)].some(
        (each) => each.matches(FOCUSABLE) && !each.closest("[inert]"),
      );
    const outline = [made, hasText, isNamed, labels > 0, isTrap].join();
    // What a dialog is opened over is what it was, and so is what opens there.
    const ownHidden = element.parentElement === document.body ? "" : hidden;
    const consists = element === document.body ? [] : [...new Set(children.map((child) => child.outline))].sort();
    part(hash([around, outline, ownHidden, ...consists].join("\n")), element);
    return { outline, isNamed };
  };

  const { dataset, lang } = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const look = [innerWidth, dark, dataset.theme].join();
  visit(document.body, look);
  const screen = location.pathname
    .replace(/^\/w\/[^/]+/, "")
    .split("/")
    .map((each) => (/\d/.test(each) ? "" : each));
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  const outline = ["h1", "main", "nav", "a[href^='#']", "meta[name=viewport]"].map(
    (each) => document.querySelector(each) !== null,
  );
  const page = [look, lang, ...screen, isTold(document.title), ids.length - new Set(ids).size, ...outline];
  part(hash(page.join("\n")), document.documentElement);
  return parts;
}
