/**
 * Where the focus goes when what had it is gone, so that the keyboard need not begin at the top of the page again. Whoever has
 * the focus by then keeps it.
 */
export function catchFocus(next: () => HTMLElement | SVGElement | null | undefined): void {
  requestAnimationFrame(() => {
    const { activeElement } = document;
    const isLost = !activeElement || activeElement === document.body || activeElement.getAttribute("role") === "dialog";
    if (isLost) next()?.focus({ preventScroll: true });
  });
}

/** The page's content as a whole: the next Tab goes to the first thing in it. */
export function contentOfPage(): HTMLElement | null {
  return document.getElementById("content");
}
