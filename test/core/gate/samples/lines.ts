/** One sample a line; ⏎ and ⇥ stand for a line's end and a tab within one. */
export const lines = (text: string): readonly string[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replaceAll("⏎", "\n").replaceAll("⇥", "\t"));
