// @ts-check

/** What this browser keeps between visits; a browser that keeps nothing is no fault.
 * @param {string} name */
export const remembered = (name) => {
  try {
    return window.localStorage.getItem(`deskclock.${name}`);
  } catch {
    return null;
  }
};

/** @param {string} name @param {string} value */
export const remember = (name, value) => {
  try {
    window.localStorage.setItem(`deskclock.${name}`, value);
  } catch {
    // A private window: the next visit is a first one.
  }
};
