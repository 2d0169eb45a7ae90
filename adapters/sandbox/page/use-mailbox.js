// @ts-check
import { useRef, useState } from "preact/hooks";

/** Which mail is open, and which are new since the page was opened. @param {any} mail */
export const useMailbox = (mail) => {
  const ids = mail?.letters.map((one) => one.id) ?? [];
  const seen = useRef(new Set(ids));
  const [letterId, setLetter] = useState(/** @type {string | null} */ (null));
  return {
    letterId,
    chooseLetter: (id) => {
      if (id !== null) seen.current.add(id);
      setLetter(id);
    },
    seen: seen.current,
    fresh: ids.filter((id) => !seen.current.has(id)).length,
  };
};
