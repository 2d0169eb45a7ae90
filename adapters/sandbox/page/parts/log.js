// @ts-check
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../html.js";

/** A list that stays at its end while new things come, unless somebody scrolled up to read.
 * @param {{ label: string, count: number, place: string, children: any, class?: string }} props */
export const Log = ({ label, count, place, children, class: extra = "" }) => {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const atEnd = useRef(true);
  const lastTop = useRef(0);
  const last = useRef(place);
  useLayoutEffect(() => {
    if (last.current !== place) atEnd.current = true;
    last.current = place;
    const element = box.current;
    if (element !== null && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [count, place]);
  // Shown for the first time, grown or made smaller: its end is still its end.
  useEffect(() => {
    const watcher = new ResizeObserver(() => {
      const element = box.current;
      if (element !== null && atEnd.current) element.scrollTop = element.scrollHeight;
    });
    for (const one of [box.current, ...(box.current?.children ?? [])]) if (one !== null) watcher.observe(one);
    return () => watcher.disconnect();
  }, []);
  const scrolled = (event) => {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
    // Only going up leaves the end: what grew below meanwhile moves nobody away from it.
    if (scrollHeight - scrollTop - clientHeight < 40) atEnd.current = true;
    else if (scrollTop < lastTop.current) atEnd.current = false;
    lastTop.current = scrollTop;
  };
  return html`<div class=${`log ${extra}`} ref=${box} tabIndex="0" role="region" aria-label=${label}
    onScroll=${scrolled}>${children}</div>`;
};
