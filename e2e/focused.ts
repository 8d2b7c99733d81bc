/** What has the focus, and whether one sees that: an outline of its own, of its label or of the area it fills. */
export function focused(): { name: string; marked: boolean } {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement)) return { name: "nothing", marked: false };
  const outlined = (style: CSSStyleDeclaration) => style.outlineStyle !== "none" && style.outlineWidth !== "0px";
  const label = element.closest("label");
  return {
    name: element.getAttribute("aria-label") ?? element.textContent.trim(),
    marked:
      outlined(getComputedStyle(element)) ||
      outlined(getComputedStyle(element, "::after")) ||
      (label !== null && outlined(getComputedStyle(label))),
  };
}
